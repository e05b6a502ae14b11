"""Footnotes: a part of their own, and the calls for them in the text."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from convert.writers.docx.text import Element, fill

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_STYLE = '<w:rPr><w:rStyle w:val="footnote_reference"/></w:rPr>'


class Footnotes:
    """The footnotes of one package; Word itself sets their marks and keeps them in order."""

    def __init__(self, part: Any) -> None:
        self.part = part.part_related_by(RELATIONSHIP)
        self.root = parse_xml(self.part.blob)
        self.count = 0

    def add(self, text: str) -> Element:
        """One more footnote; gives the run that calls for it."""
        self.count += 1
        footnote = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{self.count}"><w:p><w:pPr><w:pStyle w:val="footnote"/></w:pPr>'
            f'<w:r>{_STYLE}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
        )
        fill(footnote[-1][-1], text)
        self.root.append(footnote)
        return parse_xml(f'<w:r {nsdecls("w")}>{_STYLE}<w:footnoteReference w:id="{self.count}"/></w:r>')

    def save(self) -> None:
        """Put what was added into the package."""
        if self.count:
            self.part._blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
