"""The outlines of a font alone, under other numbers."""

from contextlib import suppress
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from hypothesis import given
from hypothesis import strategies as st
from papers import NOTICE

from convert import fonts, style
from convert.writers import Resources, pdf
from convert.writers.weasy.cff import renumbered


@cache
def table() -> bytes:
    """The largest of the CFF tables in a PDF."""
    look = style.load("gbt9704")
    made = pdf.write(NOTICE, look, Resources(lambda: fonts.resolve(look.faces)))
    with pikepdf.open(BytesIO(made.data)) as document:
        files = [o for o in document.objects if isinstance(o, pikepdf.Stream)]
        return max((o.read_bytes() for o in files if o.get("/Subtype") == "/CIDFontType0C"), key=len)


def names(data: bytes) -> list[str]:
    """What an independent reader finds the glyphs called."""
    outlines = CFFFontSet()
    outlines.decompile(BytesIO(data), None)
    found: list[str] = outlines.topDictIndex[0].charset
    return found


def named() -> bytes:
    """A CFF table whose glyphs have names."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    empty = T2CharStringPen(500, None).getCharString()
    builder.setupCFF("Some", {}, {".notdef": empty, "A": empty}, {})
    data: bytes = builder.font["CFF "].compile(builder.font)
    return data


def test_the_glyphs_have_the_numbers_that_were_asked_for() -> None:
    numbers = [0, *range(7, 7 + 50 * (len(names(table())) - 1), 50)]
    assert names(renumbered(table(), numbers)) == [".notdef", *(f"cid{number:05}" for number in numbers[1:])]


@pytest.mark.parametrize("count", [0, 1, -1, 1000])
def test_another_count_of_glyphs_is_refused(count: int) -> None:
    glyphs = len(names(table())) + count if count in {1, -1} else count
    with pytest.raises(ValueError, match="these glyphs"):
        renumbered(table(), range(glyphs))


def test_glyphs_with_names_are_refused() -> None:
    with pytest.raises(ValueError, match="CFF"):
        renumbered(named(), range(2))


@given(st.binary(max_size=60) | st.integers(0, 200).map(lambda size: table()[:size]))
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no CFF table"):
        renumbered(data, range(3))


@given(st.dictionaries(st.integers(0, 400), st.sampled_from([0, 1, 12, 28, 29, 30, 255]) | st.integers(0, 255)))
def test_a_damaged_table_is_refused_or_renumbered(damages: dict[int, int]) -> None:
    data = bytearray(table())
    for at, value in damages.items():
        data[at] = value
    with suppress(ValueError):
        assert len(renumbered(bytes(data), range(len(names(table()))))) > len(data)
