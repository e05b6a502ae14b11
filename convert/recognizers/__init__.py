"""Lines to the model: one part of a document a file, in the order of the tables; structure cannot fail.

What reads doconv's own Markdown is here; the whole is in convert.recognizers.understanding.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from convert.document import Document, Paragraph, Role
from convert.recognizers import address, attendance, captions, closing, quotations, shapes, speech_head
from convert.recognizers.draft import Draft
from convert.recognizers.numerals import numeral
from convert.recognizers.subtitle import split_subtitle

__all__ = ["assign_roles", "is_date", "is_numbered", "split_subtitle"]

Recognizer: TypeAlias = Callable[[Draft], None]

RECOGNIZERS: tuple[Recognizer, ...] = (
    speech_head.assign,
    address.assign,
    closing.assign,
    captions.assign,
    quotations.assign,
    attendance.assign,
)
"""What gives paragraphs their roles, in order; a later one sees what the earlier ones did."""


def assign_roles(document: Document) -> Document:
    """Give every paragraph the role that its shape, position and neighbours tell; a quotation stays one."""
    draft = Draft(document)
    for recognizer in RECOGNIZERS:
        recognizer(draft)
    return replace(
        document,
        blocks=tuple(
            replace(block, role=role)
            if isinstance(block, Paragraph) and block.role not in (role, Role.QUOTE)
            else block
            for block, role in zip(document.blocks, draft.roles, strict=True)
        ),
    )


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return shapes.is_date(text)


def is_numbered(text: str) -> bool:
    """Whether a line opens with a numeral of a heading, a clause or an item."""
    return numeral(text) is not None
