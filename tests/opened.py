"""A DOCX written, and opened again with nothing but zipfile and lxml: its parts, its paragraphs, its text."""

import io
import zipfile
from collections import Counter
from typing import Any

from lxml import etree

from convert.document import Document
from convert.fonts import Fonts
from convert.style import load
from convert.writers import Resources, Written, writer

Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign"
    " rtl cs em lang",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
}
"""Element → its children in the order that the schema asks for."""


def no_fonts() -> Fonts:
    raise AssertionError("a DOCX needs no font of this machine")


def write(document: Document, style: str = "gbt9704", **settings: str) -> Written:
    """A document as DOCX; a setting's key has __ for its dots."""
    look = load(style, {key.replace("__", "."): value for key, value in settings.items()})
    return writer("docx")(document, look, Resources(no_fonts))


def parts(data: bytes) -> dict[str, Element]:
    """Every part of a package by its name, as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def paragraphs(data: bytes) -> list[Element]:
    """The paragraphs of the body, those of tables among them."""
    return list(parts(data)["word/document.xml"].iter(f"{W}p"))


def text(paragraph: Element) -> str:
    """The text of a paragraph; a forced line break within it is a newline."""
    kinds = {f"{W}t": lambda e: e.text or "", f"{W}br": lambda _: "\n", f"{W}tab": lambda _: "\t"}
    return "".join(kinds[e.tag](e) for e in paragraph.iter(*kinds))


def style(paragraph: Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def value(element: Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element at *path*, whose steps are names of WordprocessingML; None if there is none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def styles(data: bytes) -> dict[str, Element]:
    """The styles by id."""
    return {s.get(f"{W}styleId"): s for s in parts(data)["word/styles.xml"].iter(f"{W}style")}


def misplaced(data: bytes) -> list[str]:
    """The elements whose children do not stand in the order of the schema."""
    orders = {W + name: order.split() for name, order in ORDERS.items()}
    found = []
    for name, root in parts(data).items():
        for element in root.iter(*orders):
            places = [orders[element.tag].index(child.tag.removeprefix(W)) for child in element]
            if places != sorted(set(places)):
                found.append(f"{name}: {[child.tag for child in element]}")
    return found


def styles_amiss(data: bytes) -> list[str]:
    """The ids of styles that are defined twice, or used and not defined."""
    package = parts(data)
    ids = Counter(style.get(f"{W}styleId") for style in package["word/styles.xml"].iter(f"{W}style"))
    references = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    used = {e.get(f"{W}val") for root in package.values() for e in root.iter(*(W + name for name in references))}
    return sorted({name for name, count in ids.items() if count > 1} | (used - ids.keys()))
