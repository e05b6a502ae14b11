"""Pictures in a line of their own, as python-docx puts them in."""

from lxml import etree

from convert.diagnostic import Diagnostic
from convert.document import Image
from convert.style import Points, Style
from convert.writers.docx.look import pitch, twips
from convert.writers.docx.package import Package
from convert.writers.docx.text import Element, element, legal, w
from convert.writers.pictures import Gallery, Picture

_MARK = 1.0
"""Points of type of the paragraph's own mark, which makes the line of a picture a little higher than it."""
_UNDER = 0.3
"""Points that this adds, a little more than the descent of any font at that size."""


class Pictures:
    """The pictures of one package, each kept in it once."""

    def __init__(self, package: Package, style: Style, gallery: Gallery) -> None:
        self.package = package
        self.count = 0
        self._links: dict[bytes, str] = {}
        """The relationship of every picture that is in the package."""
        self.style = style
        self.gallery = gallery

    def element(self, block: Image) -> tuple[Element, int] | Diagnostic:
        """A paragraph with the picture and its height in lines, or why there is none."""
        picture = self.gallery.picture(block)
        if isinstance(picture, Diagnostic):
            return picture
        if picture.kind == "WEBP":  # no format of OOXML, and python-docx does not know it
            picture = picture.as_png()
        line = pitch(self.style) / 20
        width, height, lines = picture.fitted(self.style, line)
        paragraph = _paragraph(lines * line - height)
        etree.SubElement(paragraph[-1], w("drawing")).append(self._inline(picture, width, height, legal(block.text)))
        return paragraph, lines

    def _inline(self, picture: Picture, width: Points, height: Points, text: str) -> Element:
        """The picture as part of a line, as python-docx writes it: loaded only where there is one."""
        from docx.oxml.shape import CT_Inline
        from docx.shared import Pt

        self.count += 1
        name = f"{self.count}.{picture.kind.lower()}"
        if picture.data not in self._links:
            part = f"media/image{name}"
            self._links[picture.data] = self.package.add(part, "image", picture.media_type, picture.data)
        inline = CT_Inline.new_pic_inline(self.count, self._links[picture.data], name, Pt(width), Pt(height))
        inline.docPr.set("descr", text)
        # Without them LibreOffice puts 9 pt on either side, and a picture as wide as the 版心 leaves it.
        inline.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
        return inline


def _paragraph(blank: Points) -> Element:
    """A paragraph as high as its picture and this *blank*: a line of exact height would cut the picture off."""
    before = max(0, twips(blank / 2 - _UNDER))
    after = max(0, twips(blank - _UNDER) - before)
    size = round(2 * _MARK)
    mark = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return element(
        f'<w:p><w:pPr><w:pStyle w:val="image"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>{mark}</w:pPr>'
        f"<w:r>{mark}</w:r></w:p>"
    )
