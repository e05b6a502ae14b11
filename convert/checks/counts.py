"""Counts that do not add up: four points are announced and three follow."""

import re
from collections.abc import Iterator, Sequence

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Block, Heading, Paragraph, Role
from convert.hanzi import parse_numeral
from convert.patterns import pattern
from convert.recognizers.numerals import numeral

_N = "([二三四五六七八九十两]|十[一二三四五])"
_ANNOUNCED = pattern(
    f"(?:讲|谈|提|提出|强调|说|以下|下面|如下){_N}(?:个方面|方面|点|条|个)的?"
    "(?:意见|要求|希望|建议|问题|想法|体会|看法|工作|内容|情况)?[。：！]?\\Z"
)
_IN_LINE = pattern(f"{_N}(?:个方面|个问题|点|条|项)[^。；：\n]{{0,8}}[：。]一是")
_MEMBER = pattern("(?:(?<=[：。；，])|^)([一二三四五六七八九十]{1,2})是")


def announced(paper: Paper) -> Iterator[Finding]:
    """我讲三点意见 and then two headings; 三个方面：一是…二是…."""
    blocks = paper.document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role is not Role.BODY:
            continue
        text = block.text
        if (match := _ANNOUNCED.search(text[-30:])) and (found := _siblings(blocks, index + 1)) > 1:
            yield from _told(paper, block, match, found)
        for match in _IN_LINE.finditer(text) if "一是" in text else ():
            members = [parse_numeral(m[1]) or 0 for m in _MEMBER.finditer(text, match.end() - 2)]
            run = next((n for n, value in enumerate(members) if value != n + 1), len(members))
            if run > 1:
                yield from _told(paper, block, match, run)


def _told(paper: Paper, block: Paragraph, match: re.Match[str], found: int) -> Iterator[Finding]:
    said = 2 if match[1] == "两" else parse_numeral(match[1])
    if said != found:
        yield paper.in_block("DC308", block, match[0], text=match[0], count=found)


def _siblings(blocks: Sequence[Block], start: int) -> int:
    """How many headings of one kind and level follow, counted from 一 on without a gap; 0 if the next block is none."""
    first = blocks[start] if start < len(blocks) else None
    opener = numeral(first.text) if isinstance(first, Heading) else None
    if first is None or opener is None or opener.value != 1:
        return 0
    count = 0
    for block in blocks[start:]:
        if not isinstance(block, Heading):
            continue
        found = numeral(block.text)
        if found is None or found.kind.level < opener.kind.level:
            break
        if found.kind is opener.kind:
            if found.value != count + 1:
                break
            count += 1
    return count
