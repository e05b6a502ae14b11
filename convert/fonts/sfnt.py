"""What a font file says of itself – names, weight, characters, advances, heights – read straight from its tables.

fontTools builds a dictionary of every glyph first, 25 ms a file; a document asks for a few hundred characters.
"""

import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import byteorder
from typing import BinaryIO, NamedTuple

_SFNT_TAGS = {b"\0\1\0\0", b"OTTO", b"true"}
_NAME_IDS = {1, 4, 16}  # family, full name, typographic family
_REGULAR, _BOLD = 400, 700
_MAGIC = 0x5F0F3CF5
"""What every head table holds."""

DAMAGES = (OSError, ValueError, IndexError, ArithmeticError, struct.error)
"""What reading a file raises that is no font, or a broken one."""

Tables = Mapping[bytes, tuple[int, int]]
"""Tag → offset and length in the file."""


class Entry(NamedTuple):
    """One face of a font file, as the scan of a folder lists it."""

    names: frozenset[str]
    weight: int
    """usWeightClass: 400 regular, 700 bold."""
    slanted: bool


def entries(path: Path) -> list[Entry]:
    """The faces of a font file; one of DAMAGES where it is none."""
    with path.open("rb", buffering=4096) as file:
        return [_entry(file, _directory(file, offset)) for offset in _face_offsets(file)]


class Metrics:
    """The characters of one face, their advances, and its heights, all in em; DAMAGES are what a bad file raises."""

    def __init__(self, path: Path, index: int = 0) -> None:
        with path.open("rb") as file:
            tables = _directory(file, _face_offsets(file)[index])
            magic, _, units = struct.unpack(">IHH", _table(file, tables, b"head")[12:20])
            if magic != _MAGIC:
                raise ValueError("no font header")
            heights = _table(file, tables, b"hhea")
            self.ascent, self.descent = _heights(heights, _table(file, tables, b"OS/2"), units)
            count = struct.unpack(">H", heights[34:36])[0]
            if struct.unpack(">H", _table(file, tables, b"maxp")[4:6])[0] < count:
                raise ValueError("fewer glyphs than advances")  # a renderer would leave them out without a word
            metrics = _table(file, tables, b"hmtx")
            self._advances = _numbers("H", metrics, 0, min(4 * count, len(metrics) & ~3))[::2]
            self._units: int = units
            if not self._advances:
                raise ValueError("no advances")
            self._glyphs = _character_map(_table(file, tables, b"cmap"))
        self._known: dict[str, float | None] = {}

    def advance(self, character: str) -> float | None:
        """The width of a character in em; None where the face has no glyph for it."""
        if character not in self._known:
            glyph = self.glyph(character)
            self._known[character] = self._width(glyph) if glyph else None
        return self._known[character]

    def _width(self, glyph: int) -> float:
        return self._advances[min(glyph, len(self._advances) - 1)] / self._units

    def glyph(self, character: str) -> int:
        """The number of a character's glyph; 0 where the face has none for it."""
        return self._glyphs.glyph(ord(character))


def _character_map(table: bytes) -> "_Segments | _Groups":
    """The subtable of a cmap table that knows the most characters."""
    (count,) = struct.unpack_from(">H", table, 2)
    found = []
    for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count]):
        (kind,) = struct.unpack_from(">H", table, offset)
        unicode = platform == 0 or (platform == 3 and encoding in {1, 10})
        if unicode and kind in _CMAP_FORMATS:
            found.append((kind, offset))
    if not found:
        raise ValueError("no Unicode character map")
    kind, offset = max(found)
    return _CMAP_FORMATS[kind](table, offset)


