"""The pages of a finished PDF as PDFium, which made none of them, finds them: characters and rules in millimetres."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, TypeAlias

from convert.diagnostic import WriteError

MM = 25.4 / 72
"""A point in millimetres."""

_Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, from the page's bottom left, in points."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its place in millimetres from the page's top left."""

    text: str
    x: float
    """The left edge of its advance box."""
    right: float
    """The right edge of its advance box."""
    baseline: float
    top: float
    """Of its ink."""
    bottom: float
    """Of its ink."""
    face: str
    size: float
    """In points."""
    colour: str
    """As #rrggbb."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule, or whatever else is long and hardly high: its edges in millimetres."""

    left: float
    right: float
    top: float
    bottom: float
    colour: str

    @property
    def thickness(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """The characters that stand on one baseline, from left to right."""

    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        """What the line says."""
        return "".join(c.text for c in self.characters)

    @property
    def baseline(self) -> float:
        """How far its baseline is from the page's top."""
        return self.characters[0].baseline

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.characters[0].x

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.characters[-1].right

    @property
    def top(self) -> float:
        """Where its ink begins."""
        return min(c.top for c in self.characters)

    @property
    def bottom(self) -> float:
        """Where its ink ends."""
        return max(c.bottom for c in self.characters)

    @property
    def faces(self) -> set[str]:
        """The fonts it is set in."""
        return {c.face for c in self.characters}

    @property
    def size(self) -> float:
        """The size of its first character, in points."""
        return self.characters[0].size


@dataclass(frozen=True)
class Page:
    """One page: its number from 1, its size in millimetres, and what stands on it in the order of the file."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    rules: tuple[Rule, ...] = ()
    """Those as wide as a line of text, from above."""
    turned: tuple[Character, ...] = ()
    """On a landscape page, what stands upright when the sheet is turned back; measured from the top left of that."""

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet is turned a quarter to be read."""
        return self.width > self.height

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """Every line from top to bottom, the page number's among them unless the page is a landscape one."""
        return _lines_of(self.characters)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the type area."""
        return tuple(line for line in self.all_lines if self.is_landscape or not self._is_below(line))

    @cached_property
    def number_line(self) -> Line | None:
        """The page number's, where it is as the sheet is bound."""
        lines = _lines_of(self.turned) if self.is_landscape else self.all_lines
        return next(filter(self._is_below, lines), None)

    def _is_below(self, line: Line) -> bool:
        return line.baseline > max(self.width, self.height) - 33


def _lines_of(characters: Iterable[Character]) -> tuple[Line, ...]:
    ordered = sorted(characters, key=lambda c: (round(c.baseline, 1), c.x))
    lines: list[Line] = []
    for _, group in groupby(ordered, key=lambda c: round(c.baseline, 1)):
        line = Line(tuple(group))
        if lines and _is_raised(lines[-1], line):
            line = Line(tuple(sorted((*lines.pop().characters, *line.characters), key=lambda c: c.x)))
        lines.append(line)
    return tuple(lines)


def _is_raised(above: Line, line: Line) -> bool:
    """Whether characters that stand higher are of a line all the same, as the calls for its footnotes."""
    size = line.size * MM
    return max(c.size for c in above.characters) < 0.7 * line.size and line.baseline - above.baseline < 0.5 * size


def measure(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF; WriteError DC907 where PDFium is not installed."""
    try:
        import pypdfium2
    except ImportError as error:
        raise WriteError("DC907") from error
    document = pypdfium2.PdfDocument(data)
    return tuple(_page(document, index) for index in range(len(document)))


def _page(document: Any, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    rules = tuple(sorted(_rules(page, height), key=lambda rule: rule.top))
    upright: list[Character] = []
    turned: list[Character] = []
    for character, is_turned in _characters(page.get_textpage(), width, height):
        (turned if is_turned else upright).append(character)
    return Page(index + 1, width * MM, height * MM, tuple(upright), rules, tuple(turned))


_LONG, _THIN = 100, 2
"""Millimetres from which a path is as long as a rule, and up to which it is as thin as one."""


def _rules(page: Any, height: float) -> Iterator[Rule]:
    from pypdfium2 import raw

    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (edge * MM for edge in path.get_bounds())
        if right - left > _LONG and top - bottom < _THIN:
            # PDFium's bounds of a line that is drawn, not filled, are its own thickness off on every side.
            line = _line_width(path) * MM
            colour = _colour(raw.FPDFPageObj_GetStrokeColor if line else raw.FPDFPageObj_GetFillColor, path)
            edges = (height * MM - top + line / 2, height * MM - bottom - line / 2)
            yield Rule(left + line, right - line, *edges, colour)


def _line_width(path: Any) -> float:
    """How thick the line is that draws a path, in points; 0 where it is filled."""
    from pypdfium2 import raw

    filled, drawn, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(path, filled, drawn)
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    return width.value if drawn.value and not filled.value else 0.0


def _colour(get: Any, *of: Any) -> str:
    """What PDFium says of a fill, as #rrggbb."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get(*of, red, green, blue, alpha)
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"


def _characters(text: Any, width: float, height: float) -> Iterator[tuple[Character, bool]]:
    """Every character, and whether it stands on its side, for a sheet that is turned back."""
    from pypdfium2 import raw

    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, at, matrix)
        is_turned = abs(matrix.c) > abs(matrix.d)
        boxes: tuple[_Box, ...] = (
            (x.value, y.value, x.value, y.value),
            text.get_charbox(at),
            text.get_charbox(at, loose=True),
        )
        above = height
        if is_turned:
            boxes = tuple(_turned_back(box, height) for box in boxes)
            above = width
        origin, ink, advance = boxes
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(text, at, name, 128, None)
        character = Character(
            chr(raw.FPDFText_GetUnicode(text, at)),
            origin[0] * MM,
            advance[2] * MM,
            (above - origin[1]) * MM,
            (above - ink[3]) * MM,
            (above - ink[1]) * MM,
            name.value.decode(errors="replace"),
            raw.FPDFText_GetFontSize(text, at) * max(abs(matrix.c), abs(matrix.d)),
            _colour(raw.FPDFText_GetFillColor, text, at),
        )
        yield character, is_turned


def _turned_back(box: _Box, height: float) -> _Box:
    """A box on the sheet as it is bound; *height* is that of the landscape page."""
    left, bottom, right, top = box
    return height - top, left, height - bottom, right
