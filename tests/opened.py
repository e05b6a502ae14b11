"""A DOCX written, and opened again with nothing but zipfile and lxml: its parts, its paragraphs, its text."""

import io
import zipfile
from typing import Any

from lxml import etree

from convert.document import Document
from convert.fonts import Fonts
from convert.style import load
from convert.writers import Resources, Written, writer

Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


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
