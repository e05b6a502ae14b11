"""署名 and 成文日期: how far each stays from the right edge of the 版心, in 字 (7.3.5)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from convert.document import Block, Paragraph, Role
from convert.hanzi import CHANGE_OF_SCRIPT, display_width
from convert.style import Points, Style

Width = Callable[[str], float]
"""The width of a line of text in 字 (3.1)."""

SHIFT = 2.0
"""字 by which the date begins to the right of the organ's name (7.3.5.2)."""


class Signature(NamedTuple):
    """The blanks to the right of each organ's name and of the date, in 字."""

    organs: tuple[float, ...]
    date: float


def nominal_width(text: str, autospace: float = 0.0) -> float:
    """The width in 字 where a hanzi takes one, a Latin letter or digit a half and a change of script *autospace*."""
    return display_width(text) / 2 + autospace * len(CHANGE_OF_SCRIPT.findall(text))


def nominal(style: Style) -> Callable[[str, str], Points]:
    """The nominal width of a text in a role, in points; for those who have no font at hand."""

    def width(text: str, role: str) -> Points:
        look = style.roles[role]
        return nominal_width(text, style.text.autospace) * (look.size + style.text.tracking)

    return width


def place(organs: Sequence[float], date: float, *, right: float = 2.0, line: float = 28.0) -> Signature:
    """Place names and a date of these widths where no seal is put on them (7.3.5.2); all in 字.

    The longest name leaves *right* empty and the others, the host organ first, begin in its column; one longer than
    what is left of the line wraps there.
    """
    widest = min(max(organs, default=0.0), line - right)
    if date > widest:
        begin, date_right = right + date + SHIFT, right
    else:
        begin = right + widest
        date_right = begin - SHIFT - date
    return Signature(tuple(max(right, min(begin, line) - organ) for organ in organs), date_right)


def blanks(blocks: Iterable[Block], width: Width, *, right: float = 2.0, line: float = 28.0) -> Mapping[int, float]:
    """The blank to the right of each 署名 and 成文日期 among *blocks*, by index; every group is placed by itself."""
    placed: dict[int, float] = {}
    group: dict[int, Paragraph] = {}

    def settle() -> None:
        organs = [index for index, part in group.items() if part.role is Role.ISSUERS]
        dates = [index for index, part in group.items() if part.role is Role.ISSUED_ON]
        longest = max((width(group[index].text) for index in dates), default=0.0)
        signature = place([width(group[index].text) for index in organs], longest, right=right, line=line)
        placed.update(zip(organs, signature.organs, strict=True))
        placed.update((index, signature.date) for index in dates)
        group.clear()

    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role in {Role.ISSUERS, Role.ISSUED_ON}:
            group[index] = block
        elif group:
            settle()
    settle()
    return placed
