"""Headings among the lines of a text: which numbered lines are headings, which are clauses, items or sentences.

A line is judged by its shape, and then a whole series of numerals (一、 二、 三、) by what most of its lines are:
a heading in a series of clauses is a clause.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from convert import decimals
from convert.diagnostic import Diagnostic, diagnose
from convert.ledger import Line
from convert.patterns import pattern
from convert.recognizers.closing import is_attachment_label
from convert.recognizers.heading_shapes import SHORT_LEAD, Shape, shape_of
from convert.recognizers.numerals import Kind, Numeral, numeral

DEEPEST = 4
"""The lowest level of headings; 1.1.1.1 has it."""
MISSES = 5
"""One line in so many of a series, and one in four of a short one, may look like a sentence."""

_ABOVE = (Kind.CHAPTER, Kind.PART, Kind.SECTION, Kind.HAN, Kind.HAN_IN_BRACKETS)
"""The kinds under which 1. stands; （一） may also begin the items of a list under 1.1."""

_VERDICT = pattern(
    "(?:原则|总体)?同意|会议|希望|批准|授予|决定|请|按照|根据|凡|如果|本(?:通知|办法|决定|意见|公告|规定)|你[省市县区局厅部委们]"
)
"""How a clause of a reply, a decision or minutes begins, which a heading does not."""


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
    bare: bool
    """Whether nothing stands under it."""
    looks: bool
    """Whether it looks like a heading; one that is STOPPED only in a series that begins at its beginning."""


def find(lines: Sequence[Line]) -> tuple[dict[int, Place], tuple[Diagnostic, ...]]:
    """The headings among *lines*, by index, and a finding for every series that could be one but was left as text."""
    texts = [line.text for line in lines]
    numerals = {index: opener for index, text in enumerate(texts) if (opener := numeral(text))}
    places = dict(_decimal(texts, numerals))
    numerals = {index: opener for index, opener in numerals.items() if index not in places}
    every = list(_series(texts, numerals, _listed_attachments(texts, numerals)))
    usual = _usual_kinds(every)
    rejected: list[list[_Member]] = []
    stopped: set[Kind] = set()
    for series in every:
        accepted = _headings_of(series, usual)
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


def _decimal(texts: Sequence[str], numerals: dict[int, Numeral]) -> Iterator[tuple[int, Place]]:
    """The headings 1, 1.1, 1.1.1: of the sections of one section most must look like it and have text."""
    above = {index: found.kind for index, found in numerals.items() if found.kind in _ABOVE}
    third_from = -1 if {*above.values()} - {Kind.HAN_IN_BRACKETS} else min(above, default=len(texts))
    for outline in decimals.outlines(texts):
        if outline[0].mark and outline[0].line > third_from:
            continue  # 1. is of the third level there
        parents = {section.numbers[:-1] for section in outline}
        for series in decimals.siblings(outline):
            members = [_section(texts[s.line], s, bare=not s.filled and s.numbers not in parents) for s in series]
            looks = [member for member in members if member.looks]
            if _is_enough(looks, members) and sum(member.bare for member in looks) * 2 <= len(looks):
                level = min(len(series[0].numbers), DEEPEST)
                yield from ((member.index, _place(member)._replace(level=level)) for member in looks)


def _section(text: str, section: decimals.Section, *, bare: bool) -> _Member:
    found = Numeral(Kind.DECIMAL, section.numbers[-1], section.end)
    shape, end = shape_of(text, found)
    bare = bare and shape in (Shape.OWN_LINE, Shape.STOPPED)
    looks = _looks_like_heading(text, found, shape, bare=bare, chaptered=False)
    return _Member(section.line, found, shape, end, bare, looks)


def _usual_kinds(every: Sequence[list[_Member]]) -> set[Kind]:
    """The kinds of numerals that open headings nearly everywhere in a text, and so also in its odd series."""
    members: dict[Kind, list[_Member]] = defaultdict(list)
    for series in every:
        members[series[0].numeral.kind] += series
    looks = {kind: [m for m in group if m.looks] for kind, group in members.items()}
    return {kind for kind, group in members.items() if len(group) > MISSES and _is_enough(looks[kind], group)}


def _is_doubtful(series: list[_Member]) -> bool:
    """Whether half of a series or more looks like headings, which is not enough."""
    looks = [member for member in series if member.looks]
    return len(series) > 1 and not _is_enough(looks, series) and len(looks) >= len(series) / 2


def _is_enough(looks: Sequence[_Member], series: Sequence[_Member]) -> bool:
    """Whether so many of a series look like headings that all may be."""
    misses = len(series) - len(looks)
    return misses <= max(1, len(series) // MISSES) if len(series) >= 4 else not misses


def _place(member: _Member) -> Place:
    run_in = member.shape in (Shape.RUN_IN, Shape.LONG_RUN_IN, Shape.LABEL)
    return Place(member.numeral.kind.level, member.end, run_in)


def _headings_of(series: list[_Member], usual: set[Kind]) -> list[_Member]:
    """The members of a series that are headings: most must look like it, and most must have text under them."""
    begun = series[0].numeral.value == 1
    looks = [member for member in series if member.looks and (begun or member.shape is not Shape.STOPPED)]
    if not _is_enough(looks, series) and series[0].numeral.kind not in usual:
        return []
    found = {member.index for member in looks}
    looks = [member for member in series if member.index in found or member.shape is Shape.LONG_RUN_IN]
    if not looks:
        return []
    bare = sum(member.bare for member in looks)
    if len(series) > 1:
        of_text = looks[0].numeral.kind is Kind.HAN  # which may have been cut off after its last heading
        return looks if bare <= (len(looks) - (not of_text)) / 2 else []
    # The last line of a text that was cut off may be anything; a lone 一 is no series.
    lone = looks[0].end == looks[0].numeral.end
    cut_off = bare and looks[0].numeral.kind is not Kind.HAN and looks[0].end > SHORT_LEAD
    return [] if cut_off or lone else looks


def _looks_like_heading(line: str, found: Numeral, shape: Shape, *, bare: bool, chaptered: bool) -> bool:
    """Whether a numbered line looks like a heading; *chaptered* if it stands below a chapter."""
    if shape is Shape.OWN_LINE:
        return True
    if shape in (Shape.SENTENCE, Shape.LONG_RUN_IN) or (chaptered and found.kind is Kind.HAN):
        return False
    if shape is not Shape.LABEL and _VERDICT.match(line, found.end):
        return False
    return not bare if shape is Shape.STOPPED else found.kind not in (Kind.CHAPTER, Kind.SECTION, Kind.PART)


def _series(lines: Sequence[str], numerals: dict[int, Numeral], listed: set[int]) -> Iterator[list[_Member]]:
    """The numbered lines in series of one kind whose values grow; a series runs on through others between."""
    open_series: dict[Kind, list[_Member]] = defaultdict(list)
    chapter = article = False
    labels = {index for index, line in enumerate(lines) if is_attachment_label(line)}
    for index in sorted(numerals.keys() - listed | labels):
        if index in labels:  # 附件2 begins a text of its own
            chapter = article = False
            continue
        found = numerals[index]
        if found.end == len(lines[index]) and _is_cell(lines, index):
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
        bare = shape in (Shape.OWN_LINE, Shape.STOPPED) and _is_bare(index, found, lines, numerals)
        looks = _looks_like_heading(lines[index], found, shape, bare=bare, chaptered=chapter)
        series = open_series[found.kind]
        if series and found.value <= series[-1].numeral.value:
            yield series
            series = open_series[found.kind] = []
        series.append(_Member(index, found, shape, end, bare, looks))
    yield from (series for series in open_series.values() if series)


def _is_cell(lines: Sequence[str], index: int) -> bool:
    """Whether a numeral without any text is a cell of a table that was taken apart: no paragraph stands under it."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return len(following) < SHORT_LEAD


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
        if line.startswith(("附件：", "附件:", "附：")):
            inside = True
        elif inside and index in numerals and numerals[index].kind is Kind.ARABIC:
            listed.add(index)
        else:
            inside = False
    return listed
