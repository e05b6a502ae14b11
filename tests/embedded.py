"""The glyphs that a PDF draws, looked up in the very fonts that it holds."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from fontTools.ttLib import TTFont

from convert.writers.css import PIXEL


class Glyph(NamedTuple):
    """One glyph as it is drawn."""

    font: str
    number: int
    is_notdef: bool
    """Whether it is the box for what is missing, or a number that its font does not have."""
    is_blank: bool
    size: float
    """In points."""


def glyphs(data: bytes) -> Iterator[Glyph]:
    """Every glyph of every page in the order in which it is drawn."""
    with pikepdf.open(BytesIO(data)) as document:
        known: dict[tuple[int, int], _Embedded] = {}
        for page in document.pages:
            yield from _of_page(page, known)


def _of_page(page: Any, known: dict[tuple[int, int], "_Embedded"]) -> Iterator[Glyph]:
    named = page.Resources.Font
    font, size = None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            found = named[operands[0]]
            if found.objgen not in known:
                known[found.objgen] = _Embedded(found)
            font, size = known[found.objgen], round(float(operands[1]) * PIXEL, 1)
        elif name == "TJ" and font:
            for string in operands[0]:
                if isinstance(string, pikepdf.String):
                    raw = bytes(string)
                    for at in range(0, len(raw), 2):
                        yield font.glyph(int.from_bytes(raw[at : at + 2], "big"), size)


class _Embedded:
    """A font of a PDF whose codes are the numbers of its glyphs."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.BaseFont)
        descriptor = font.DescendantFonts[0].FontDescriptor
        file = descriptor.get("/FontFile3") or descriptor["/FontFile2"]
        self.file = TTFont(BytesIO(file.read_bytes()))
        self.count = self.file["maxp"].numGlyphs
        self.glyph = cache(self._glyph)

    def _glyph(self, number: int, size: float) -> Glyph:
        known = 0 < number < self.count
        return Glyph(self.name, number, not known, known and self._is_blank(number), size)

    def _is_blank(self, number: int) -> bool:
        name = self.file.getGlyphName(number)
        if "CFF " in self.file:
            program = self.file["CFF "].cff.topDictIndex[0].CharStrings[name].bytecode
            return len(program) <= _WIDTH_AND_END
        return bool(self.file["glyf"][name].numberOfContours == 0)


_WIDTH_AND_END = 6
"""Bytes of the program of a glyph that draws nothing: at most a number and the operator that ends it."""
