"""The grid of a page: where its lines begin, in points from the upper edge of the paper (3.2, 5.2.3)."""

from collections.abc import Callable
from math import ceil
from typing import NamedTuple

from convert.hanzi import CHANGE_OF_SCRIPT, display_width
from convert.style import Points, Style

ABOVE, UNDER = 0.88, 0.12
"""What of a hanzi's square stands above and under the baseline, in em."""
_EXACT = 0.05
"""Points by which a length may miss a line for rounding alone."""


class Grid(NamedTuple):
    """The lines of a page's 版心; a line's top is that of its characters' squares, its leading aside."""

    first: Points
    """The top of the first line."""
    pitch: Points
    size: Points
    """Of the text."""

    def top(self, line: float) -> Points:
        """Where a line begins, counted from 0."""
        return self.first + line * self.pitch

    def line_at(self, top: Points) -> int:
        """The first line that begins at *top* or lower."""
        return max(0, ceil((top - self.first - _EXACT) / self.pitch))

    def lines(self, height: Points) -> int:
        """How many lines a block of that height takes."""
        return max(0, ceil((height - _EXACT) / self.pitch))


def pdf_grid(style: Style) -> Grid:
    """The grid of a PDF: the ink of its first line at the 天头, that of its last at the foot of the 版心."""
    return _grid(style.pdf.head, style.pdf.pitch, style)


def docx_grid(style: Style) -> Grid:
    """The grid of a DOCX: margins as its dialog shows them, an exact pitch."""
    flush = style.docx.grid == "flush"
    return _grid(style.pdf.head if flush else style.page.head, style.pdf.pitch if flush else style.docx.pitch, style)


def _grid(head: Points, pitch: Points, style: Style) -> Grid:
    return Grid(head + (pitch - style.text.size) / 2, pitch, style.text.size)


def _nominal(character: str) -> float:
    return display_width(character) / 2


class Ink(NamedTuple):
    """Where the ink of a face's hanzi lies in their square, in em from its upper and from its lower edge."""

    over: float = 0.05
    under: float = 0.05
    advance: Callable[[str], float] = _nominal
    """The width of a character of that face, in em."""

    def width(self, text: str, autospace: float) -> float:
        """The width of a text in em, with *autospace* at each change of script."""
        return sum(map(self.advance, text)) + autospace * len(CHANGE_OF_SCRIPT.findall(text))


TYPICAL = Ink()
"""Of hanzi whose font is not at hand."""


def under_notes(style: Style) -> Points:
    """What is left blank under a page's footnotes, for the last one to end where the page's last line would (5.2.3)."""
    text, note = style.text.size, style.roles["footnote"]
    return max(0.0, style.pdf.pitch * (1 - note.pitch) / 2 - UNDER * (text - note.size))
