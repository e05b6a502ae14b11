"""Markdown that other programs read as something else: emphasis beside Chinese marks, lines that make blocks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.cleaners import protected
from convert.patterns import pattern

_STRONG = pattern("(?<![*\\\\])\\*\\*(?![* \n])([^*\n]{1,300})(?<![ \\\\])\\*\\*(?!\\*)")
_ACCIDENTS = (
    pattern("^()(?=(?:19|20)[0-9]{2}[.)] )", re.MULTILINE),
    pattern("^()(?=\\[[^\\]\\[\n^]{1,40}\\]: ?[^\n ])", re.MULTILINE),
    pattern(r"(?<!\\)()(?=<[Xx×]{2,8}>)"),
    pattern("(?<=[。！？；：，一-鿿]\n)()(?=(?:-{3,}|={3,})[ \t]*$)", re.MULTILINE),
)
"""A year that begins a list, a definition that vanishes, a tag that hides, a rule that makes a heading of a line."""


def emphasis(paper: Paper) -> Iterator[Finding]:
    """Strong emphasis that CommonMark does not see, because a mark stands at its inner edge and a hanzi outside."""
    if not paper.is_markdown or "**" not in paper.text.content:
        return
    text, code = paper.text.content, _Code(paper.text.content)
    for match in _STRONG.finditer(text):
        if match.start() in code or _renders(text, *match.span()):
            continue
        inner = match[1]
        first = next((n for n, c in enumerate(inner) if not _is_mark(c)), len(inner))
        last = next((n for n, c in enumerate(reversed(inner)) if not _is_mark(c)), len(inner))
        after = f"{inner[:first]}**{inner[first : len(inner) - last]}**{inner[len(inner) - last :]}"
        edits = [(match.start(), match.end(), after)] if first < len(inner) else []
        yield paper.finding("DC401", *match.span(), *edits)


def _renders(text: str, start: int, end: int) -> bool:
    """Whether CommonMark opens at *start* and closes before *end*."""
    return _flanks(text[start + 2], text[start - 1 : start]) and _flanks(text[end - 3], text[end : end + 1])


def _flanks(inside: str, outside: str) -> bool:
    """Whether asterisks between two characters open or close emphasis on the side of *inside*."""
    return not _is_mark(inside) or not outside or outside.isspace() or _is_mark(outside)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def accidents(paper: Paper) -> Iterator[Finding]:
    """A line that Markdown takes for a list, a definition, a tag or a heading, and nobody meant as one."""
    if not paper.is_markdown:
        return
    text = paper.text.content
    code = _Code(text)
    for accident in _ACCIDENTS:
        for match in accident.finditer(text):
            at = match.start()
            if at in code:
                continue
            end = text.find("\n", at)
            escape = "\n" if text[at] in "-=" else "\\"
            place = at + 4 if text[at].isdigit() else at
            yield paper.finding("DC402", at, min(at + 12, end if end >= 0 else len(text)), (place, place, escape))


class _Code:
    """Where Markdown has code or its front matter."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The stretches, in order."""
        kept = protected.spans(self.text)
        return [(start, end) for start, end in kept if self.text[start:end].lstrip()[:1] in ("`", "~", "-")]

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self.spans, (place, len(self.text))) - 1
        return index >= 0 and place < self.spans[index][1]
