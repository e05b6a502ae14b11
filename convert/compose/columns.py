"""The widths of a table's columns: as its text wants them, or shared out so that the table has the fewest lines."""

from collections.abc import Sequence
from math import ceil, sqrt

_LEASTS = (8, 7, 6, 5, 4)
"""Characters that a column of a full table may have at the least, the widest first."""


def column_widths(columns: Sequence[Sequence[float]], total: float, *, character: float, padding: float) -> list[float]:
    """The widths of a table's columns, *total* together; each column is given as the widths of its cells on one line.

    Where all fit, each is as wide as its widest cell and shares in what is left over. Else every one gets its own
    width or a least one, and the rest goes by the text: a column of long cells outweighs one with a single long cell.
    *character* is the width of one, *padding* what a column is wider than its text.
    """
    widest = [max(cells) + padding for cells in columns]
    whole = sum(widest)
    if whole <= total:
        return [total * width / whole if whole else total / len(widest) for width in widest]
    means = [sum(cells) / len(cells) + padding for cells in columns]
    weights = [sqrt(width * mean) for width, mean in zip(widest, means, strict=True)]
    ways = (_full(widest, weights, total, least * character + padding) for least in _LEASTS)
    return min(ways, key=lambda widths: _lines(columns, [width - padding for width in widths], character))


def _full(widest: Sequence[float], weights: Sequence[float], total: float, least: float) -> list[float]:
    """The widths where not all fit: each column its own or *least*, and the rest by *weights*."""
    floors = [min(width, least) for width in widest]
    if sum(floors) >= total:
        return [total * floor / sum(floors) for floor in floors]
    return _shared_out(floors, widest, weights, total - sum(floors))


def _lines(columns: Sequence[Sequence[float]], rooms: Sequence[float], character: float) -> int:
    """How many lines the rows have together where their cells have these *rooms*.

    A line that is broken is a *character* short, for marks and numbers that are not parted.
    """
    filled = [max(room - character, 1.0) for room in rooms]
    return sum(
        max(1 if cell <= room else ceil(cell / full) for cell, room, full in zip(row, rooms, filled, strict=True))
        for row in zip(*columns, strict=True)
    )


def _shared_out(floors: Sequence[float], most: Sequence[float], weights: Sequence[float], rest: float) -> list[float]:
    """*floors* with the *rest* added by *weights*, none beyond its *most*."""
    widths = list(floors)
    growing = [at for at, floor in enumerate(floors) if floor < most[at]]
    while growing and rest > 1e-6:
        whole = sum(weights[at] for at in growing)
        shares = {at: min(rest * weights[at] / whole, most[at] - widths[at]) for at in growing}
        for at, share in shares.items():
            widths[at] += share
        rest -= sum(shares.values())
        growing = [at for at in growing if most[at] - widths[at] > 1e-6]
    return widths
