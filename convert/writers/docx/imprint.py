"""版记: a box of text that stands on the foot of the 版心, its entries the rows of a table (7.4, 10.1)."""

from math import ceil

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from convert.compose.imprint import Band, Entry, Imprint
from convert.compose.signature import nominal
from convert.forms import Points
from convert.style import Style
from convert.writers.docx.drawing import Shape, run
from convert.writers.docx.look import colour, pitch, twips
from convert.writers.docx.placed import HAIRLINE, border, paragraph, text_run
from convert.writers.docx.text import Element

_ROLE = "imprint"


def imprint_paragraph(imprint: Imprint, height: Points, foot: Points, style: Style) -> Element:
    """A paragraph as thin as a hair that anchors the 版记; *foot* is from the lower edge of the 版心 to the text's."""
    box = Shape(
        "版记",
        0.0,
        "bottom",
        style.page.type_area_width,
        height + foot,
        across="margin",
        down="margin",
        content=_content(imprint, style),
        under=foot,
        in_flow=True,
    )
    anchor = parse_xml(paragraph("body", style, line=HAIRLINE).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    anchor.append(run(box))
    return anchor


def imprint_height(imprint: Imprint, style: Style) -> Points:
    """How high it is, reckoned with nominal widths."""
    look = style.roles[_ROLE]
    measure, width = style.page.type_area_width - (look.left + look.right) * style.cell, nominal(style)
    rows = 0
    for band in imprint.bands:
        for entry in band.entries:
            label, right = width(entry.label, _ROLE), width(entry.right, _ROLE) + bool(entry.right) * style.cell
            rows += max(1, ceil(width(entry.text, _ROLE) / (measure - label - right)))
    return imprint.height(rows, style)


def _content(imprint: Imprint, style: Style) -> str:
    """The table; the last rule is that of the paragraph which Word wants after one."""
    rows = "".join(_row(band, style, last=band is imprint.bands[-1]) for band in imprint.bands)
    width = twips(style.page.type_area_width)
    last = _rule("bottom", imprint.last_rule, style)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
        f"{paragraph('body', style, line=HAIRLINE, borders=last)}"
    )


def _row(band: Band, style: Style, *, last: bool) -> str:
    """The entries between two rules."""
    padding = style.imprint.padding
    under = max(0.0, padding - HAIRLINE) if last else padding
    borders = _rule("top", band.rule, style)
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(style.page.type_area_width)}" w:type="dxa"/>'
        f"{f'<w:tcBorders>{borders}</w:tcBorders>' if borders else ''}"
        f'<w:tcMar><w:top w:w="{twips(padding)}" w:type="dxa"/><w:bottom w:w="{twips(under)}" w:type="dxa"/></w:tcMar>'
        f"</w:tcPr>{''.join(_entry(entry, style) for entry in band.entries)}</w:tc></w:tr>"
    )


def _entry(entry: Entry, style: Style) -> str:
    """抄送 with its lines under each other after the label, or 印发机关 and at the right end 印发日期."""
    look = style.roles[_ROLE]
    label = nominal(style)(entry.label, _ROLE) if entry.label else 0.0
    left, right = look.left * style.cell + label, look.right * style.cell
    runs, tabs = text_run(entry.label + entry.text), ""
    if entry.right:
        end = style.page.type_area_width - right
        tabs = f'<w:tab w:val="right" w:pos="{twips(end)}"/>'
        runs += f"<w:r><w:tab/></w:r>{text_run(entry.right)}"
    line = round(look.pitch * pitch(style)) / 20
    return paragraph(
        _ROLE, style, runs, line=line, left=left, right=right, hanging=label, align="both", tabs=tabs
    )


def _rule(side: str, thickness: Points, style: Style) -> str:
    return border(side, thickness, colour(style.text.colour)) if thickness else ""
