"""What no cleaner of marks may touch: in Markdown its code, addresses, tags and front matter."""

import re
from collections.abc import Iterable, Iterator, Sequence

from convert.ledger import Edit, Format, Text
from convert.patterns import pattern

_MARKDOWN = pattern(
    r"""
      \A---\n(?:[^\n]*\n){0,200}?---(?=\n|\Z)               # front matter
    | (?:(?<=\n)|\A)[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*  # a block of code
      (?:\n(?![ ]{0,3}(?P=fence))[^\n]*)*(?:\n[ ]{0,3}(?P=fence)[^\n]*)?
    | `[^`\n]+`                                            # code in a line
    | !\[                                                  # the sign of a picture
    | \]\([^()\n]*\)                                       # where a link or a picture leads
    | \[[^\[\]\n]{1,100}\]:                                # the label of a definition or a footnote
    | <(?:!--[^<>]{0,300}--|[A-Za-z/][^<>\n]{0,300})>      # a comment, a tag, an address in brackets
    """,
    re.VERBOSE,
)


def mend(text: Text, edits: Sequence[Edit]) -> Text:
    """The text after one more pass, Markdown's own syntax left alone."""
    if edits and text.source.format is Format.MARKDOWN:
        edits = list(_outside(edits, spans(text.content)))
    return text.edited(edits)


def spans(markdown: str) -> list[tuple[int, int]]:
    """Where Markdown's own syntax stands."""
    return [match.span() for match in _MARKDOWN.finditer(markdown)]


def _outside(edits: Iterable[Edit], kept: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """The edits that touch nothing of what is *kept*; both sorted."""
    at = 0
    for edit in edits:
        while at < len(kept) and kept[at][1] <= edit.start:
            at += 1
        if at == len(kept) or edit.end <= kept[at][0]:
            yield edit
