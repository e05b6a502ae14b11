"""版头: its parts as paragraphs at the top of page 1, at the heights that the composed one gives (7.2, 10.1 to 10.3).

What stands above the 版心 or at the foot of the page is a shape on the page: no paragraph can be there.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from convert.compose.grid import ABOVE, Grid
from convert.compose.letterhead import Letterhead, Part, Rule
from convert.style import Points, Style
from convert.writers.docx.drawing import Shape, run
from convert.writers.docx.look import colour, twips
from convert.writers.docx.placed import BASELINE, HAIRLINE, Spot, border, elements, paragraph, row, scaled, text_run
from convert.writers.docx.text import Element, w

_MARK = "masthead"
_LINE = 1.2
"""The line of a 发文机关标志, in its size: all of its ink is inside."""
_SLACK: Points = 72.0
"""What the line of a mark may stand out at either side: in a wider font it must not wrap, for a second line is lost."""
_ROUNDING: Points = 0.1
_NEXT: Points = 1.0
"""How near the end of one text the next one begins, where nothing but a name parts them."""


class _Strip(NamedTuple):
    """A paragraph of the 版头, or the table of a joint one."""

    top: Points
    height: Points
    xml: Callable[[Points], str]
    """The elements, given the blank above."""
    mark: bool = False
    """Whether it is the 发文机关标志."""


def letterhead(head: Letterhead, style: Style, grid: Grid) -> list[Element]:
    """The elements of a 版头, the last one leaving blank what remains of its lines."""
    edge = grid.first - (grid.pitch - grid.size) / 2
    flowing, shapes = [], []
    for strip in sorted(_strips(head, style, grid), key=lambda strip: strip.top):
        if strip.top < edge - grid.pitch / 2:
            shapes.append(_above(strip, style))
        else:
            flowing.append(strip)
    shapes += [_rule_shape(rule, style) for rule in head.foot_rules]
    parts, cursor = [], edge
    for strip in flowing:
        if strip.mark and strip.top < cursor - _ROUNDING:
            shapes.append(_above(strip, style))  # the line over it is higher than what stands there
            continue
        before = max(0.0, strip.top - cursor)
        parts.append(strip.xml(before))
        cursor += before + strip.height
    if not parts or parts[-1].endswith("</w:tbl>"):
        parts.append(paragraph("body", style, line=HAIRLINE))
        cursor += HAIRLINE
    made = elements("".join(parts))
    rest = edge + head.lines * grid.pitch - cursor
    made[-1].find(w("pPr")).find(w("spacing")).set(w("after"), str(max(0, twips(rest))))
    for shape in reversed(shapes):
        made[0].insert(1, run(shape))
    return made


def _strips(head: Letterhead, style: Style, grid: Grid) -> Iterator[_Strip]:
    """Every line of text, every rule or pair of rules, and the 发文机关标志."""
    marks = [part for part in head.parts if part.role == _MARK]
    if marks:
        yield _mark(marks, style)
    others = sorted((part for part in head.parts if part.role != _MARK), key=lambda part: (part.top, part.left))
    for top, parts in groupby(others, key=lambda part: part.top):
        spots = tuple(_spots(list(parts), style))
        yield _Strip(
            _line_top(top, grid.size, grid.pitch),
            grid.pitch,
            partial(lambda before, spots: row(spots, style, before=before), spots=spots),
        )
    for at in range(0, len(head.rules), 2):
        yield _rules(head.rules[at : at + 2], style)


def _line_top(top: Points, size: Points, height: Points) -> Points:
    """Where a line of exact height begins whose characters' squares begin at *top*."""
    return top + ABOVE * size - BASELINE * height


def _spots(parts: Sequence[Part], style: Style) -> Iterator[Spot]:
    """The places of the texts of one line: each at the edge or at the middle that it is placed by."""
    room, end = style.page.type_area_width, None
    for part in parts:
        if end is not None and part.left - end < _NEXT:
            yield Spot(part.role, part.text, part.left, "next", part.scale)
        elif abs(part.left + part.width - room) < _NEXT:
            yield Spot(part.role, part.text, room, "right", part.scale)
        elif len(parts) == 1 and abs(part.left + part.width / 2 - room / 2) < _NEXT:
            yield Spot(part.role, part.text, room / 2, "center", part.scale)
        else:
            yield Spot(part.role, part.text, part.left, scale=part.scale)
        end = part.left + part.width


