"""The head of a speech: what is printed between its title and its text from what is known of it."""

import re
from typing import NamedTuple

from convert.document import Document, Paragraph, Role

_ISO_DATE = re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class HeadLine(NamedTuple):
    """One line of the head, centred; the role is a key of the style's roles."""

    role: str
    text: str


def head(document: Document) -> tuple[HeadLine, ...]:
    """The subtitle, and for a speaker whom no line of the text names the date and the speaker, in that order."""
    known = document.metadata
    lines = [HeadLine("subtitle", known.subtitle)]
    if known.speaker and not _has_own_head(document):
        lines.append(HeadLine(Role.DATELINE, _in_brackets(known.dated)))
        lines.append(HeadLine(Role.BYLINE, "\u3000".join(filter(None, (known.post, _spaced(known.speaker))))))
    return tuple(line for line in lines if line.text)


def _has_own_head(document: Document) -> bool:
    return any(isinstance(block, Paragraph) and block.role in {Role.BYLINE, Role.DATELINE} for block in document.blocks)


def _in_brackets(dated: str) -> str:
    """（2026年1月10日） for 2026-01-10 (7.3.5.4: no leading zeros); anything else as it stands."""
    if match := _ISO_DATE.fullmatch(dated):
        dated = "{}年{}月{}日".format(*map(int, match.groups()))
    return f"（{dated}）" if dated else ""


def _spaced(name: str) -> str:
    """A name of two characters takes the width of three, by custom: 张　三."""
    return "\u3000".join(name) if len(name) == 2 else name
