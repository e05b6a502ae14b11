"""Marks in a row that say the same twice, and 、 between quotations that need none."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.patterns import pattern

_ROW = pattern("[，、；：。！？](?=[，、；：。！？])[，、；：。！？]+")
_DOUBLED = pattern("[，、；：。][，、；：。！？]+|(?<=[！？])[，、；：。]+|[！？]{4,}")
_STRENGTH = "、，：；。！？"
_BETWEEN = pattern("、(?<=[”》]、)(?=[“《])")


def doubled(paper: Paper) -> Iterator[Finding]:
    """Two stops in a row, of which the stronger is enough; four ！ or ？ and more."""
    found = (match for row in _ROW.finditer(paper.prose) for match in _DOUBLED.finditer(paper.prose, *row.span()))
    for match in found:
        marks = match[0]
        if set(marks) == {"。"} and len(marks) > 6:
            continue  # dots that lead to a page number
        before = paper.prose[match.start() - 1 : match.start()] if match.start() else ""
        after = "" if before in ("！", "？") else max(marks, key=_STRENGTH.index)
        edit = (match.start(), match.end(), after)
        yield paper.finding("DC108", match.start(), match.end(), edit, safe=False, before=marks, after=after)


def between_quotations(paper: Paper) -> Iterator[Finding]:
    """、 between two quotations or titles that stand side by side."""
    for match in _BETWEEN.finditer(paper.prose):
        yield paper.finding("DC109", match.start(), match.end(), (match.start(), match.end(), ""), safe=False)
