"""Markdown whose every line is a heading or a paragraph, as most is that doconv writes: read without a parser.

markdown-it takes longer to load than a short document to set.
"""

from typing import NamedTuple

from convert.patterns import pattern

SPECIAL = pattern(r"[\\`*_\[\]<&!\n]")
"""What may be more than itself in a line of text."""
_UNLIKE = pattern(r"[\\`*_\[\]<&!\r\0]")
_TAGS = {"#" * level: f"h{level}" for level in range(1, 7)}
_DELIMITS = ("|", "-", ":")
"""How a line begins that makes the one above it the head of a table."""


class Line(NamedTuple):
    """A heading or a paragraph of one line, with what reading asks of an inline token."""

    tag: str
    content: str
    map: list[int]
    """Its line, from 0, and the next."""
    type: str = "inline"
    children: None = None
    markup: str = ""
    info: str = ""


def block(text: str, below: str) -> tuple[str, str] | None:
    """The tag and the content of a line that can only be a heading, or a paragraph with nothing *below* it; else None.

    The line begins a block, and has no space before it.
    """
    tag = "p"
    if text.startswith("#"):
        hashes, _, text = text.partition(" ")
        tag = _TAGS.get(hashes, "")
        sure = below[:1] not in _DELIMITS and not text.endswith("#")
    else:
        sure = not below and not text[:1].isascii()
    return (tag, text) if sure and tag and text and text == text.strip() else None


def lines(source: str) -> list[Line] | None:
    """The blocks of a document all of such lines; None for one that needs a parser."""
    if _UNLIKE.search(source):
        return None
    found = []
    written = [line.strip(" \t") and line for line in source.split("\n")]
    for number, (line, below) in enumerate(zip(written, [*written[1:], ""], strict=True)):
        if line:
            read = block(line, below)
            if read is None:
                return None
            found.append(Line(*read, [number, number + 1]))
    return found
