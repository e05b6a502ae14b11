"""Numbers in their order: headings and items without gaps, levels without jumps, 一是 before 二是."""

import re
from collections.abc import Iterator
from itertools import pairwise

from convert import decimals
from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Block, Heading, Paragraph, Role
from convert.hanzi import parse_numeral
from convert.patterns import pattern
from convert.recognizers.headings import DEEPEST
from convert.recognizers.numerals import Kind, Numeral, numeral

_ORDER = (
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.HAN,
    Kind.HAN_IN_BRACKETS,
    Kind.ARABIC,
    Kind.ARABIC_IN_BRACKETS,
    Kind.CIRCLED,
)
"""The kinds from the outermost in; a number of one kind begins those after it anew."""
_FRESH = (Role.ATTACHMENT, Role.ATTACHMENT_TITLE, Role.ATTACHMENT_LIST)
"""Parts after which all numbers begin anew."""

_WRITTEN = Heading, Paragraph
_HAN = "〇一二三四五六七八九十"
REACH = 5000
"""Characters over which the items of a series may be apart."""
_ORDINAL = pattern(
    "(?:(?P<n>[一二三四五六七八九十]{1,3})(?P<family>是|要(?![求点素是])|靠)"
    "|第(?P<nth>[一二三四五六七八九十]{1,3})(?:[，：是]|、(?![第一二三四五六七八九十])))"
)
_ORDINAL_SIGN = pattern("[第一二三四五六七八九十](?<![^\n，。；：！？”）].)")


def gaps(paper: Paper) -> Iterator[Finding]:
    """A number that does not follow the one before it: 一、 三、, 二、 二、, or a first that is not 一."""
    last: dict[Kind, int] = {}
    ever: dict[Kind, int] = {}
    above = ""
    for block in paper.document.blocks:
        if isinstance(block, Paragraph) and block.role in _FRESH:
            last, ever = {}, {}
            continue
        found = _numeral(block)
        if found is None or _is_top(block):
            continue
        before = last.get(found.kind)
        is_next = _follows(found.value, before, ever.get(found.kind), heading=isinstance(block, Heading))
        if not is_next and not _inside(above, found):
            lead = _text(block)[: found.end].strip()
            yield paper.in_block("DC201", block, lead, text=lead, count=(before or 0) + 1)
        for kind in _ORDER[_ORDER.index(found.kind) + 1 :]:
            last.pop(kind, None)
        last[found.kind] = ever[found.kind] = found.value
        above = _text(block)
    yield from _decimal_gaps(paper)


def _decimal_gaps(paper: Paper) -> Iterator[Finding]:
    """A heading 1.3 after 1.1, or 3 after 1.2; a clause may stand between."""
    before: tuple[int, ...] = ()
    for block in paper.document.blocks:
        if isinstance(block, Paragraph) and block.role in _FRESH:
            before = ()
        section = decimals.read(_text(block))
        if section is None or (isinstance(block, Heading) and block.level != min(len(section.numbers), DEEPEST)):
            continue
        outer, value = section.numbers[:-1], section.numbers[-1]
        begun = bool(outer or before or value == 1)
        if isinstance(block, Heading) and begun:
            at = len(outer)
            count = before[at] + 1 if len(before) > at and before[:at] == outer else 1
            if value not in (1, count):
                lead = block.text[: section.gap]
                yield paper.in_block("DC201", block, lead, text=lead, count=count)
            before = section.numbers
        elif outer and before and decimals.follows(section.numbers, before):
            before = section.numbers


def _is_top(block: Block) -> bool:
    """Whether a heading 1. stands over 1.1: it is of the first level."""
    found = _numeral(block)
    return isinstance(block, Heading) and block.level == 1 and found is not None and found.kind is Kind.ARABIC


def _text(block: Block) -> str:
    return block.text if isinstance(block, _WRITTEN) else ""


def _numeral(block: Block) -> Numeral | None:
    """The number a heading or a paragraph of the text opens with."""
    if isinstance(block, Paragraph) and block.role not in (Role.BODY, Role.QUOTE):
        return None
    found = numeral(_text(block))
    if found is None or found.kind not in _ORDER or not found.value:
        return None
    # 第三部分，正文 is a sentence.
    return found if isinstance(block, Heading) or found.kind not in _ORDER[:3] else None


