"""Landscape pages: which tables are set on them, what goes along with a table, and what such a page is like (8).

A landscape page is a sheet turned a quarter to the left for its text: the head of the table lies along the left edge of
the sheet as it is bound, and whoever reads it turns the sheet clockwise. An odd page is bound at its left, so there the
head is at the 订口; an even page is bound at its right, and its left edge is the 切口: one turn gives both sides of
the paper what clause 8 asks for. The page number stays with the sheet, under what is the 版心 of every other page; as
the table is read, that is the left margin, and the number lies on its side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from convert.compose.signature import nominal_width
from convert.document import Block, Heading, Paragraph, Role, Table
from convert.style import Points, Style

COMPANIONS = frozenset({Role.CAPTION, Role.ATTACHMENT, Role.ATTACHMENT_TITLE})
"""The roles of what stands over a table and would be lost without it."""


def on_landscape_pages(blocks: Sequence[Block], style: Style) -> frozenset[int]:
    """Which blocks stand on landscape pages, by their place: tables, and what stands right over each."""
    turned: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and _is_turned(block, style):
            first = at
            while first and first - 1 not in turned and _goes_along(blocks[first - 1]):
                first -= 1
            turned.update(range(first, at + 1))
    return frozenset(turned)


def turned(style: Style, pitch: Points) -> Style:
    """The style of a landscape page, as its table is read: the type area is the same, a quarter round.

    It holds as many lines as fit with no leading over the first nor under the last, at that *pitch*; what they have of
    leading stands outside the type area, half of it on either side. Its head is that of an odd page.
    """
    page, size = style.page, style.text.size
    lines = 1 + int((page.type_area_width - size) // pitch)
    height = max(page.type_area_width, lines * pitch)
    sheet = replace(
        page,
        width=page.height,
        height=page.width,
        head=page.binding - (height - page.type_area_width) / 2,
        binding=page.foot,
        type_area_width=page.type_area_height,
        type_area_height=height,
        lines=lines,
        characters=int(page.type_area_height // style.cell),
    )
    return replace(style, page=sheet)


def _is_turned(table: Table, style: Style) -> bool:
    """Whether a table is set on landscape pages: as its author says, else as the style does, else by its width."""
    if not any(table.rows):
        return False
    if table.landscape is not None or style.table.landscape != "auto":
        return style.table.landscape == "always" if table.landscape is None else table.landscape
    columns = zip(*table.rows, strict=True)
    # Half a character stands on either side of what is in a cell.
    whole = sum(_needed(column, style) + 1 for column in columns)
    return whole * style.roles["table"].size > style.page.type_area_width


def _needed(column: Iterable[str], style: Style) -> float:
    """The characters that a column must have room for: its widest cell, where that is less than every column gets."""
    width = partial(nominal_width, autospace=style.text.autospace)
    widest = 0.0
    for cell in column:
        widest = max(widest, *map(width, cell.split("\n")))
        if widest >= style.table.column:
            return style.table.column
    return widest


def _goes_along(block: Block) -> bool:
    """Whether a block over a table goes to its page; it would else stand alone at the foot of the one before."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role in COMPANIONS)