def _mark(marks: Sequence[Part], style: Style) -> _Strip:
    """The 发文机关标志: a paragraph a name, or with 文件 beside them a table."""
    first, last = marks[0], marks[-1]
    beside = last if last.left > first.left + first.width - _NEXT else None
    names = marks[:-1] if beside else marks
    height = names[1].top - first.top if len(names) > 1 else _LINE * first.size
    strip = partial(_Strip, _line_top(first.top, first.size, height), len(names) * height, mark=True)
    if beside:
        table = _joint(names, beside, height, style)
        # A table has no blank above it of its own.
        return strip(lambda before: paragraph("body", style, line=before) + table if before else table)
    others = "".join(_name(name, style, height) for name in names[1:])
    return strip(lambda before: _name(first, style, height, before) + others)


def _name(part: Part, style: Style, line: Points, before: Points = 0.0, align: str = "center") -> str:
    """A line of a 发文机关标志, its characters as wide and as far apart as composed."""
    runs = _mark_run(style, part.text, part, 0.0)
    if part.tracking:
        # What is added to the last character would push the line out of the middle.
        runs = _mark_run(style, part.text[:-1], part, part.tracking) + _mark_run(style, part.text[-1], part, 0.0)
    left = 0.0 if align == "left" else -_SLACK
    return paragraph(_MARK, style, runs, before=before, line=line, left=left, right=-_SLACK, align=align)


def _mark_run(style: Style, text: str, part: Part, tracking: Points) -> str:
    size, red = round(2 * part.size), style.roles[_MARK].colour or style.text.colour
    return text_run(
        text,
        # LibreOffice takes no colour from the style in a box of text.
        f'<w:snapToGrid w:val="0"/><w:color w:val="{colour(red)}"/><w:spacing w:val="{twips(tracking)}"/>'
        f'{scaled(part.scale)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


def _joint(names: Sequence[Part], beside: Part, line: Points, style: Style) -> str:
    """A table without rules: the organs' names under each other, 文件 in the middle of their height."""
    first = names[0]
    # The blank between them is in the first cell: in rounded sizes and widths the names may be a little wider.
    stack = beside.left - first.left
    widths = [twips(stack), twips(beside.width + stack - first.width)]
    contents = [
        "".join(_name(name, style, line, align="left") for name in names),
        _name(beside, style, _LINE * beside.size, align="left"),
    ]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, contents, strict=True)
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{twips(first.left)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>"
        f'<w:trHeight w:val="{twips(len(names) * line)}" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
    )


def _rules(rules: Sequence[Rule], style: Style) -> _Strip:
    """One rule or two as the borders of an empty paragraph, as high as the blank between them."""
    first, last = rules[0], rules[-1]
    red = colour(style.letterhead.colour)
    single = len(rules) == 1
    line = HAIRLINE if single else last.top - first.top - first.thickness
    borders = ("" if single else border("top", first.thickness, red)) + border("bottom", last.thickness, red)
    left, right = first.left, style.page.type_area_width - first.left - first.width
    return _Strip(
        first.top - (line if single else 0.0),
        last.top + last.thickness - first.top + (line if single else 0.0),
        lambda before: paragraph("body", style, before=before, line=line, left=left, right=right, borders=borders),
    )


def _rule_shape(rule: Rule, style: Style) -> Shape:
    """A rule at the foot of page 1."""
    left = style.page.binding + rule.left
    return Shape("红线", left, rule.top, rule.width, rule.thickness, fill=colour(style.letterhead.colour))


def _above(strip: _Strip, style: Style) -> Shape:
    """What no line of the text is for, in a box of text; a box may not end in a table."""
    width, content = style.page.type_area_width, strip.xml(0.0)
    if content.endswith("</w:tbl>"):
        content += paragraph("body", style, line=HAIRLINE)
    return Shape("发文机关标志", style.page.binding, strip.top, width, strip.height, content=content)
