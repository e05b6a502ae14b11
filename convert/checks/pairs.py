"""Marks that come in pairs: halves without a partner, and quotes or title marks nested the wrong way round."""

from collections.abc import Iterator
from typing import NamedTuple

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.hanzi import NUMERALS
from convert.patterns import pattern

PARTNERS = dict(zip("“‘（《〈〔【", "”’）》〉〕】", strict=True))
_OPENER = {closer: opener for opener, closer in PARTNERS.items()}
_MARK = pattern(f"[{''.join(PARTNERS)}{''.join(_OPENER)}]")
_ITEM = pattern(f"(?:\\A|[，。；：、（\ufffc \u3000])[0-9A-Za-z{NUMERALS}①-⑳]{{1,3}}\\Z")
"""What stands before the half bracket of an item, 1）, which is no pair's."""
_APOSTROPHE = pattern("[A-Za-z0-9]’[A-Za-z0-9]?")
REACH = 60
"""Lines over which a quotation or a bracket may stretch."""


class _Mark(NamedTuple):
    """A mark, its place in the text, and the number of its line."""

    mark: str
    start: int
    number: int


def unbalanced(paper: Paper) -> Iterator[Finding]:
    """A half without a partner; a quotation may open each of its paragraphs and close only the last."""
    opened: dict[str, list[_Mark]] = {opener: [] for opener in PARTNERS}
    lonely: list[_Mark] = []
    for number, (at, line) in enumerate(paper.lines):
        if not _MARK.search(line):
            continue
        if line[0] == "“":  # one more paragraph of a quotation
            opened["“"] = [mark for mark in opened["“"] if number - mark.number > REACH]
        for mark in _marks(at, line, number):
            if mark.mark in PARTNERS:
                opened[mark.mark].append(mark)
                continue
            halves = opened[_OPENER[mark.mark]]
            if halves and number - halves[-1].number <= REACH:
                halves.pop()
            elif not _is_item(line, mark.start - at):
                lonely.append(mark)
    for marks in opened.values():
        lonely += marks
    for mark in sorted(lonely, key=lambda mark: mark.start):
        yield paper.finding("DC104", mark.start, mark.start + 1)


def _marks(at: int, line: str, number: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(line):
        if match[0] == "’" and _APOSTROPHE.match(line, max(0, match.start() - 1)):
            continue
        yield _Mark(match[0], at + match.start(), number)


def _is_item(line: str, place: int) -> bool:
    """Whether the ） at *place* closes the number of an item."""
    return line[place] == "）" and _ITEM.search(line[max(0, place - 4) : place]) is not None


def nested(paper: Paper) -> Iterator[Finding]:
    """‘ ’ outside “ ”, “ ” right inside “ ”, 《 》 right inside 《 》: the outer pair is the larger one."""
    for at, line in paper.lines:
        if "‘" in line or line.count("“") > 1 or line.count("《") > 1:
            yield from _nested(paper, at, line)


_WRONG = {("‘", ""): "“”", ("“", "“"): "‘’", ("《", "《"): "〈〉"}
"""A pair and the quotation it stands in → what it should be."""


def _nested(paper: Paper, at: int, line: str) -> Iterator[Finding]:
    open_quotes: list[tuple[str, int, str]] = []
    for match in _MARK.finditer(line):
        mark, place = match[0], match.start()
        if mark in "“‘《":
            kin = "《" if mark == "《" else "“‘"
            outer = next((quote for quote, _, _ in reversed(open_quotes) if quote in kin), "")
            open_quotes.append((mark, place, outer))
        elif mark in "”’》":
            if not open_quotes or PARTNERS[open_quotes[-1][0]] != mark:
                return  # not balanced: another rule's business
            opener, start, outer = open_quotes.pop()
            if (wrong := _WRONG.get((opener, outer))) and not _APOSTROPHE.match(line, max(0, place - 1)):
                edits = ((at + start, at + start + 1, wrong[0]), (at + place, at + place + 1, wrong[1]))
                values = {"before": opener + mark, "after": wrong}
                yield paper.finding("DC105", at + start, at + place + 1, *edits, safe=False, **values)