def _inside(above: str, found: Numeral) -> bool:
    """Whether the number before stands inside the numbered line *above*: 2.…。3.…。 written on one line."""
    forms = {Kind.ARABIC: "{}.", Kind.ARABIC_IN_BRACKETS: "（{}）"}
    form = forms.get(found.kind)
    return form is not None and form.format(found.value - 1) in above


def _follows(value: int, before: int | None, ever: int | None, *, heading: bool) -> bool:
    """Whether a number may stand here: the next, a new beginning, or one that runs on through all sections."""
    if value == 1 or value == (before or 0) + 1 or (ever is not None and value == ever + 1):
        return True
    return before is None and not heading  # a list quoted in part


def jumps(paper: Paper) -> Iterator[Finding]:
    """A heading two levels or more below the one above it; 一、 and then 1. is common practice."""
    numbered = (block for block in paper.document.blocks if isinstance(block, Heading) and numeral(block.text))
    headings = [block for block in numbered if not _is_top(block)]
    for above, below in pairwise(headings):
        if below.level > above.level + 1 and (above.level, below.level) != (1, 3):
            yield paper.in_block("DC202", below, below.text, text=below.text[:20])


def lonely(paper: Paper) -> Iterator[Finding]:
    """A heading numbered as the first of its level that has no second."""
    headings = [(block, numeral(block.text)) for block in paper.document.blocks if isinstance(block, Heading)]
    open_at: dict[int, tuple[Heading, int]] = {}

    def closed(level: int) -> Iterator[Finding]:
        for inner in [inner for inner in open_at if inner >= level]:
            first, count = open_at.pop(inner)
            if count == 1:
                yield paper.in_block("DC207", first, first.text, text=first.text[:20])

    for heading, found in headings:
        yield from closed(heading.level + 1)
        if found is None or heading.level == 1:
            yield from closed(heading.level)
        elif found.value == 1:
            yield from closed(heading.level)
            open_at[heading.level] = heading, 1
        elif heading.level in open_at:
            open_at[heading.level] = open_at[heading.level][0], found.value
    yield from closed(0)


def ordinals(paper: Paper) -> Iterator[Finding]:
    """一是, 三是 without a 二是; the same for 一要 and 第一，.

    A series runs inside a paragraph, or through the beginnings of paragraphs, or through both.
    """
    opening: dict[str, int] = {}
    latest: dict[str, int] = {}
    seen = 0
    for match in paper.around(_ORDINAL_SIGN, _ORDINAL, 0, 6):
        start = match.start()
        family = match["family"] or "第"
        value = parse_numeral(match["n"] or match["nth"]) or 0
        if _NUMBERED.search(paper.prose, seen, start):
            opening, latest = {}, {}
        seen = start
        opens = start == 0 or paper.prose[start - 1] == "\n"
        before = latest.get(family)
        # 一是 and 二要 make one series.
        kin = (last for other, last in latest.items() if (other == "第") == (family == "第"))
        known = {0, *kin, *([opening.get(family)] if opens else [])}
        breaks = before is not None and value - 1 not in known and value <= before + 3
        if before is not None and breaks and (value <= before or not _stands(paper.prose, match, value - 1)):
            yield paper.finding("DC208", start, match.end(), text=match[0], count=before + 1)
        if value - 1 in known or before is not None:
            latest[family] = value
            if opens:
                opening[family] = value


def _stands(prose: str, match: re.Match[str], value: int) -> bool:
    """Whether the item before *match* is there after all, only not at the beginning of a clause: …记者摄第三，…."""
    name = match["n"] or match["nth"]
    item = match[0].replace(name, _HAN[value], 1) if 0 < value < len(_HAN) else ""
    return item != "" and prose.find(item, max(0, match.start() - REACH), match.start()) >= 0


_NUMBERED = pattern(
    "\n(?:#{1,6} )?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．]|第)"
)
