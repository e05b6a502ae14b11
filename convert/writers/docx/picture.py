"""Pictures in a line of their own, as python-docx puts them in."""

from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from convert.diagnostic import Diagnostic
from convert.document import Image
from convert.forms import Points
from convert.style import Style
from convert.writers.docx.look import pitch, twips
from convert.writers.docx.text import Element, legal
from convert.writers.pictures import Gallery

_MARK = 1.0
"""Points of type of the paragraph's own mark, which makes the line of a picture a little higher than it."""
_UNDER = 0.3
"""Points that this adds, a little more than the descent of any font at that size."""


class Pictures:
    """The pictures of one package, each kept in it once."""

    def __init__(self, part: Any, style: Style, gallery: Gallery) -> None:
        self.part = part
        self.style = style
        self.gallery = gallery

    def element(self, block: Image) -> Element | Diagnostic:
        """A paragraph with the picture, or why there is none."""
        picture = self.gallery.picture(block)
        if isinstance(picture, Diagnostic):
            return picture
        if picture.kind == "WEBP":  # no format of OOXML, and python-docx does not know it
            picture = picture.as_png()
        line = pitch(self.style) / 20
        width, height, lines = picture.fitted(self.style, line)
        inline = self.part.new_pic_inline(BytesIO(picture.data), Pt(width), Pt(height))
        inline.docPr.set("descr", legal(block.text))
        paragraph = _paragraph(lines * line - height)
        paragraph[-1].append(parse_xml(f"<w:drawing {nsdecls('w')}/>"))
        paragraph[-1].find(qn("w:drawing")).append(inline)
        return paragraph


def _paragraph(blank: Points) -> Element:
    """A paragraph as high as its picture and this *blank*: a line of exact height would cut the picture off."""
    before = max(0, twips(blank / 2 - _UNDER))
    after = max(0, twips(blank - _UNDER) - before)
    size = round(2 * _MARK)
    mark = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="image"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>{mark}</w:pPr>'
        f"<w:r>{mark}</w:r></w:p>"
    )
