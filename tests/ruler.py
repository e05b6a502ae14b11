"""A ruler for finished PDFs: pages, lines and characters as PDFium finds them, in millimetres from the top left."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Character:
    text: str
    x: float
    """Where it stands: the left edge of its advance box."""
    right: float
    """The right edge of its advance box."""
    baseline: float
    top: float
    """Of its ink."""
    bottom: float
    face: str
    size: float
    """In points."""


@dataclass(frozen=True)
class Line:
    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.characters)

    @property
    def baseline(self) -> float:
        return self.characters[0].baseline

    @property
    def left(self) -> float:
        return self.characters[0].x

    @property
    def right(self) -> float:
        return self.characters[-1].right

    @property
    def top(self) -> float:
        return min(c.top for c in self.characters)

    @property
    def bottom(self) -> float:
        return max(c.bottom for c in self.characters)

    @property
    def faces(self) -> set[str]:
        return {c.face for c in self.characters}


@dataclass(frozen=True)
class Page:
    number: int
    width: float
    height: float
    characters: tuple[Character, ...]

    @cached_property
    def all_lines(self) -> tuple[Line, ...]:
        """Every line from top to bottom, the page number's among them."""
        ordered = sorted(self.characters, key=lambda c: (round(c.baseline, 1), c.x))
        grouped = groupby(ordered, key=lambda c: round(c.baseline, 1))
        return tuple(Line(tuple(group)) for _, group in grouped)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the type area."""
        return tuple(line for line in self.all_lines if line.baseline < 264)

    @cached_property
    def number_line(self) -> Line:
        """The page number's."""
        (line,) = [line for line in self.all_lines if line.baseline > 264]
        return line


def measure(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF."""
    document = pdfium.PdfDocument(data)
    return tuple(_page(document, index) for index in range(len(document)))


def copied(data: bytes) -> str:
    """The text that is copied from a PDF, in the order of its content, without line ends and page numbers."""
    pages = measure(data)
    return "".join(c.text for page in pages for c in page.characters if c.baseline < 264)


def outline(data: bytes) -> list[tuple[int, str, int | None]]:
    """Level, title and page of every bookmark."""
    document = pdfium.PdfDocument(data)
    found = []
    for mark in document.get_toc():
        destination = mark.get_dest()
        found.append((mark.level, mark.get_title(), destination.get_index() + 1 if destination else None))
    return found


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    width, height = page.get_size()
    text = page.get_textpage()
    characters = tuple(_characters(text, height))
    return Page(index + 1, width * MM, height * MM, characters)


def _characters(text: pdfium.PdfTextPage, height: float) -> Iterator[Character]:
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        _, bottom, _, top = text.get_charbox(at)
        _, _, loose_right, _ = text.get_charbox(at, loose=True)
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(text, at, name, 128, None)
        yield Character(
            chr(raw.FPDFText_GetUnicode(text, at)),
            x.value * MM,
            loose_right * MM,
            (height - y.value) * MM,
            (height - top) * MM,
            (height - bottom) * MM,
            name.value.decode(),
            raw.FPDFText_GetFontSize(text, at),
        )
