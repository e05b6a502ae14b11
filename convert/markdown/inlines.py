"""The content of a paragraph: runs in their emphasis, and what the line breaks in it stand for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from convert import recognizers
from convert.document import Run
from convert.hanzi import HAN
from convert.markdown.emphasis import settle
from convert.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

    from convert.markdown.plain import Line

_CHINESE = pattern(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—]")

_BREAK = pattern("<br ?/?>")
"""The one tag that Markdown from elsewhere has in its tables."""
_DEFINITION = pattern(r"\[[^\]\[^]{1,40}\]: ")
ENDS = ("。", "！", "？", "：", "；", "”", "）")
SLACK = 6
"""Characters by which the lines of a paragraph broken at a width may differ."""

NARROW = 24
"""Characters of a line that no page is broken at."""


def paragraphs(
    token: "Token | Line", *, own: bool, notes: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[Run, ...]]:
    """The runs of an inline token, a tuple a paragraph: a forced line break ends one; *notes* by their labels.

    In Markdown that is not doconv's *own* a plain line break may end one, too, and emphasis is made plain for all.
    """
    if not token.children:
        return [(Run(token.content),)]
    ends = set() if own else set(_line_ends_meant(token.children))
    parts = [merged(part) for part in _parts(token.children, ends, notes)]
    return parts if own else [merged(settle(_without_tags(part))) for part in parts]


def _parts(children: Sequence["Token"], ends: set[int], notes: Mapping[str, str]) -> Iterator[list[Run]]:
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
        if child.type == "call" and child.info in notes:
            runs.append(Run("", note=notes[child.info]))
            continue
        text = _gap(children, index) if child.type == "softbreak" else child.content
        runs.append(Run(text, strong > 0, emphasis > 0))
    yield runs


def _without_tags(runs: Iterable[Run]) -> list[Run]:
    return [replace(run, text=_BREAK.sub(" ", run.text)) for run in runs]


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, neighbours of one emphasis up to a footnote together, empty ones left out."""
    filled = _with_text(runs)
    called = accumulate((bool(run.note) for run in filled), initial=0)
    keys = [(before, run.strong, run.emphasis) for before, run in zip(called, filled, strict=False)]
    groups = ([run for _, run in group] for _, group in groupby(zip(keys, filled, strict=True), key=itemgetter(0)))
    return tuple(replace(group[-1], text="".join(run.text for run in group)) for group in groups)


def _with_text(runs: Iterable[Run]) -> list[Run]:
    """The runs with text, each with the footnotes that were called for behind it; the first, before it too."""
    filled: list[Run] = []
    waiting = ""
    for run in runs:
        if run.text:
            filled.append(replace(run, note=_both(waiting, run.note)))
            waiting = ""
        elif run.note and filled:
            filled[-1] = replace(filled[-1], note=_both(filled[-1].note, run.note))
        else:
            waiting = _both(waiting, run.note)
    return [*filled, Run(waiting)] if waiting else filled


def _both(first: str, second: str) -> str:
    return f"{first} {second}" if first and second else first or second


def _neighbours(children: Sequence["Token"], at: int) -> tuple[str, str]:
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


def _gap(children: Sequence["Token"], at: int) -> str:
    """What a line break inside a paragraph stands for: nothing beside Chinese, else a space."""
    before, after = _neighbours(children, at)
    return "" if _CHINESE.match(before) or _CHINESE.match(after) else " "


def _line_ends_meant(children: Sequence["Token"]) -> Iterator[int]:
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
        apart = recognizers.is_numbered(after) or recognizers.is_date(after) or _DEFINITION.match(before)
        if short or before.endswith(ENDS) or apart:
            yield index
