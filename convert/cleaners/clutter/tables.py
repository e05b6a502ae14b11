"""The table of a government page, copied out of it: labels and their values in cells, or each on a line of its own."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from convert.cleaners.clutter import prose
from convert.cleaners.clutter.headline import TITLE
from convert.cleaners.clutter.labels import label_of, labelled, marked_cells, value_of
from convert.cleaners.clutter.words import Label
from convert.cleaners.clutter.zones import ISSUER_ENDS, Drop, Line
from convert.hanzi import HAN, iso_date
from convert.patterns import pattern

_DEEPEST = 200
"""Lines among which such a table begins; menus may stand before it."""
_LONGEST = 300
"""Characters of a row."""
_LONGEST_VALUE = 70
_FEWEST = 3
"""Labels that a table has at least."""
_CELLS = pattern("[\t|｜]")
_SPACES = pattern("[ \u3000]+")
_INNER = pattern("(?<=[\\[【［])[ \u3000]{1,4}|[ \u3000]{1,4}(?=[\\]】］])")
_NUMBER = pattern("^[0-9]{1,2}[.．、][ \u3000]{0,4}(?=[\\[【［])")
_SHAPES = {
    "index_number": pattern("(?=.{0,60}[0-9])[0-9A-Za-z/._-]{5,60}"),
    "document_number": pattern(".{0,20}〔[0-9]{4}〕.{0,12}|.{2,20}[\\[(（][0-9]{4}[\\])）].{0,12}"),
    "issuers": pattern(f"[{HAN}、 ]{{2,40}}(?:{ISSUER_ENDS}|街道|[省市县区乡镇])"),
}
"""What the value of a field looks like, where it need not be taken on trust."""
_DATES = ("issued_on", "dated")


class _Pair(NamedTuple):
    """A label and the value after it, with the lines they stand on."""

    label: Label
    value: str
    lines: tuple[int, ...]


def find(lines: Sequence[Line]) -> dict[int, Drop]:
    """The lines of such a table above a text, by where they start."""
    first = _begin(lines)
    if first is None:
        return {}
    pairs = list(_pairs(lines, first))
    sure = any(pair.label.kind == "record" and _fits(pair.label, pair.value) for pair in pairs)
    valued = sum(bool(pair.value) for pair in pairs)
    if not sure or len(pairs) < _FEWEST or valued * 2 < len(pairs):
        return {}
    drops: dict[int, Drop] = {}
    for label, value, places in pairs:
        told = label.field and (_fits(label, value) if label.field in (*_SHAPES, *_DATES) else value)
        fields = ((label.field, value_of(label.field, value)),) if told else ()
        for place in places:
            before = drops[lines[place].start].fields if lines[place].start in drops else ()
            drops[lines[place].start] = Drop(lines[place], "record", before + fields)
            fields = ()
    return drops


def _begin(lines: Sequence[Line]) -> int | None:
    """The index of the first line that begins with a label of such a table, if no text stands above it."""
    for at, line in enumerate(lines[:_DEEPEST]):
        if _is_label(_cells(line.text)[0]):
            return at
        if prose.is_text(line.text) and not labelled(line.text):
            return None
    return None


@lru_cache(maxsize=4096)
def _is_label(cell: str) -> bool:
    label = label_of(cell)
    return label is not None and label.kind == "record"


@lru_cache(maxsize=4096)
def _cells(row: str) -> tuple[str, ...]:
    """The cells of a row: parted by tabs or bars, by the labels' own marks, or by spaces before a label."""
    if len(row) > _LONGEST:
        return (row,)
    if _CELLS.search(row):
        parts = [part for part in map(str.strip, _CELLS.split(row)) if part]
        return tuple([cell for part in parts for cell in list(marked_cells(part)) or [part]]) or (row,)
    row = _NUMBER.sub("", _INNER.sub("", row), count=1)
    if marked := tuple(marked_cells(row)):
        return marked
    tokens = _SPACES.split(row)
    if len(tokens) < 2 or not _is_label(tokens[0]):
        return (row,)
    cells: list[str] = []
    for token in tokens:
        if cells and label_of(token) is None and label_of(cells[-1]) is None:
            cells[-1] += f" {token}"
        else:
            cells.append(token)
    return tuple(cells)


def _pairs(lines: Sequence[Line], first: int) -> Iterator[_Pair]:
    """The labels from the line *first* on, each with its value, as far as they follow one another."""
    label: Label | None = None
    named = first
    for at, line in enumerate(lines[first:], first):
        cells = _cells(line.text)
        for cell in cells:
            if (found := label_of(cell)) is not None:
                if label is not None:
                    yield _Pair(label, "", (named,))
                label, named = found, at
            elif label is not None and _is_value(label, cell, lines, at, len(cells) == 1):
                yield _Pair(label, cell, (named, at) if named < at else (at,))
                label = None
            else:
                if label is not None:
                    yield _Pair(label, "", (named,))
                return
    if label is not None:
        yield _Pair(label, "", (named,))


def _is_value(label: Label, cell: str, lines: Sequence[Line], at: int, alone: bool) -> bool:
    """Whether *cell* is the value of the label before it; one alone on its line may be the title below the table."""
    if _fits(label, cell):
        return True
    if len(cell) > _LONGEST_VALUE or (alone and prose.is_strong(cell)):
        return False
    if not alone:
        return True
    followed = at + 1 < len(lines) and label_of(_cells(lines[at + 1].text)[0]) is not None
    return followed and (label.field == "title" or TITLE.fullmatch(cell) is None)


def _fits(label: Label, value: str) -> bool:
    """Whether *value* has the shape that the values of a field have."""
    if label.field in _DATES:
        return bool(iso_date(value)) and len(value) <= 24
    shape = _SHAPES.get(label.field)
    return shape is not None and shape.fullmatch(value) is not None
