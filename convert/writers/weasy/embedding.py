"""Fonts put into a PDF in less than half the time.

WeasyPrint copies each font of 5 to 8 MB whole, twice a document, and only to throw it away where HarfBuzz makes the
subset; and it subsets twice, the second time to drop the hints, which HarfBuzz does at once with the same outlines.
Asked for glyphs, HarfBuzz goes through every character that a font has, 1 ms a font; asked for characters it does not.
Of a font with CFF outlines and numbered glyphs, as Chinese ones are, only the outlines are put in, and no place for
what is not: half the time again, and a quarter off a file.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from convert.fonts import FontFile
from convert.writers.weasy import fits
from convert.writers.weasy.cff import renumbered

_SHAPES = {
    "weasyprint.pdf.fonts:Font.__init__": ("self", "pango_font", "description", "font_size"),
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": ("self", "to_unicode", "hinting"),
    "weasyprint.pdf.fonts:get_hb_object_data": ("hb_object", "ot_color", "glyph"),
}


OUTLINES = b"\1\0"
"""How a CFF table begins: with its version."""

_FILES: dict[str, FontFile] = {}
"""The fonts that are known under a name of their own."""


def register(family: str, font: FontFile) -> None:
    """Let a font's characters be known: by them it is subset more quickly."""
    _FILES[family] = font


@cache
def install() -> bool:
    """Put the replacement in place, once a process; False where this WeasyPrint is not the one it was made for."""
    if not fits(_SHAPES):
        return False
    from weasyprint.pdf import fonts, stream

    if not fonts.harfbuzz_subset:
        return False
    stream.Font = _light(fonts)
    return True


def _light(fonts: Any) -> type:
    """WeasyPrint's font, its file read only where something asks for it."""
    whole = fonts.get_hb_object_data
    base: Any = fonts.Font

    class LightFont(base):  # type: ignore[misc]
        _content: bytes | None = None

        def __init__(self, *arguments: Any) -> None:
            fonts.get_hb_object_data = lambda _face: None
            try:
                super().__init__(*arguments)
            finally:
                fonts.get_hb_object_data = whole

        @property
        def file_content(self) -> bytes:
            if self._content is None:
                self._content = whole(self.hb_face)
            assert self._content is not None
            return self._content

        @file_content.setter
        def file_content(self, content: bytes | None) -> None:
            self._content = content

        @property
        def type(self) -> str:
            return "otf" if self.file_content.startswith(OUTLINES) else str(super().type)

        def _harfbuzz_subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
            content = b"" if hinting else _outlines(fonts, self, to_unicode) or _whole_subset(fonts, self, to_unicode)
            if content:
                self._content = content
            else:
                super()._harfbuzz_subset(to_unicode, hinting)

    return LightFont


def _outlines(fonts: Any, font: Any, glyphs: Mapping[int, str]) -> bytes:
    """The outlines of the glyphs alone; nothing where the font has more to show, or does not number them."""
    more = font.missing or font.png or font.svg or font.colr or "fvar" in font.tables
    if more or "CFF " not in font.tables:
        return b""
    try:
        return renumbered(_table(fonts, _wanted(fonts, font, glyphs, places=False), b"CFF "), sorted({0, *glyphs}))
    except ValueError:
        return b""


def _whole_subset(fonts: Any, font: Any, glyphs: Mapping[int, str]) -> bytes:
    """A font of the glyphs at their numbers; nothing where HarfBuzz makes none."""
    face = _wanted(fonts, font, glyphs, places=True)
    return fonts.get_hb_object_data(face) or b"" if face else b""


def _wanted(fonts: Any, font: Any, glyphs: Mapping[int, str], *, places: bool) -> Any:
    """The face with the glyphs, asked for by their characters where these find them."""
    known = None if font.missing else _FILES.get(font.family)
    asked: tuple[Sequence[int], Sequence[int]] = (sorted(glyphs), ())
    if known and _are_found(glyphs, known):
        asked = (), sorted({ord(text) for text in glyphs.values()})
    return _subset(fonts, font.hb_face, *asked, places=places, outline=bool(font.missing))


def _are_found(glyphs: Mapping[int, str], font: FontFile) -> bool:
    """Whether each glyph is the one by which the font itself shows its character."""
    glyph = font.metrics.glyph
    return all(len(text) == 1 and glyph(text) == number for number, text in glyphs.items())


_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""The tables that WeasyPrint drops."""
_VERTICAL = (b"VORG", b"vhea", b"vmtx")
"""The tables for lines from top to bottom."""


def _subset(
    fonts: Any, face: Any, glyphs: Sequence[int], characters: Sequence[int], *, places: bool, outline: bool
) -> Any:
    """A face with these *glyphs*, or those of these *characters*.

    *places* keeps the glyphs at their numbers, *outline* that of the glyph for what is missing.
    """
    ffi, harfbuzz, subset = fonts.ffi, fonts.harfbuzz, fonts.harfbuzz_subset
    wanted = ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)

    def put(into: Any, values: Sequence[int]) -> None:
        harfbuzz.hb_set_add_sorted_array(into, ffi.new("hb_codepoint_t[]", values), len(values))

    put(subset.hb_subset_input_glyph_set(wanted), glyphs)
    put(subset.hb_subset_input_set(wanted, subset.HB_SUBSET_SETS_UNICODE), characters)
    dropped = [harfbuzz.hb_tag_from_string(name, -1) for name in (*_DROPPED, *_VERTICAL)]
    put(subset.hb_subset_input_set(wanted, subset.HB_SUBSET_SETS_DROP_TABLE_TAG), dropped)
    flags = (
        subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | subset.HB_SUBSET_FLAGS_NO_HINTING
    )
    if places:
        flags |= subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    if outline:
        flags |= subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    subset.hb_subset_input_set_flags(wanted, flags)
    return ffi.gc(subset.hb_subset_or_fail(face, wanted), harfbuzz.hb_face_destroy)


def _table(fonts: Any, face: Any, tag: bytes) -> bytes:
    """A table of a face; nothing where there is no face, or none of that name in it."""
    if not face:
        return b""
    ffi, harfbuzz = fonts.ffi, fonts.harfbuzz
    blob = ffi.gc(
        harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(tag, -1)), harfbuzz.hb_blob_destroy
    )
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return bytes(ffi.buffer(data, length[0])) if data else b""
