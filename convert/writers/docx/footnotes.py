"""Footnotes: a part of their own, and the calls for them in the text."""

from convert.writers.docx.package import Package
from convert.writers.docx.text import Element, element, fill

_PART = "word/footnotes.xml"
_STYLE = '<w:rPr><w:rStyle w:val="footnote_reference"/></w:rPr>'


class Footnotes:
    """The footnotes of one package; Word itself sets their marks and keeps them in order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.count = 0

    def add(self, text: str) -> Element:
        """One more footnote; gives the run that calls for it."""
        self.count += 1
        footnote = element(
            f'<w:footnote w:id="{self.count}"><w:p><w:pPr><w:pStyle w:val="footnote"/></w:pPr>'
            f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
        )
        fill(footnote[-1][-1], text)
        self.package.tree(_PART).append(footnote)
        return element(f'<w:r>{_STYLE}<w:footnoteReference w:id="{self.count}"/></w:r>')
