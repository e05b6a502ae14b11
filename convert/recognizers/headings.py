"""Headings among the lines of a text: which numbered lines are headings, which are clauses, items or sentences.

A line is judged by its shape, and then a whole series of numerals (一、 二、 三、) by what most of its lines are:
a heading in a series of clauses is a clause.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Heading, Paragraph, Run
from convert.ledger import Line
from convert.recognizers.numerals import Kind, Numeral, numeral

LONGEST_OWN_LINE = 80
LONGEST_STOPPED = 50
"""Of a heading on its own line that ends in a full stop."""
LONGEST_LEAD = 42
LONGEST_LABEL = 18
LABELS = {Kind.HAN: 8, Kind.ARABIC: LONGEST_LABEL, Kind.ARABIC_IN_BRACKETS: LONGEST_LABEL}
"""The longest run-in heading that ends in a colon, by the kind of its numeral."""
SHORT_LEAD = 24
"""Up to which a run-in heading may have any number of commas."""
SHARE = 0.75
"""Of a series that must look like headings, for the rest to be believed."""

_STOP = re.compile("[。！？；]")
_FIRST_STOP = re.compile("[。！？；：]")
_OPENING, _CLOSING = "“‘（《〔【", "”’）》〕】"
_VERDICT = re.compile(
    "(?:原则|总体)?同意|会议|希望|批准|授予|决定|请[你各贵]|按照|根据|凡|如果|本(?:通知|办法|决定|意见|公告|规定)|你[省市县区局厅部委们]"
)
"""How a clause of a reply, a decision or minutes begins, which a heading does not."""
_BRACKET = re.compile(f"[{_OPENING}(①]")


class Shape(Enum):
    """What a numbered line looks like by itself."""

    OWN_LINE = auto()
    """No mark at its end: 一、总体要求."""
    STOPPED = auto()
    """One short sentence: （一）发展基础。"""
    RUN_IN = auto()
    """A short first sentence and more text."""
    LABEL = auto()
    """A short label with its colon and more text: 1.建设地点：城北。"""
    SENTENCE = auto()
    """Anything else."""


class Place(NamedTuple):
    """A heading found: the line, its level, and where its text ends if more text follows on the line."""

    level: int
    end: int
    """Length of the heading's text; the rest of the line is a paragraph."""
    run_in: bool


@dataclass(slots=True)
class _Member:
    """A numbered line of a series."""

    index: int
    numeral: Numeral
    shape: Shape
    end: int
    bare: bool = False
    """Whether nothing stands under it."""
    verdict: bool = False
    """Whether it says what was decided: 同意…, 会议审议了…."""
    chaptered: bool = False
    """Whether it stands below a chapter or an article."""


def find(lines: Sequence[Line]) -> tuple[dict[int, Place], tuple[Diagnostic, ...]]:
    """The headings among *lines*, by index, and a finding for every series that could be one but was left as text."""
    texts = [line.text for line in lines]
    numerals = {index: opener for index, text in enumerate(texts) if (opener := numeral(text))}
    places: dict[int, Place] = {}
    rejected: list[list[_Member]] = []
    stopped: set[Kind] = set()
    for series in _series(texts, numerals, _listed_attachments(texts, numerals)):
        accepted = _headings_of(series)
        places |= {member.index: _place(member) for member in accepted}
        stopped |= {member.numeral.kind for member in accepted if member.shape is Shape.STOPPED}
        if not accepted:
            rejected.append(series)
    findings = []
    for series in rejected:
        alike = [member for member in series if member.shape is Shape.STOPPED and member.end <= SHORT_LEAD]
        if series[0].numeral.kind in stopped:
            # （一）汽车号牌。 with nothing but a picture under it, where its like are headings elsewhere in the text
            places |= {member.index: _place(member) for member in alike}
        elif _is_doubtful(series):
            first = lines[series[0].index]
            findings.append(diagnose("DC211", first.lines.first, 1, text=first.text[:20], count=len(series)))
    return places, tuple(findings)


