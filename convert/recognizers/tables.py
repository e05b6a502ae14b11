"""Tables: rows written as `| a | b |`, one a line."""

from collections.abc import Sequence

from convert.document import Lines, Table
from convert.ledger import Line
from convert.patterns import pattern

_DELIMITER = pattern(":?-{1,40}:?")
_BAR = pattern(r"(?<!\\)\|")


def is_row(text: str) -> bool:
    """Whether a line is a row of a table."""
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def table(rows: Sequence[Line]) -> Table:
    """The table of consecutive rows; short rows are filled up with empty cells."""
    cells = [tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(row.text[1:-1])) for row in rows]
    if len(cells) > 1 and all(_DELIMITER.fullmatch(cell) for cell in cells[1]):
        del cells[1]
    width = max(map(len, cells))
    filled = tuple(row + ("",) * (width - len(row)) for row in cells)
    return Table(filled, min(1, len(filled) - 1), lines=Lines(rows[0].lines.first, rows[-1].lines.last))
