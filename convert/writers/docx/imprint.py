"""版记: a box of text that stands on the foot of the 版心, its entries the rows of a table (7.4, 10.1)."""

from collections.abc import Sequence
from math import ceil
from typing import Literal

from convert.compose.extent import line_count
from convert.compose.imprint import Band, Entry, Imprint, too_high
from convert.compose.pages import Item, foretold_plan
from convert.compose.signature import nominal
from convert.diagnostic import Diagnostic
from convert.style import Points, Style
from convert.writers.docx.drawing import Shape, run
from convert.writers.docx.look import colour, foot, pitch, twips
from convert.writers.docx.placed import HAIRLINE, border, elements, paragraph, text_run
from convert.writers.docx.section import Sections
from convert.writers.docx.text import Element, element, w

_ROLE = "imprint"


def add_imprint(body: Element, imprint: Imprint, sections: Sections, items: Sequence[Item]) -> tuple[Diagnostic, ...]:
    """Put the 版记 at the foot of the page where the *items* end, or of one of its own (7.4, 7.5).

    *body* ends in the properties of its section. DC735 where no page holds it: it flows on.
    """
    style = sections.style
    height, line = _height(imprint, style), pitch(style) / 20
    # As in a PDF the blank under the last line of the text remains.
    lines = ceil((height + (line - style.text.size) / 2) / line)
    content = _content(imprint, style)
    if found := too_high(lines, style):
        for part in elements(content):
            body[-1].addprevious(part)
        return found
    plan = foretold_plan(items, lines, style)
    if any(plan):
        _begin_section(body, sections, "evenPage" if plan.even else "nextPage")
    # As high as what it anchors, it comes to the next page where this one has no room for that.
    anchor = elements(paragraph(_ROLE, style, line=lines * line))[0]
    body[-1].addprevious(anchor)
    # Under the 版心 of a flush grid half the leading of its last line is left.
    under = style.page.foot - foot(style)
    box = Shape("版记", 0.0, "bottom", style.page.type_area_width, height + under, across="margin", down="margin")
    if plan.even and style.page.duplex:
        # LibreOffice 7.4 mirrors no margins in a section that begins on an even page.
        box = box._replace(left=style.page.outer, across="page")
    anchor.append(run(box._replace(content=content, under=under)))
    return ()


def _begin_section(body: Element, sections: Sections, kind: str) -> None:
    """Let a section begin at the end of the body; its first page, the only one, has no number.

    A section that has a footer of its own for its first page, but none such, has no footer there.
    """
    section = sections.properties(landscape=False)
    if len(body) == 1:
        body[-1].addprevious(elements("<w:p><w:pPr/></w:p>")[0])
    body[-2][0].append(body[-1])
    size, grid = section.find(w("pgSz")), section.find(w("docGrid"))
    size.addprevious(element(f'<w:type w:val="{kind}"/>'))
    if section.find(w("titlePg")) is None:
        grid.addprevious(element("<w:titlePg/>"))
    body.append(section)


def _height(imprint: Imprint, style: Style) -> Points:
    """How high it is, reckoned with nominal widths."""
    look, rules = style.roles[_ROLE], sum(band.rule for band in imprint.bands) + imprint.last_rule
    measure, width = style.page.type_area_width - (look.left + look.right) * style.cell, nominal(style)
    rows = 0
    for entry in (entry for band in imprint.bands for entry in band.entries):
        label, right = width(entry.label, _ROLE), width(entry.right, _ROLE) + bool(entry.right) * style.cell
        rows += line_count(entry.text, _ROLE, style, measure - label - right)
    return rows * _line(style) + 2 * len(imprint.bands) * style.imprint.padding + rules


def _line(style: Style) -> Points:
    """From line to line of a 版记."""
    return round(style.roles[_ROLE].pitch * pitch(style)) / 20


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
    width = twips(style.page.type_area_width)
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
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
    line = _line(style)
    return paragraph(_ROLE, style, runs, line=line, left=left, right=right, hanging=label, align="both", tabs=tabs)


def _rule(side: Literal["top", "bottom"], thickness: Points, style: Style) -> str:
    return border(side, thickness, colour(style.text.colour)) if thickness else ""
