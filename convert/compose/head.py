"""The head of a speech: what is printed between its title and its text from what is known of it."""

from typing import NamedTuple

from convert.compose.dates import as_printed
from convert.compose.letterhead import spaced_name
from convert.document import Document, Paragraph, Role


class HeadLine(NamedTuple):
    """One line of the head, centred; the role is a key of the style's roles."""

    role: str
    text: str


def head(document: Document, *, numbered: bool = False) -> tuple[HeadLine, ...]:
    """The subtitle, and for a speaker whom no line of the text names the date and the speaker, in that order.

    A 发文字号 stands under the title where the document is not *numbered* in a 版头.
    """
    known = document.metadata
    lines = [HeadLine("subtitle", known.subtitle)]
    if not numbered:
        lines.append(HeadLine("document_number", known.document_number))
    if known.speaker and not _has_own_head(document):
        lines.append(HeadLine(Role.DATELINE, _in_brackets(known.dated)))
        lines.append(HeadLine(Role.BYLINE, "\u3000".join(filter(None, (known.post, spaced_name(known.speaker))))))
    return tuple(line for line in lines if line.text)


def _has_own_head(document: Document) -> bool:
    return any(isinstance(block, Paragraph) and block.role in {Role.BYLINE, Role.DATELINE} for block in document.blocks)


def _in_brackets(dated: str) -> str:
    """（2026年1月10日） for 2026-01-10."""
    return f"（{as_printed(dated)}）" if dated else ""
