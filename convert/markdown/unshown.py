"""What no official document shows: found among the tokens of Markdown, and told instead of left out in silence."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from convert.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

    from convert.markdown.plain import Line

LONGEST_TOLD = 30
"""Characters of a text that a finding names."""

_FOREIGN = pattern(
    r"(?<!\\)(?:~~[^~\n]{1,80}~~|==[^=\n]{1,80}==|\${1,2}(?=[^$\n]{0,79}[\\^_={])[^$\n]{1,80}\${1,2})"
    r"|(?<![\\~])~[0-9A-Za-z+-]{1,8}~|\^[0-9A-Za-z+-]{1,8}\^"
    r"|^\[[ xX]\](?= )|^\[[^\]\[^\n]{1,40}\]:(?= )",
    re.MULTILINE,
)
"""Text struck out, marked, raised or lowered, formulas, boxes to tick, definitions of links."""

Finding = tuple[str, dict[str, str]]
"""A code, and the values of its message."""


def in_text(token: "Token | Line") -> Iterator[Finding]:
    """What an inline token has that paper cannot show: an image, code, and where a link leads."""
    for child in token.children or ():
        if child.type == "image":
            yield "DC406", {"image": str(child.attrs.get("src", ""))}
        elif child.type == "link_open" and child.info != "auto":
            yield "DC407", {"link": str(child.attrs.get("href", ""))}
        elif child.type == "code_inline":
            yield "DC408", {}


def foreign(content: str) -> Iterator[Finding]:
    """The first mark in somebody's text that other Markdown programs know."""
    if match := _FOREIGN.search(content):
        yield "DC412", {"text": match[0][:LONGEST_TOLD]}


def in_table(stream: Sequence["Token"]) -> Iterator[Finding]:
    """Whether the columns of a table are aligned in a way of their own."""
    if any(token.attrs for token in stream if token.type == "th_open"):
        yield "DC413", {}
