"""Tables: rows written as `| a | b |`, or with a tab between their cells, one a line."""

from collections.abc import Iterator, Sequence

from convert.document import Lines, Table
from convert.ledger import Line
from convert.patterns import pattern
from convert.recognizers.numerals import numeral

_DELIMITER = pattern(":?-{1,40}:?")
_BAR = pattern(r"(?<!\\)\|")

FEWEST_TABBED = 3
"""Rows of a table of two columns with a tab between them; one with more columns may have two."""


def stretches(lines: Sequence[Line]) -> Iterator[Table | Line]:
    """The lines of a text, every stretch of rows as a table."""
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        yield _table(lines[at:end]) if end > at else lines[at]
        at = max(end, at + 1)


def _end(lines: Sequence[Line], first: int) -> int:
    """Where the table ends that begins at *first*; *first* itself if none does."""
    end = first
    if _is_row(lines[first].text):
        while end < len(lines) and _is_row(lines[end].text):
            end += 1
        return end
    while end < len(lines) and _is_tabbed(lines[end].text):
        end += 1
    columns = max((line.text.count("\t") for line in lines[first:end]), default=0)
    return end if end - first >= (2 if columns > 1 else FEWEST_TABBED) else first


def _is_row(text: str) -> bool:
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def _is_tabbed(text: str) -> bool:
    """Whether a tab parts cells, and not the numeral of an item from its text."""
    if "\t" not in text:
        return False
    found = numeral(text)
    return found is None or not text[found.end :].startswith("\t") or text.count("\t") > 1


def _cells(text: str) -> tuple[str, ...]:
    if not _is_row(text):
        return tuple(cell.strip() for cell in text.split("\t"))
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(text[1:-1]))


def _table(rows: Sequence[Line]) -> Table:
    """The table of consecutive rows; short rows are filled up with empty cells."""
    cells = [_cells(row.text) for row in rows]
    if len(cells) > 1 and all(_DELIMITER.fullmatch(cell) for cell in cells[1]):
        del cells[1]
    width = max(map(len, cells))
    filled = tuple(row + ("",) * (width - len(row)) for row in cells)
    return Table(filled, min(1, len(filled) - 1), lines=Lines(rows[0].lines.first, rows[-1].lines.last))
