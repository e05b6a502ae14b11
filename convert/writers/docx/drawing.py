"""Shapes that stand outside the flow of the text: rules, outlines and boxes of text, as DrawingML.

Each is written twice, for the programs that know the shapes of Word 2010 and in VML for those that do not.
"""

from typing import Literal, NamedTuple

from convert.style import Points
from convert.writers.docx.text import WORD, Element, escaped, parse

_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:wp="{_PLACE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_VML_REFERENCES = {"page": "page", "margin": "margin", "paragraph": "text", "column": "text"}
_KINDS = ("<wps:cNvSpPr/>", '<wps:cNvSpPr txBox="1"/>')
_EMU = 12700
"""A point in English metric units."""


class Shape(NamedTuple):
    """A shape, and its place from the upper left corner of what it stands on."""

    name: str
    left: Points
    top: Points | Literal["bottom"]
    """Or at the foot of what it stands on, growing upwards."""
    width: Points
    height: Points
    across: Literal["page", "margin", "column"] = "page"
    """What *left* counts from."""
    down: Literal["page", "margin", "paragraph"] = "page"
    """What *top* counts from."""
    round: bool = False
    fill: str = ""
    line: str = ""
    """Their colours as RRGGBB; "" for none."""
    thickness: Points = 0.0
    content: str = ""
    """The paragraphs and tables of a box of text."""
    under: Points = 0.0
    """Blank between the content and the lower edge."""


def run(shape: Shape) -> Element:
    """A run that anchors a shape; `number_shapes` gives it the number that it needs."""
    return parse(
        f'<w:r {_NAMESPACES}><mc:AlternateContent><mc:Choice Requires="wps">{_drawing(shape)}</mc:Choice>'
        f"<mc:Fallback>{_picture(shape)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def number_shapes(body: Element, after: int) -> None:
    """Give every drawing of a body a number of its own, in its order, *after* those of the footers."""
    for number, properties in enumerate(body.iter(f"{{{_PLACE}}}docPr"), after + 1):
        properties.set("id", str(number))


def _drawing(shape: Shape) -> str:
    width, height = _emu(shape.width), _emu(shape.height)
    down = f"<wp:posOffset>{_emu(shape.top)}</wp:posOffset>" if shape.top != "bottom" else "<wp:align>bottom</wp:align>"
    line = f'<a:ln w="{_emu(shape.thickness)}">{_fill(shape.line)}</a:ln>' if shape.line else "<a:ln><a:noFill/></a:ln>"
    text = f"<wps:txbx><w:txbxContent>{shape.content}</w:txbxContent></wps:txbx>" if shape.content else ""
    # A box of text stands on its foot and grows with what is written into it.
    inside = f' bIns="{_emu(shape.under)}" anchor="b"><a:spAutoFit/></wps:bodyPr>' if text else ' bIns="0"/>'
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        f' behindDoc="{int(not text)}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{shape.across}"><wp:posOffset>{_emu(shape.left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{shape.down}">{down}</wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="0" name="{escaped(shape.name)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp>{_KINDS[bool(text)]}'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{"ellipse" if shape.round else "rect"}"><a:avLst/></a:prstGeom>{_fill(shape.fill)}{line}'
        f'</wps:spPr>{text}<wps:bodyPr lIns="0" tIns="0" rIns="0"{inside}</wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing>"
    )


def _picture(shape: Shape) -> str:
    """The same in VML."""
    tag = "v:oval" if shape.round else "v:rect"
    place = {
        "position": "absolute",
        "margin-left": f"{shape.left:.2f}pt",
        "margin-top": "0" if shape.top == "bottom" else f"{shape.top:.2f}pt",
        "width": f"{shape.width:.2f}pt",
        "height": f"{shape.height:.2f}pt",
        "z-index": "2" if shape.content else "-1",
        "mso-position-horizontal-relative": _VML_REFERENCES[shape.across],
        "mso-position-vertical-relative": _VML_REFERENCES[shape.down],
    }
    if shape.top == "bottom":
        place["mso-position-vertical"] = "bottom"
    looks = f' fillcolor="#{shape.fill}"' if shape.fill else ' filled="f"'
    looks += f' strokecolor="#{shape.line}" strokeweight="{shape.thickness:.2f}pt"' if shape.line else ' stroked="f"'
    text = (
        f'<v:textbox inset="0,0,0,{shape.under:.2f}pt" style="mso-fit-shape-to-text:t">'
        f"<w:txbxContent>{shape.content}</w:txbxContent></v:textbox>"
        if shape.content
        else ""
    )
    style = ";".join(f"{key}:{value}" for key, value in place.items())
    return f'<w:pict><{tag} style="{style}"{looks}>{text}</{tag}></w:pict>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"


def _emu(length: Points) -> int:
    return round(length * _EMU)
