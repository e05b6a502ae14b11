"""Sections numbered 1, 1.1, 1.1.1, as those of plans and technical rules: which lines of a text open them.

A number by itself says nothing (1.5亿元, 12月25日): a line counts in its place in an outline that begins with 1 and
1.1, goes on in order, and has text under its innermost sections, which a table of contents has not.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.hanzi import WIDE
from convert.patterns import pattern

CONTENTS = pattern("目[ \u3000？?]{0,6}[录錄次]")
"""The line above a table of contents."""
LONGEST_TOP = 30
"""Characters of a line that opens a section of the first level."""
_TEXT = 12
"""Characters from which a line below a section is text even without a stop; a shorter one may be a cell of a table."""

_NUMBER = pattern(
    f"(?P<numbers>[1-9][0-9]?(?:[.．][1-9][0-9]?){{0,3}})(?P<mark>[.．、]?)"
    f"(?P<gap>[ \u3000]{{0,4}})(?=[{WIDE}“《（A-Z])"
)
_AMOUNT = pattern("[万亿元倍吨米%％℃㎡㎞](?!州)|公[里斤顷]|千[瓦米克]|[平立]方|个?百分|个?小时|版")
"""What follows a number with a point that is a quantity."""
_COUNT = pattern(
    "[年月日号点时个名人项条次处级期家位天周户座把台批](?![度常间限效面人词称员力目件生置理罚别庭然边籍谈关控风账准外])"
    "|[份岁页楼届张套辆]|多[个名家项]"
)
"""What follows a whole number that counts or dates; 日常管理, 名词术语 and 台风预警 are names of sections."""
_MARKS = ("", ".", "．", "、")
_MARK = pattern("[，。；：！？…]|[0-9]$")
_LINE = pattern("^[# \t\u3000]{0,40}+([^\n]+)", re.MULTILINE)
_STOPS = ("。", "；", "：", "！", "？", "”", "）")


class Section(NamedTuple):
    """A line that opens a section."""

    line: int
    """Its index."""
    numbers: tuple[int, ...]
    """(1, 3) for 1.3."""
    gap: int
    """Where the spaces after the number begin."""
    end: int
    """Where the text after the number begins."""
    filled: bool
    """Whether text stands under it, not the next number, nor a cell of a table."""
    said: bool
    """Whether a sentence stands on its own line."""
    mark: str
    """What stands after a single number: nothing, or as in 1.总则 with 1.1 under it."""


def read(text: str, line: int = 0) -> Section | None:
    """The section that *text* could open by itself, whatever stands under it."""
    if not "1" <= text[:1] <= "9" or (match := _NUMBER.match(text)) is None:
        return None
    numbers = tuple(map(int, match["numbers"].replace("．", ".").split(".")))
    end = match.end("gap")
    if len(numbers) > 1:
        if _AMOUNT.match(text, end):
            return None
    elif len(text) > LONGEST_TOP or _COUNT.match(text, end) or _MARK.search(text, end):
        return None
    return Section(
        line, numbers, match.start("gap"), end, False, "。" in text, "" if len(numbers) > 1 else match["mark"]
    )


def is_inner(text: str) -> bool:
    """Whether *text* opens with a number of several parts: 1.1编制目的."""
    section = read(text)
    return section is not None and len(section.numbers) > 1


def gaps(content: str) -> dict[int, int]:
    """Where the spaces after the numbers of the sections in *content* begin and end, be it Markdown or plain."""
    if "1.1" not in content:
        return {}
    lines = list(_LINE.finditer(content))
    sections = (section for part in outlines([line[1].rstrip(" \t\u3000") for line in lines]) for section in part)
    starts = ((lines[section.line].start(1), section) for section in sections)
    return {start + section.gap: start + section.end for start, section in starts if section.gap < section.end}


def outlines(texts: Sequence[str]) -> list[list[Section]]:
    """The sections of every outline in the lines *texts*, none of which is empty."""
    every = {line: section for line, text in enumerate(texts) if (section := read(text, line))}
    return [part for mark in _MARKS for part in _marked(texts, every, mark)]


def _marked(texts: Sequence[str], every: Mapping[int, Section], mark: str) -> list[list[Section]]:
    """The outlines whose sections of the first level have this *mark*; where it has another, a number is text."""
    read_in = {line: found for line, found in every.items() if found.mark == mark or len(found.numbers) > 1}
    found = [section._replace(filled=_is_filled(texts, line + 1, read_in)) for line, section in read_in.items()]
    opened = [at for at, (section, below) in enumerate(pairwise(found)) if _opens(section, below)]
    starts = [at for at in opened if found[at].numbers == (1,)]
    parts = [_outline(found[low:high]) for low, high in pairwise([*starts, len(found)])]
    return [part for part in parts if _is_outline(part)]


def _is_filled(texts: Sequence[str], below: int, sections: Container[int]) -> bool:
    """Whether the line *below* a section is text."""
    text = texts[below] if below < len(texts) and below not in sections else ""
    return len(text) >= _TEXT or text.endswith(_STOPS)


def _opens(section: Section, below: Section) -> bool:
    """Whether a section of the first level has its first inner one next."""
    return len(section.numbers) == 1 and below.numbers == (*section.numbers, 1)


def _outline(found: Sequence[Section]) -> list[Section]:
    """The sections of *found* that stand in order; the first is 1, and 1.1 comes next.

    One of the first level with no inner one must have text, and must not carry on a list 1. 2. 3. inside a section.
    """
    opened = {section.numbers: at for at, (section, below) in enumerate(pairwise(found)) if _opens(section, below)}
    kept = [found[0]]
    in_list = False
    for at, section in enumerate(found[1:], 1):
        inner = len(section.numbers) > 1
        known = opened.get(section.numbers, at if section.filled and not (section.mark and in_list) else -1)
        takes = follows(section.numbers, kept[-1].numbers) and (inner or known == at)
        if takes:
            kept.append(section)
        in_list = in_list if inner else not takes
    return kept


def follows(numbers: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether a section may come after another: its first inner one, or the next of its level or a higher one.

    One may have been lost between the two.
    """
    outer, value = numbers[:-1], numbers[-1]
    if len(numbers) > len(before):
        return outer == before and value == 1
    return outer == before[: len(outer)] and 0 < value - before[len(outer)] <= 2


def _is_outline(part: Sequence[Section]) -> bool:
    """Whether a 2 or a 1.2 follows 1 and 1.1, and half of the innermost sections or more have text."""
    enough = sum(len(section.numbers) < 3 for section in part) > 2
    last = [section for section, below in pairwise([*part, part[0]]) if len(below.numbers) <= len(section.numbers)]
    filled = sum(section.filled or section.said for section in last)
    return enough and filled * 2 >= len(last)


def siblings(part: Sequence[Section]) -> Iterator[list[Section]]:
    """The sections of an outline, those of one section together."""
    series: dict[tuple[int, ...], list[Section]] = {}
    for section in part:
        series.setdefault(section.numbers[:-1], []).append(section)
    yield from series.values()
