"""Tables: repeated heads, columns by the width of what stands in them, as wide as the 版心."""

from collections.abc import Sequence
from copy import deepcopy
from itertools import accumulate, pairwise

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from convert.document import Table
from convert.hanzi import display_width
from convert.style import Style
from convert.writers.docx.look import twips
from convert.writers.docx.text import Element, fill

_PADDING = 216
"""What the cell margins of styles.xml take of a column, in twips."""


def table(block: Table, paragraph: Element, style: Style) -> Element:
    """A table whose cells hold copies of an empty *paragraph*."""
    widths = columns(block.rows, twips(style.page.type_area_width), twips(style.roles["table"].size / 2))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    element = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="table_grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    head, other = _row(widths, paragraph, head=True), _row(widths, paragraph, head=False)
    for number, cells in enumerate(block.rows):
        row = deepcopy(head if number < block.heads else other)
        for cell, text in zip(row.iterchildren("{*}tc"), cells, strict=True):
            fill(cell[-1][-1], text)
        element.append(row)
    return element


def columns(rows: Sequence[Sequence[str]], total: int, half: int) -> list[int]:
    """The widths of a table's columns in twips, *total* together, *half* being a half-width character's.

    Each is as wide as its text would be on one line, but none wider than it takes to fit them all in.
    """
    natural = [half * max(map(_width, column)) + _PADDING for column in zip(*rows, strict=True)]
    limit = _limit(natural, total)
    wanted = [min(width, limit) for width in natural]
    whole = sum(wanted)
    edges = [round(total * edge / whole) for edge in accumulate(wanted, initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def _limit(natural: Sequence[int], total: int) -> float:
    """The width to which the widest of *natural* have to come down so that the sum is no more than *total*."""
    left = float(total)
    ordered = sorted(natural)
    for place, width in enumerate(ordered):
        share = left / (len(ordered) - place)
        if width > share:
            return share
        left -= width
    return float(ordered[-1])


def _width(cell: str) -> int:
    return max(map(display_width, cell.split("\n")))


def _row(widths: Sequence[int], paragraph: Element, *, head: bool) -> Element:
    """A row of empty cells; a head is repeated on every page the table reaches."""
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>' for width in widths)
    row = parse_xml(f"<w:tr {nsdecls('w')}>{properties}{cells}</w:tr>")
    for cell in row.iterchildren("{*}tc"):
        cell.append(deepcopy(paragraph))
    return row
