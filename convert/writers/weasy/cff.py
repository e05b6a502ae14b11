"""The outlines of a font alone, its glyphs known by the numbers that they had before the others were taken out.

A PDF calls the glyphs of a font by number. A subset that keeps their numbers keeps a place for each of the ten thousand
that are not in it; CFF fonts of Chinese have a list of numbers beside the glyphs, which need not be in order.
"""

import struct
from collections.abc import Iterator, Sequence

_CHARSET, _CHAR_STRINGS, _ROS = 15, 17, (12, 30)
"""Operators of a Top DICT; the last stands first where glyphs have numbers instead of names."""
_LONG = 29
"""What begins an integer of four bytes more."""
_SHORT, _REAL, _ESCAPE = 28, 30, 12


def renumbered(table: bytes, numbers: Sequence[int]) -> bytes:
    """A CFF table whose glyphs in their order have these *numbers*; ValueError where it is no table of so many glyphs.

    Adobe Technical Note 5176: 9 for the Top DICT, 13 for charsets.
    """
    try:
        _, after_names = _index(table, table[2])
        (start, end), _ = _index(table, after_names)
        operands = dict(_operators(table, start, end))
        if _ROS not in operands:
            raise ValueError("its glyphs have names")
        charset = operands[_CHARSET]
        _place(table, charset)
        (glyphs,) = struct.unpack_from(">H", table, _place(table, operands[_CHAR_STRINGS]))
    except (IndexError, KeyError, ValueError, struct.error) as error:
        raise ValueError("no CFF table that is understood") from error
    if glyphs != len(numbers):
        raise ValueError("not the CFF table of these glyphs")
    listed = struct.pack(f">B{len(numbers) - 1}H", 0, *numbers[1:])
    return b"".join((table[:charset], struct.pack(">Bi", _LONG, len(table)), table[charset + 5 :], listed))


def _index(table: bytes, at: int) -> tuple[list[int], int]:
    """Where the entries of an INDEX begin, and the last ends; and what comes after it."""
    (count,) = struct.unpack_from(">H", table, at)
    if not count:
        return [], at + 2
    size = table[at + 2]
    if size > 4:
        raise ValueError("no INDEX has offsets that long")
    base = at + 3 + size * (count + 1) - 1
    offsets = range(at + 3, base + 1, size)
    places = [base + int.from_bytes(table[offset : offset + size], "big") for offset in offsets]
    return places, places[-1]


def _operators(table: bytes, at: int, end: int) -> Iterator[tuple[int | tuple[int, int], int]]:
    """The operators of a DICT, each with the place of its last operand."""
    operand = at
    while at < end:
        first = table[at]
        if first == _ESCAPE:
            yield (first, table[at + 1]), operand
            at += 2
        elif first < _SHORT:
            yield first, operand
            at += 1
        else:
            operand = at
            at += _length(table, at)


def _length(table: bytes, at: int) -> int:
    """How many bytes an operand takes."""
    first = table[at]
    if first == _REAL:
        end = at + 1
        while table[end] & 0x0F != 0x0F and table[end] >> 4 != 0x0F:
            end += 1
        return end + 1 - at
    return {_SHORT: 3, _LONG: 5}.get(first, 1 if first < 247 else 2)


def _place(table: bytes, operand: int) -> int:
    """The place in the table that an operand tells, which HarfBuzz writes as long as can be."""
    if table[operand] != _LONG:
        raise ValueError("a place that cannot be written over")
    return int.from_bytes(table[operand + 1 : operand + 5], "big")
