"""Text set in a style's faces: measured in the very fonts, and broken into lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from convert.compose import calls
from convert.compose.breaker import WORD, Engine, break_lines, line_width
from convert.compose.title import shape, title_lines
from convert.fonts import Fonts
from convert.style import Points, RoleLook, Style


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph that is set like one role, be it the paragraph's own or that of a run-in heading."""

    text: str
    role: str
    emphasis: str = ""
    """"strong", "emphasis", or none."""
    note: str = ""
    """The footnote that it is the call for."""


@dataclass(frozen=True)
class Setting:
    """A style and the fonts that serve it: what measures and breaks text."""

    style: Style
    fonts: Fonts
    engine: Engine = WORD

    def for_style(self) -> "Setting":
        """The same with the style's own gap and hanging."""
        text = self.style.text
        return replace(self, engine=self.engine._replace(gap=text.autospace, hanging=text.hanging))

    def advances(self, pieces: Iterable[Piece]) -> list[Points]:
        """The advance of every character, without tracking."""
        widths: list[Points] = []
        for piece in pieces:
            face, size = self.face(piece), self.look(piece.role).size * (calls.SIZE if piece.note else 1)
            widths += [self.fonts.advance(face, character) * size for character in piece.text]
        return widths

    def face(self, piece: Piece) -> str:
        """The face a piece is set in."""
        if piece.emphasis:
            return self.style.text.strong if piece.emphasis == "strong" else self.style.text.emphasis
        return self.look(piece.role).face

    def look(self, role: str) -> RoleLook:
        """How a role looks."""
        return self.style.roles[role]

    def width(self, text: str, role: str) -> Points:
        """How wide one line of a role is."""
        look, style = self.look(role), self.style.text
        advances = self.advances([Piece(text, role)])
        return line_width(text, advances, size=look.size, tracking=style.tracking, gap=self.engine.gap)

    def cells(self, text: str) -> float:
        """How wide a line of body text is, in 字."""
        return self.width(text, "body") / self.style.cell

    def shaped(self, text: str, role: str) -> tuple[str, ...]:
        """The lines of a centred text, as every format has them unless this one's font is too wide for that."""
        look, page = self.look(role), self.style.page
        room = page.type_area_width - (look.left + look.right) * self.style.cell
        lines = title_lines(text, role, self.style)
        if all(self.width(line, role) <= room for line in lines):
            return lines
        return shape(text, partial(self.width, role=role), room)

    def lines(
        self, pieces: Sequence[Piece], indents: tuple[float, float], measure: Points | None = None
    ) -> list[list[Piece]]:
        """The pieces of every line of a paragraph; *indents* of the first line and the others in 字."""
        cell = self.style.cell
        width = self.style.page.type_area_width if measure is None else measure
        text = "".join(piece.text for piece in pieces)
        if not text:
            return []
        look = self.look(pieces[-1].role)  # the paragraph's own: a heading runs in before it
        breaks = break_lines(
            text,
            self.advances(pieces),
            width - (look.left + look.right) * cell,
            size=look.size,
            tracking=self.style.text.tracking,
            indents=(indents[0] * cell, indents[1] * cell),
            engine=self.engine,
        )
        return [list(_cut(pieces, start, end)) for start, end in pairwise([0, *breaks, len(text)])]


def _cut(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """The parts of *pieces* between two offsets, without the spaces at a line's end."""
    at = 0
    for piece in pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if text:
            yield replace(piece, text=text.rstrip(" ") if at >= end else text)
