"""Text into runs: breaks and tabs as elements, and no character that XML does not allow."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from docx.oxml.ns import qn
from lxml.etree import SubElement

from convert.compose.head import head
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Document, Heading, Image, Paragraph, Table

Element: TypeAlias = Any
"""An element of lxml, as python-docx makes them."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow in any form."""
_BREAKS = re.compile("([\t\n\r])")
_NOT_PLAIN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
"""Either: one look at a text that has none of them, as nearly all have, is enough."""
_BREAK_ELEMENTS = {"\t": qn("w:tab"), "\n": qn("w:br"), "\r": qn("w:br")}
_PRESERVED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


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


def fill(run: Element, text: str) -> None:
    """Put *text* into a run that ends in an empty w:t."""
    if not _NOT_PLAIN.search(text):
        run[-1].text = text
        return
    run.remove(run[-1])
    for piece in filter(None, _BREAKS.split(text)):
        if piece in _BREAK_ELEMENTS:
            SubElement(run, _BREAK_ELEMENTS[piece])
        else:
            SubElement(run, qn("w:t"), _PRESERVED).text = legal(piece)


def _texts(block: Heading | Image | Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (cell for row in block.rows for cell in row)
    else:
        yield block.text


def _found(text: str, line: int) -> Iterator[Diagnostic]:
    for match in _FORBIDDEN.finditer(text):
        yield diagnose("DC903", line, character=f"U+{ord(match[0]):04X}")
