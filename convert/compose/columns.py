"""The widths of a table's columns: as its text wants them, brought down where that is too much."""

from collections.abc import Sequence


def column_widths(natural: Sequence[float], total: float) -> list[float]:
    """The widths of columns that would like to be *natural* wide each and are *total* wide together.

    None is made narrower than it would like to be before every wider one has come down to its width.
    """
    limit = _limit(natural, total)
    wanted = [min(width, limit) for width in natural]
    whole = sum(wanted)
    return [total * width / whole for width in wanted]


def _limit(natural: Sequence[float], total: float) -> float:
    """The width to which the widest columns come down so that all fit in."""
    left = total
    ordered = sorted(natural)
    for place, width in enumerate(ordered):
        share = left / (len(ordered) - place)
        if width > share:
            return share
        left -= width
    return ordered[-1]
