"""The content of a paragraph: runs in their emphasis, and what the line breaks in it stand for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markdown_it.token import Token

from convert import recognizers
from convert.document import Run
from convert.hanzi import HAN
from convert.markdown.emphasis import settle

_CHINESE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—]")

_BREAK = re.compile("<br ?/?>")
"""The one tag that Markdown from elsewhere has in its tables."""
ENDS = ("。", "！", "？", "：", "；", "”", "）")
SLACK = 6
"""Characters by which the lines of a paragraph broken at a width may differ."""

NARROW = 24
"""Characters of a line that no page is broken at."""


def paragraphs(token: Token, *, own: bool) -> list[tuple[Run, ...]]:
    """The runs of an inline token, a tuple a paragraph: a forced line break ends one.

    In Markdown that is not doconv's *own* a plain line break may end one, too, and emphasis is made plain for all.
    """
    if not token.children:
        return [(Run(token.content),)]
    ends = set() if own else set(_line_ends_meant(token.children))
    parts = [merged(part) for part in _parts(token.children, ends)]
    return parts if own else [merged(settle(_without_tags(part))) for part in parts]


def _parts(children: Sequence[Token], ends: set[int]) -> Iterator[list[Run]]:
    """The runs of every paragraph; *ends* are the line breaks, by index, that end one."""
    runs: list[Run] = []
    strong = emphasis = 0
    for index, child in enumerate(children):
        strong += child.nesting * (child.tag == "strong")
        emphasis += child.nesting * (child.tag == "em")
        if child.type == "hardbreak" or index in ends:
            yield runs
            runs = []
            continue
        text = _gap(children, index) if child.type == "softbreak" else child.content
        runs.append(Run(text, strong > 0, emphasis > 0))
    yield runs


def _without_tags(runs: Iterable[Run]) -> list[Run]:
    return [Run(_BREAK.sub(" ", run.text), run.strong, run.emphasis) for run in runs]


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, neighbours of one emphasis together, empty ones left out."""
    filled = (run for run in runs if run.text)
    return tuple(
        Run("".join(run.text for run in group), strong, emphasis)
        for (strong, emphasis), group in groupby(filled, key=lambda run: (run.strong, run.emphasis))
    )


def _neighbours(children: Sequence[Token], at: int) -> tuple[str, str]:
    """The characters on either side of a line break, emphasis aside."""
    before = after = at
    while before >= 0 and not children[before].content:
        before -= 1
    while after < len(children) and not children[after].content:
        after += 1
    return (
        children[before].content[-1] if before >= 0 else "",
        children[after].content[0] if after < len(children) else "",
    )


def _gap(children: Sequence[Token], at: int) -> str:
    """What a line break inside a paragraph stands for: nothing beside Chinese, else a space."""
    before, after = _neighbours(children, at)
    return "" if _CHINESE.match(before) or _CHINESE.match(after) else " "


def _line_ends_meant(children: Sequence[Token]) -> Iterator[int]:
    """The line breaks, by index, with which somebody parted paragraphs that stand on one line each.

    A paragraph that was broken at a width has no line much shorter than the next, and none ends in a full stop.
    """
    lines = [""]
    breaks = []
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            breaks.append(index)
            lines.append("")
        else:
            lines[-1] += child.content
    longest = max(map(len, lines))
    for index, before, after in zip(breaks, lines, lines[1:], strict=False):
        short = len(before) < longest - SLACK or (len(before) < NARROW and recognizers.is_numbered(before))
        if short or before.endswith(ENDS) or recognizers.is_numbered(after):
            yield index
