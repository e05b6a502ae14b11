"""A ruler for finished PDFs: what PDFium, which made none of them, finds on their pages, held against the style."""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from convert.compose.landscape import turned
from convert.diagnostic import Language, WriteError
from convert.style import Style

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
    """One page: its number from 1, its size in millimetres, and its characters in the order of the file."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
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
    grouped = groupby(ordered, key=lambda c: round(c.baseline, 1))
    return tuple(Line(tuple(group)) for _, group in grouped)


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
    upright: list[Character] = []
    turned: list[Character] = []
    for character, is_turned in _characters(page.get_textpage(), width, height):
        (turned if is_turned else upright).append(character)
    return Page(index + 1, width * MM, height * MM, tuple(upright), tuple(turned))


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
        )
        yield character, is_turned


def _turned_back(box: _Box, height: float) -> _Box:
    """A box on the sheet as it is bound; *height* is that of the landscape page."""
    left, bottom, right, top = box
    return height - top, left, height - bottom, right


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing measured: its clause, what it is in both languages, what was found, and whether that is right."""

    clause: str
    zh: str
    en: str
    found: str
    right: bool


def report(data: bytes, style: Style, language: Language) -> Iterator[str]:
    """The readings of a PDF against its style, a line each."""
    for reading in readings(measure(data), style):
        what = reading.zh if language is Language.ZH else reading.en
        yield f"{'✓' if reading.right else '✗'} {reading.clause:6} {what}: {reading.found}"


def readings(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """What the ruler finds, clause by clause."""
    upright = [page for page in pages if not page.is_landscape]
    yield from _sheet(pages, style)
    yield from _type_area(upright, style)
    yield from _lines(upright, style)
    if landscape := [page for page in pages if page.is_landscape]:
        yield from _landscape(landscape, style)
    yield from _page_number(pages, style)
    for (face, size), count in Counter((c.face, round(c.size, 1)) for page in pages for c in page.characters).items():
        yield Reading("5.2.2", "字体", "face", f"{face.partition('+')[2] or face} {size:g} pt × {count}", True)


def _sheet(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    wanted = sorted((style.page.width * MM, style.page.height * MM))
    sizes = {(round(page.width, 1), round(page.height, 1)) for page in pages}
    right = all(_near(size, want, 0.1) for found in sizes for size, want in zip(sorted(found), wanted, strict=True))
    yield Reading("5.1", "纸张 mm", "sheet, mm", " ".join(f"{w:g} × {h:g}" for w, h in sorted(sizes)), right)


def _type_area(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    head, foot = style.page.head * MM, (style.page.head + style.page.type_area_height) * MM
    tops = [page.lines[0].top for page in pages if page.lines and page.lines[0].size >= style.text.size - 0.1]
    yield Reading("5.2.1", "天头 mm", "head, mm", _span(tops), all(_near(top, head, 1) for top in tops))
    bottoms = [page.lines[-1].bottom for page in pages if len(page.lines) == style.page.lines]
    yield Reading("5.2.1", "版心下边缘 mm", "foot, mm", _span(bottoms), all(_near(at, foot, 1) for at in bottoms))
    lefts = [min(line.left for line in page.lines) - _edges(page, style)[0] for page in pages if page.lines]
    yield Reading("5.2.1", "左边缘差 mm", "off the left edge, mm", _span(lefts), all(left > -0.3 for left in lefts))
    rights = [max(line.right for line in page.lines) - _edges(page, style)[1] for page in pages if page.lines]
    yield Reading("5.2.1", "右边缘差 mm", "off the right edge, mm", _span(rights), all(at < 0.3 for at in rights))


def _lines(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    page, pitch = style.page, style.pdf.pitch * MM
    body = [[line for line in each.lines if _near(line.size, style.text.size, 0.1)] for each in pages]
    most = max(map(len, body), default=0)
    yield Reading("5.2.3", "每面行数", "lines a page", f"≤ {most}", most <= page.lines)
    longest = max((len(line.text) for each in body for line in each if not any(map(str.isascii, line.text))), default=0)
    yield Reading("5.2.3", "每行字数", "characters a line", f"≤ {longest}", longest <= page.characters)
    offsets = [_off_grid(line.baseline - each[0].baseline, pitch) for each in body for line in each]
    yield Reading("5.2.3", "行距偏差 mm", "off the grid, mm", _span(offsets), all(abs(off) < 0.02 for off in offsets))
    ragged, broken = 0, 0
    for each, lines in zip(pages, body, strict=True):
        left, right = _edges(each, style)
        for line, following in pairwise(lines):
            goes_on = _near(following.left, left, 0.3) and right - line.right < style.text.size * 6 * MM
            broken += goes_on and len(line.text) > page.characters / 2
            ragged += goes_on and len(line.text) > page.characters / 2 and not _near(line.right, right, 0.3)
    yield Reading("5.2.3", "撑满版心的行", "lines filled", f"{broken - ragged} / {broken}", ragged == 0)


def _landscape(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """A landscape table begins at the 订口 of an odd page and at the 切口 of an even one, within the type area."""
    page = turned(style, style.pdf.pitch).page
    heads = {True: page.head * MM, False: (page.foot if page.duplex else page.head) * MM}
    tops = [each.lines[0].top - heads[each.number % 2 == 1] for each in pages if each.lines]
    leading = style.pdf.pitch * MM
    yield Reading("8", "横排表头距版心边 mm", "landscape head, mm", _span(tops), all(0 < top < leading for top in tops))
    left, right = page.binding * MM, (page.binding + page.type_area_width) * MM
    off = [max(max(left - line.left, line.right - right) for line in each.lines) for each in pages if each.lines]
    yield Reading(
        "8", "横排超出版心 mm", "landscape, off the type area, mm", _span(off), all(each < 0.3 for each in off)
    )


def _page_number(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    number = style.page_number
    wanted = (style.page.head + style.page.type_area_height + number.dash) * MM
    found = [(page, page.number_line) for page in pages]
    present = [(page, line) for page, line in found if line is not None]
    text = all(line.text.replace(" ", "") == number.form.format(page.number).replace(" ", "") for page, line in present)
    yield Reading("7.5", "页码", "page numbers", f"{len(present)} / {len(pages)}", text and len(present) == len(pages))
    heights = [(line.characters[0].top + line.characters[0].bottom) / 2 for _, line in present]
    yield Reading(
        "7.5", "一字线高度 mm", "height of its dash, mm", _span(heights), all(_near(at, wanted, 0.3) for at in heights)
    )


def _edges(page: Page, style: Style) -> tuple[float, float]:
    """Where the type area of a page begins and ends, in millimetres."""
    binding, outer = style.page.binding * MM, style.page.outer * MM
    left = binding if page.number % 2 or not style.page.duplex else outer
    return left, left + style.page.type_area_width * MM


def _off_grid(distance: float, pitch: float) -> float:
    return distance - round(distance / pitch) * pitch


def _near(value: float, wanted: float, tolerance: float) -> bool:
    return abs(value - wanted) <= tolerance


def _span(values: Iterable[float]) -> str:
    """The least and the greatest of some lengths."""
    found = [round(value, 2) + 0.0 for value in values]
    if not found:
        return "–"
    return f"{min(found):.2f}" if min(found) == max(found) else f"{min(found):.2f}–{max(found):.2f}"
