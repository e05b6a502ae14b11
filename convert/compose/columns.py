"""The widths of a table's columns: as its text wants them, or shared out by how much text each holds."""

from collections.abc import Sequence
from math import sqrt

LEAST = 4
"""Characters that a column of a full table has at the least."""

LEAST = 4
"""Characters that a column of a full table has at the least."""


def column_widths(columns: Sequence[Sequence[float]], total: float, least: float) -> list[float]:
    """The widths of a table's columns, *total* together; each column is given as the widths of its cells on one line.

    Where all fit, each is as wide as its widest cell and shares in what is left over. Else every one gets its own
    width or *least*, and the rest goes by the text: a column of long cells outweighs one with a single long cell.
    """
    widest = [max(cells) for cells in columns]
    whole = sum(widest)
    if whole <= total:
        return [total * width / whole if whole else total / len(widest) for width in widest]
    floors = [min(width, least) for width in widest]
    if sum(floors) >= total:
        return [total * floor / sum(floors) for floor in floors]
    weights = [sqrt(width * sum(cells) / len(cells)) for width, cells in zip(widest, columns, strict=True)]
    return _shared_out(floors, widest, weights, total - sum(floors))


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
