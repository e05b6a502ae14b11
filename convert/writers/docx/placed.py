"""Paragraphs whose text has a place of its own on the line: what 版头, signatures and 版记 are made of."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from convert.style import Points, Style
from convert.writers.docx.look import character_id, pitch, twips
from convert.writers.docx.text import WORD, Element, escaped, legal, parse

BASELINE = 0.8
"""Where the baseline is in a line of exact height, from its top: LibreOffice's rule, made after Word's."""
HAIRLINE: Points = 1.0
"""The height of a paragraph that is there for its rule or for what it anchors."""


class Spot(NamedTuple):
    """A text and where it stands on its line, from the left edge of the 版心."""

    role: str
    text: str
    at: Points
    kind: Literal["left", "center", "right", "next"] = "left"
    """Which part of the text is there; "next" goes on where the text before it ends."""
    scale: float = 1.0
    """How wide its characters are, of their own width."""


def row(
    spots: Sequence[Spot],
    style: Style,
    *,
    before: Points = 0.0,
    after: Points = 0.0,
    line: Points | None = None,
    keep: bool = False,
) -> str:
    """A paragraph with its texts at their places: one by its alignment and indent, several by tab stops."""
    role, room = spots[0].role, style.page.type_area_width
    inner = "".join(_run(spot, role) for spot in spots)
    if len(spots) == 1:
        at, kind = spots[0].at, spots[0].kind
        left, right = (at if kind == "left" else 0.0), (room - at if kind == "right" else 0.0)
        return paragraph(
            role, style, inner, before=before, after=after, line=line, keep=keep, left=left, right=right, align=kind
        )
    stops = [spot for spot in spots if spot.kind != "next" and (spot.at or spot.kind != "left")]
    inner = "".join(("<w:r><w:tab/></w:r>" if spot in stops else "") + _run(spot, role) for spot in spots)
    tabs = "".join(
        f'<w:tab w:val="{stop.kind}" w:pos="{twips(stop.at)}"/>' for stop in sorted(stops, key=lambda stop: stop.at)
    )
    return paragraph(role, style, inner, before=before, after=after, line=line, keep=keep, tabs=tabs)


def paragraph(
    role: str,
    style: Style,
    inner: str = "",
    *,
    before: Points = 0.0,
    after: Points = 0.0,
    line: Points | None = None,
    left: Points = 0.0,
    right: Points = 0.0,
    hanging: Points = 0.0,
    align: str = "left",
    tabs: str = "",
    borders: str = "",
    keep: bool = False,
) -> str:
    """A paragraph of a role whose every length is its own; *inner* are its runs.

    Indents in characters are set to none: Word would prefer those of the style to lengths.
    """
    height = pitch(style) if line is None else twips(line)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{role}"/>{"<w:keepNext/>" if keep else ""}'
        f"{f'<w:pBdr>{borders}</w:pBdr>' if borders else ''}{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}"
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{height}" w:lineRule="exact"/>'
        f'<w:ind w:leftChars="0" w:left="{twips(left)}" w:rightChars="0" w:right="{twips(right)}"'
        f' {_first(hanging)}/><w:contextualSpacing w:val="0"/><w:jc w:val="{align}"/></w:pPr>{inner}</w:p>'
    )


def elements(xml: str) -> list[Element]:
    """Paragraphs and tables written as XML, as elements."""
    return list(parse(f'<w:body xmlns:w="{WORD}">{xml}</w:body>'))


def _first(hanging: Points) -> str:
    if hanging:
        return f'w:hangingChars="0" w:hanging="{twips(hanging)}"'
    return 'w:firstLineChars="0" w:firstLine="0"'


def text_run(text: str, properties: str = "") -> str:
    """A run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escaped(legal(text))}</w:t></w:r>'


def border(side: Literal["top", "bottom"], thickness: Points, colour: str) -> str:
    """A rule of a paragraph or a cell; its thickness is rounded to an eighth of a point."""
    return f'<w:{side} w:val="single" w:sz="{round(8 * thickness)}" w:space="0" w:color="{colour}"/>'


def _run(spot: Spot, role: str) -> str:
    style = "" if spot.role == role else f'<w:rStyle w:val="{character_id(spot.role)}"/>'
    return text_run(spot.text, style + (scaled(spot.scale) if spot.scale != 1 else ""))


def scaled(scale: float) -> str:
    """The property of a run whose characters are so wide, of their own width; Word wants a whole number of percent."""
    return f'<w:w w:val="{max(1, int(100 * scale + 1e-6))}"/>'
