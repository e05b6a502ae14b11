"""The product's own ruler, and what only tests ask of a finished PDF: its text as it is copied, its outline."""

import pypdfium2

from convert.ruler import MM, Character, Line, Page, measure

__all__ = ["MM", "Character", "Line", "Page", "copied", "measure", "outline"]


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
