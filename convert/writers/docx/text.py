"""Elements of WordprocessingML, and text in them: breaks and tabs as elements, no character that XML does not allow."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from convert.compose.head import head
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Document, Heading, Image, Paragraph, Table
from convert.patterns import pattern

Element: TypeAlias = Any
"""An element of lxml."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)

_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow in any form."""
_BREAKS = pattern("([\t\n\r])")
_NOT_PLAIN = pattern("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""Either: one look at a text that has none of them, as nearly all have, is enough."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BREAK_ELEMENTS = {"\t": f"{{{WORD}}}tab", "\n": f"{{{WORD}}}br", "\r": f"{{{WORD}}}br"}
_PRESERVED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def w(name: str) -> str:
    """The name of an element or an attribute of WordprocessingML, as lxml has it."""
    return f"{{{WORD}}}{name}"


def parse(part: str) -> Element:
    """The root of a part."""
    return etree.fromstring(part.encode(), _PARSER)


def element(xml: str) -> Element:
    """One element, written with the prefix w."""
    return parse(f'<w:body xmlns:w="{WORD}">{xml}</w:body>')[0]


def serialized(root: Element) -> bytes:
    """A part as it stands in the package."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def legal(text: str) -> str:
    """*text* with U+FFFD for every character that XML does not allow."""
    return _FORBIDDEN.sub("\ufffd", text)


def forbidden(document: Document) -> Iterator[Diagnostic]:
    """A finding for every character of a document that `legal` has to replace."""
    yield from _found(document.title, document.title_lines.first if document.title_lines else 0)
    for _, text in head(document):
        yield from _found(text, 0)
    for block in document.blocks:
        for text in _texts(block):
            yield from _found(text, block.lines.first if block.lines else 0)


def escaped(text: str) -> str:
    """*text* between tags or quotes; html.escape would load the names of two thousand characters first."""
    return text.translate(_ESCAPES)


def fill(run: Element, text: str) -> None:
    """Put *text* into a run that ends in an empty w:t."""
    if not _NOT_PLAIN.search(text):
        run[-1].text = text
        return
    run.remove(run[-1])
    for piece in filter(None, _BREAKS.split(text)):
        if piece in _BREAK_ELEMENTS:
            etree.SubElement(run, _BREAK_ELEMENTS[piece])
        else:
            etree.SubElement(run, w("t"), _PRESERVED).text = legal(piece)


def _texts(block: Heading | Image | Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row)
    else:
        yield block.text


def _found(text: str, line: int) -> Iterator[Diagnostic]:
    for match in _FORBIDDEN.finditer(text):
        yield diagnose("DC903", line, character=f"U+{ord(match[0]):04X}")