def _is_doubtful(series: list[_Member]) -> bool:
    """Whether half of a series or more looks like headings, which is not enough."""
    looks = sum(_looks_like_heading(member, begun=True) for member in series)
    return len(series) > 1 and SHARE > looks / len(series) >= 0.5


def placed(blocks: Sequence[Block], places: dict[int, Place]) -> Iterator[Block]:
    """The blocks, those at *places* as headings; a heading that was one already stays one, at its numeral's level."""
    for index, block in enumerate(blocks):
        place = places.get(index)
        if isinstance(block, Heading):
            found = numeral(block.text)
            yield replace(block, level=found.kind.level) if found and found.kind.level else block
        elif isinstance(block, Paragraph) and place:
            yield Heading(place.level, block.text[: place.end], place.run_in, block.lines)
            if place.run_in:
                yield Paragraph(tuple(_after(block.content, place.end)), lines=block.lines)
        else:
            yield block


def _after(content: Sequence[Run], at: int) -> Iterator[Run]:
    """The runs of a paragraph from a place in its text on."""
    leading = True
    for run in content:
        text = run.text[at:]
        at = max(0, at - len(run.text))
        if leading:
            text = text.lstrip(" \u3000")
        if text:
            leading = False
            yield replace(run, text=text)


def nested(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, headings without numerals one level lower where they follow one of their level that has no text.

    Somebody's Markdown often has `##` for the parts of a text and for the sections of a part.
    """
    result = list(blocks)
    inside = 0
    for index, block in enumerate(result):
        if not isinstance(block, Heading) or numeral(block.text):
            continue
        following = result[index + 1] if index + 1 < len(result) else None
        if isinstance(following, Heading) and following.level == block.level and not numeral(following.text):
            inside = block.level
        elif block.level == inside < 4:
            result[index] = replace(block, level=block.level + 1)
        elif block.level < inside:
            inside = 0
    return result


def _place(member: _Member) -> Place:
    run_in = member.shape in (Shape.RUN_IN, Shape.LABEL)
    return Place(member.numeral.kind.level, member.end, run_in)


def _headings_of(series: list[_Member]) -> list[_Member]:
    """The members of a series that are headings: most must look like it, and most must have text under them."""
    begun = series[0].numeral.value == 1
    looks = [member for member in series if _looks_like_heading(member, begun=begun)]
    if len(looks) < SHARE * len(series):
        return []
    bare = sum(member.bare for member in looks)
    if len(series) > 1:
        return looks if bare <= len(looks) / 2 else []
    # The last line of a text that was cut off may be anything.
    cut_off = bare and looks[0].numeral.kind is not Kind.HAN and looks[0].end > SHORT_LEAD
    return [] if cut_off else looks


def _looks_like_heading(member: _Member, *, begun: bool) -> bool:
    """Whether a line of a series looks like a heading; *begun* if the series begins at its beginning."""
    if member.chaptered and member.shape is not Shape.OWN_LINE:
        return False
    if member.verdict and member.shape in (Shape.STOPPED, Shape.RUN_IN):
        return False
    match member.shape:
        case Shape.SENTENCE:
            return False
        case Shape.STOPPED:
            return begun and not member.bare
        case Shape.RUN_IN | Shape.LABEL:
            return member.numeral.kind not in (Kind.CHAPTER, Kind.SECTION, Kind.PART)
    return True


def _series(lines: Sequence[str], numerals: dict[int, Numeral], listed: set[int]) -> Iterator[list[_Member]]:
    """The numbered lines in series of one kind whose values grow; a series runs on through others between."""
    open_series: dict[Kind, list[_Member]] = defaultdict(list)
    chapter = article = False
    for index, found in numerals.items():
        if index in listed:
            continue
        shape, end = shape_of(lines[index], found)
        if found.kind is Kind.ARTICLE:
            article = True
            continue
        if found.kind in (Kind.CHAPTER, Kind.SECTION) and shape is Shape.OWN_LINE:
            chapter, article = True, False
        if article and found.kind is Kind.HAN and shape is Shape.OWN_LINE and found.value == 1:
            article = False  # an annex with headings of its own
        if article:
            continue
        member = _Member(index, found, shape, end, chaptered=chapter and found.kind is Kind.HAN)
        member.verdict = _VERDICT.match(lines[index], found.end) is not None
        member.bare = shape in (Shape.OWN_LINE, Shape.STOPPED) and _is_bare(index, found, lines, numerals)
        series = open_series[found.kind]
        if series and found.value <= series[-1].numeral.value:
            yield series
            series = open_series[found.kind] = []
        series.append(member)
    yield from (series for series in open_series.values() if series)


def _is_bare(index: int, found: Numeral, lines: Sequence[str], numerals: dict[int, Numeral]) -> bool:
    """Whether nothing stands under a line: the next one is of the same kind or a higher level, or there is none."""
    following = numerals.get(index + 1)
    if index + 1 >= len(lines):
        return True
    if following is None or following.kind is Kind.ARTICLE:
        return False
    return following.kind is found.kind or following.kind.level < found.kind.level


def _listed_attachments(lines: Sequence[str], numerals: dict[int, Numeral]) -> set[int]:
    """The numbered lines that carry on an 附件说明 (附件：1.…)."""
    listed = set()
    inside = False
    for index, line in enumerate(lines):
        if line.startswith(("附件：", "附件:")):
            inside = True
        elif inside and index in numerals and numerals[index].kind is Kind.ARABIC:
            listed.add(index)
        else:
            inside = False
    return listed


def shape_of(line: str, found: Numeral) -> tuple[Shape, int]:
    """What a numbered line looks like, and where its heading would end."""
    stop = _FIRST_STOP.search(line, found.end, found.end + LONGEST_OWN_LINE)
    if stop is None:
        own = len(line) <= LONGEST_OWN_LINE and line[-1] not in "，、：" and len(line) > found.end
        return (Shape.OWN_LINE if own else Shape.SENTENCE), len(line)
    end = stop.end()
    lead = line[found.end : end]
    if _is_open(lead) or stop[0] == "；" or _numbered_again(line, found, end):
        return Shape.SENTENCE, end
    if stop[0] == "：":
        return _labelled(line, found, end)
    if end == len(line):
        if stop[0] in "？！":
            return Shape.OWN_LINE, end
        return (Shape.STOPPED if end <= LONGEST_STOPPED and _is_terse(lead) else Shape.SENTENCE), end
    return (Shape.RUN_IN if end <= LONGEST_LEAD and _is_terse(lead) else Shape.SENTENCE), end


def _labelled(line: str, found: Numeral, end: int) -> tuple[Shape, int]:
    """A line with a colon: a heading before its text (1.建设地点：城北。), a title with a colon, or a sentence."""
    lead = line[found.end : end]
    if end == len(line):
        return (Shape.OWN_LINE if len(lead) <= LONGEST_LABEL else Shape.SENTENCE), end
    if len(lead) <= LABELS.get(found.kind, 0) and "，" not in lead:
        return Shape.LABEL, end
    own = len(line) <= LONGEST_OWN_LINE and not _STOP.search(line) and line[-1] not in "，、："
    return (Shape.OWN_LINE if own else Shape.SENTENCE), len(line)


def _is_terse(lead: str) -> bool:
    """Whether a sentence is as short, or as little broken by commas, as a heading is."""
    return len(lead) <= SHORT_LEAD or lead.count("，") < 2


def _is_open(lead: str) -> bool:
    """Whether *lead* ends inside quotes or brackets, or has another numeral in it."""
    if not _BRACKET.search(lead):
        return False
    if any(lead.count(a) > lead.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True)):
        return True
    return any(mark in lead for mark in ("（1）", "（一）", "(1)", "①"))


def _numbered_again(line: str, found: Numeral, end: int) -> bool:
    """Whether the text after the first sentence opens with the next numeral: a list written on one line."""
    rest = line[end : end + 12].lstrip(" \u3000")
    following = numeral(rest)
    return following is not None and following.kind is found.kind and following.value == found.value + 1