class _Segments:
    """A character map of format 4: segments of characters, searched by halving."""

    def __init__(self, table: bytes, offset: int) -> None:
        (size,) = struct.unpack_from(">H", table, offset + 6)
        at = offset + 14
        self.ends = _numbers("H", table, at, size)
        self.starts = _numbers("H", table, at + size + 2, size)
        self.deltas = _numbers("H", table, at + 2 * size + 2, size)
        self.arrays_at = at + 3 * size + 2
        self.arrays = _numbers("H", table, self.arrays_at, size)
        self.table = table

    def glyph(self, code: int) -> int:
        """The glyph of a character, 0 where there is none."""
        at = bisect_left(self.ends, code)
        if at == len(self.ends) or code < self.starts[at]:
            return 0
        glyph, delta = code, self.deltas[at]
        if self.arrays[at]:
            place = self.arrays_at + 2 * at + self.arrays[at] + 2 * (code - self.starts[at])
            glyph = int.from_bytes(self.table[place : place + 2], "big")
        return (glyph + delta) & 0xFFFF if glyph else 0


class _Groups:
    """A character map of format 12: groups of characters whose glyphs follow each other, searched by halving."""

    def __init__(self, table: bytes, offset: int) -> None:
        (count,) = struct.unpack_from(">I", table, offset + 12)
        numbers = _numbers("I", table, offset + 16, 12 * count)
        self.starts, self.ends, self.glyphs = numbers[::3], numbers[1::3], numbers[2::3]

    def glyph(self, code: int) -> int:
        """The glyph of a character, 0 where there is none."""
        at = bisect_right(self.starts, code) - 1
        return self.glyphs[at] + code - self.starts[at] if at >= 0 and code <= self.ends[at] else 0


_CMAP_FORMATS: Mapping[int, type[_Segments] | type[_Groups]] = {4: _Segments, 12: _Groups}


def _face_offsets(file: BinaryIO) -> list[int]:
    """Where each face of the file begins: one of a plain font, several of a collection."""
    file.seek(0)
    head = file.read(12)
    if head[:4] in _SFNT_TAGS:
        return [0]
    if head[:4] != b"ttcf":
        raise ValueError("not an OpenType font")
    (count,) = struct.unpack(">I", head[8:12])
    return list(struct.unpack(f">{count}I", file.read(4 * count)))


def _directory(file: BinaryIO, offset: int) -> Tables:
    file.seek(offset + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(offset + 12)
    records = struct.iter_unpack(">4sIII", file.read(16 * count))
    return {tag: (start, length) for tag, _, start, length in records}


def _table(file: BinaryIO, tables: Tables, tag: bytes) -> bytes:
    offset, length = tables.get(tag, (0, 0))
    file.seek(offset)
    return file.read(length)


def _entry(file: BinaryIO, tables: Tables) -> Entry:
    os2 = _table(file, tables, b"OS/2")
    selection = os2[63] if len(os2) > 63 else 0  # fsSelection
    weight = int.from_bytes(os2[4:6], "big") or _REGULAR
    if selection & 0x20:
        weight = max(weight, _BOLD)  # some bold faces give their weight as regular
    return Entry(frozenset(_names(_table(file, tables, b"name"))), weight, bool(selection & 0x01))


def _names(table: bytes) -> Iterator[str]:
    """Family and full names in every language of the table."""
    if len(table) < 6:
        return
    _, count, strings = struct.unpack_from(">HHH", table)
    for platform, _, _, kind, length, offset in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        if kind in _NAME_IDS:
            raw = table[strings + offset : strings + offset + length]
            yield raw.decode("mac-roman" if platform == 1 else "utf-16-be", "replace")


def _heights(hhea: bytes, os2: bytes, units: int) -> tuple[float, float]:
    """Ascent and descent in em, chosen as HarfBuzz chooses them, both positive."""
    ascent, descent = struct.unpack(">hh", hhea[4:8])
    typographic = len(os2) >= 72 and os2[63] & 0x80  # USE_TYPO_METRICS
    if typographic or not (ascent or descent):
        ascent, descent = struct.unpack(">hh", os2[68:72])
    return abs(ascent) / units, abs(descent) / units


def _numbers(kind: str, table: bytes, at: int, size: int) -> "array[int]":
    """So many bytes of a table as numbers of one *kind*, array's H or I; ValueError where the table ends before."""
    numbers = array(kind, table[at : at + size])
    if len(numbers) * numbers.itemsize != size:
        raise ValueError("a table that is cut short")
    if byteorder == "little":
        numbers.byteswap()
    return numbers
