"""The glyphs that a PDF draws, looked up in the very fonts that it holds."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from fontTools.cffLib import CFFFontSet
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
        self.shown = shown(descriptor.get("/FontFile3") or descriptor["/FontFile2"])
        self.glyph = cache(self._glyph)

    def _glyph(self, number: int, size: float) -> Glyph:
        known = number > 0 and number in self.shown
        return Glyph(self.name, number, not known, known and not self.shown[number], size)


def shown(file: Any) -> dict[int, bytes]:
    """What each glyph of an embedded font draws, by the number that its PDF calls it by; nothing for a blank one."""
    data = file.read_bytes()
    if file.get("/Subtype") == "/CIDFontType0C":
        outlines = CFFFontSet()
        outlines.decompile(BytesIO(data), None)
        (top,) = outlines.topDictIndex
        numbers = [int(name.removeprefix("cid") if name != ".notdef" else "0") for name in top.charset]
        programs = {number: top.CharStrings[name].bytecode for number, name in zip(numbers, top.charset, strict=True)}
        return {number: _drawing(program) for number, program in programs.items()}
    font = TTFont(BytesIO(data))
    if "CFF " in font:
        strings = font["CFF "].cff.topDictIndex[0].CharStrings
        return {at: _drawing(strings[name].bytecode) for at, name in enumerate(font.getGlyphOrder())}
    names = enumerate(font.getGlyphOrder())
    return {at: font["glyf"][name].compile(font["glyf"], recalcBBoxes=False) for at, name in names}


def _drawing(program: bytes) -> bytes:
    return program if len(program) > _WIDTH_AND_END else b""


_WIDTH_AND_END = 6
"""Bytes of the program of a glyph that draws nothing: at most a number and the operator that ends it."""
