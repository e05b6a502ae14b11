"""What a file says of its document besides the title: by whom it is, and of what day."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from convert.document import Document, Paragraph, Role
from convert.hanzi import iso_date

_DATED = (Role.ISSUED_ON, Role.DATELINE)
"""The parts of a text that say its date, the surer first."""


def author(document: Document) -> str:
    """Whoever speaks or issues it: the speaker, the organs that sign it, or those named for it; "" where none is."""
    known = document.metadata
    signed = _texts(document, Role.ISSUERS)
    return known.speaker or "、".join([*signed] or known.issuers or known.masthead) or known.author


def day(document: Document) -> date | None:
    """The document's own date, None where it has none: never the clock."""
    in_text = (iso_date(text) for role in _DATED for text in _texts(document, role))
    for written in (*in_text, document.metadata.issued_on, document.metadata.dated):
        with suppress(ValueError):
            found = date.fromisoformat(written)
            if found.year >= 1000:  # an earlier one would be written in fewer than four digits
                return found
    return None


def _texts(document: Document, role: Role) -> Iterator[str]:
    return (block.text for block in document.blocks if isinstance(block, Paragraph) and block.role is role)
