"""The diff of a cleaning or of fixes, made from the ledger in linear time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from convert.ledger import Edit, Text, apply
from convert.report.messages import printable

CONTEXT = 3
"""Unchanged lines shown around a change in a diff."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines first:last of the source (from 0, half open) and what became of them."""

    first: int
    last: int
    after: tuple[str, ...]


def diff(text: Text) -> Iterator[str]:
    """A unified diff from the source's text to the cleaned one, made from the ledger in linear time."""
    old = text.source.text.split("\n")
    changes = list(_changes(text, old))
    if not changes:
        return
    name = printable(text.source.name)
    yield f"--- {name}"
    yield f"+++ {name} (clean)"
    grown = 0
    for hunk in _hunks(changes):
        first, last = max(0, hunk[0].first - CONTEXT), min(len(old), hunk[-1].last + CONTEXT)
        growth = sum(len(change.after) - (change.last - change.first) for change in hunk)
        yield f"@@ -{first + 1},{last - first} +{first + grown + 1},{last - first + growth} @@"
        at = first
        for change in hunk:
            yield from (f" {line}" for line in old[at : change.first])
            yield from (f"-{line}" for line in old[change.first : change.last])
            yield from (f"+{line}" for line in change.after)
            at = change.last
        yield from (f" {line}" for line in old[at:last])
        grown += growth


def _changes(text: Text, old: list[str]) -> Iterator[_Change]:
    """The edits as changes of whole lines; edits of touching lines together."""
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line) + 1)

    def is_whole(edit: Edit, first: int, last: int) -> bool:
        """Whether it leaves the line alone at whose beginning it ends."""
        begins = edit.start == starts[first] and edit.end == starts[last] and first < last
        return begins and (not edit.after or edit.after[-1] == "\n")

    group: list[Edit] = []
    low = high = 0

    def change() -> _Change:
        start, end = starts[low], min(starts[high], len(text.source.text))
        local = [Edit(e.start - start, e.end - start, e.after, e.rule) for e in group]
        after = apply(text.source.text[start:end], local)
        return _Change(low, high, tuple(after.removesuffix("\n").split("\n")) if after else ())

    for edit in text.edits:
        first, last = bisect_right(starts, edit.start) - 1, bisect_right(starts, edit.end) - 1
        if group and first >= high:
            yield change()
            group = []
        if not group:
            low = high = first
            last -= is_whole(edit, first, last)
        # An edit before it may have taken the newline, and then what follows stands on the same line.
        high = max(high, last + 1)
        group.append(edit)
    if group:
        yield change()


def _hunks(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Changes whose context would touch, together."""
    hunk = [changes[0]]
    for one, two in pairwise(changes):
        if two.first - one.last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(two)
    yield hunk
