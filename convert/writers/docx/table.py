"""Tables: repeated heads, columns by the width of what stands in them, as wide as the 版心."""

from collections.abc import Sequence
from copy import deepcopy
from functools import partial
from itertools import accumulate, pairwise

from convert.compose.columns import column_widths
from convert.compose.extent import line_count
from convert.compose.signature import nominal_width
from convert.document import Table
from convert.style import Style
from convert.writers.docx.look import cell_margin, twips
from convert.writers.docx.text import Element, element, fill, w


def table(block: Table, style: Style) -> Element:
    """A table without rows, its columns as wide as what will stand in them."""
    widths = _columns(block, style)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return element(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="table_grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )


def row_lines(block: Table, style: Style) -> list[int]:
    """How many lines each row takes, reckoned with nominal widths."""
    widths = [(width - 2 * cell_margin(style)) / 20 for width in _columns(block, style)]
    return [
        max(line_count(cell, "table", style, width) for cell, width in zip(row, widths, strict=True))
        for row in block.rows
    ]


def add_rows(element: Element, block: Table, paragraph: Element) -> None:
    """Put the rows into a table, in each cell a copy of an empty *paragraph*."""
    widths = [column.get(w("w")) for column in element[-1]]
    head, other = _row(widths, paragraph, head=True), _row(widths, paragraph, head=False)
    for number, cells in enumerate(block.rows):
        row = deepcopy(head if number < block.heads else other)
        element.append(row)
        for cell, text in zip(row.iterchildren(w("tc")), cells, strict=True):
            fill(cell[-1][-1], text)


def _columns(block: Table, style: Style) -> list[int]:
    """The widths of the columns in twips, as wide as the 版心 together."""
    size, margins = twips(style.roles["table"].size), 2 * cell_margin(style)
    width = partial(nominal_width, autospace=style.text.autospace)
    columns = [
        [size * max(map(width, cell.split("\n"))) for cell in column] for column in zip(*block.rows, strict=True)
    ]
    widths = column_widths(columns, style.page.type_area_width * 20, character=size, padding=margins)
    edges = accumulate(widths, initial=0.0)
    return [right - left for left, right in pairwise(map(round, edges))]


def _row(widths: Sequence[str], paragraph: Element, *, head: bool) -> Element:
    """A row of empty cells; a head is repeated on every page the table reaches."""
    repeated = "<w:tblHeader/>" if head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr></w:tc>'
        for width in widths
    )
    row = element(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
    for cell in row.iterchildren(w("tc")):
        cell.append(deepcopy(paragraph))
    return row
