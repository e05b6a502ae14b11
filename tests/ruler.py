"""The product's own ruler, and what only tests ask of a finished PDF: its text as it is copied, its outline."""

from collections.abc import Sequence

import pypdfium2

from convert.ruler import MM, Character, Line, Page, Reading, measure, readings
from convert.style import Style
from convert.writers.weasy import left_alone

__all__ = ["MM", "Character", "Line", "Page", "copied", "measure", "outline", "wrong"]


def wrong(pages: Sequence[Page], style: Style) -> list[Reading]:
    """What the product's ruler finds wrong; not that lines are ragged where WeasyPrint is left alone."""
    return [
        reading
        for reading in readings(pages, style)
        if not reading.right and not (left_alone() and reading.en == "lines filled")
    ]


def copied(data: bytes) -> str:
    """The text that is copied from a PDF, in the order of its content, without line ends and page numbers."""
    return "".join(c.text for page in measure(data) for c in page.characters if c.baseline < page.height - 33)


def outline(data: bytes) -> list[tuple[int, str, int | None]]:
    """Level, title and page of every bookmark."""
    found = []
    for mark in pypdfium2.PdfDocument(data).get_toc():
        destination = mark.get_dest()
        found.append((mark.level, mark.get_title(), destination.get_index() + 1 if destination else None))
    return found
