"""The sections of a body: upright pages, and landscape pages for tables too wide for those (8)."""

from copy import deepcopy
from functools import cached_property
from string import Template

from convert import shipped
from convert.compose.landscape import turned
from convert.style import Points, Style
from convert.writers.docx import look
from convert.writers.docx.base import number_place, number_runs
from convert.writers.docx.look import twips
from convert.writers.docx.package import Package
from convert.writers.docx.text import RELATION, Element, w

_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_ROOM: Points = 1.0
"""For the paragraph of one point that follows a table."""


class Sections:
    """The properties of the sections of one document."""

    def __init__(self, package: Package, upright: Element, style: Style) -> None:
        self.package = package
        self.upright = upright
        self.style = style
        self.turned = turned(style, look.pitch(style) / 20)
        """The style of landscape pages."""
        self._begun = False
        """Whether there is a section before the next one: only page 1 may have no number."""
        self.shapes = 0
        """How many shapes stand in footers; every shape of a file has a number of its own."""

    def properties(self, *, landscape: bool) -> Element:
        """What a section of such pages ends with."""
        section = deepcopy(self._landscape if landscape else self.upright)
        if self._begun and (first := section.find(w("titlePg"))) is not None:
            section.remove(first)
        self._begun = True
        return section

    @cached_property
    def _landscape(self) -> Element:
        """The page turned, its margins alike on opposite sides, a millimetre from what either side of the sheet asks.

        Word mirrors the margins at the left and the right of an even page, not those at its head and its foot, which
        is where a landscape page is bound.
        """
        page = self.turned.page
        section = deepcopy(self.upright)
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        values = {"w": page.width, "h": page.height}
        size.attrib.update({w(name): str(twips(value)) for name, value in values.items()})
        size.set(w("orient"), "landscape")
        side, head = (page.width - page.type_area_width) / 2, (page.height - page.type_area_height - _ROOM) / 2
        values = {"top": head, "right": side, "bottom": head, "left": side, "footer": head / 2}
        margins.attrib.update({w(name): str(twips(value)) for name, value in values.items()})
        for number, reference in enumerate(section.iterchildren(w("footerReference")), 1):
            reference.set(f"{{{RELATION}}}id", self._footer(number, even=reference.get(w("type")) == "even"))
        return section

    def _footer(self, number: int, *, even: bool) -> str:
        """A footer whose number is on its side, under the 版心 of the sheet as it is bound; its relationship's id.

        Its box wraps text, though none comes near it: LibreOffice 7.4 puts one that does not into the corner of a page.
        """
        self.shapes += 1
        page, size = self.style.page, self.style.page_number.size
        thickness = 2 * size
        values = {
            "x": page.foot - self.style.page_number.dash - thickness / 2,
            "y": page.outer if even and page.duplex else page.binding,
            "thickness": thickness,
            "length": page.type_area_width,
        }
        template = shipped.text("writers", "docx", "landscape_footer.xml")
        xml = Template(template).substitute(
            {name: round(value * 12700) for name, value in values.items()},
            id=self.shapes,
            place=number_place(self.style, "left" if even else "right"),
            number=number_runs(self.style),
        )
        return self.package.add(f"footer_landscape_{number}.xml", "footer", _FOOTER, xml)
