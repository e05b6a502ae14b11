"""Fonts put into a PDF in less than half the time.

WeasyPrint copies each font of 5 to 8 MB whole, twice a document, and only to throw it away where HarfBuzz makes the
subset; and it subsets twice, the second time to drop the hints, which HarfBuzz does at once with the same bytes.
"""

from functools import cache
from typing import Any

from convert.writers.weasy import fits

_SHAPES = {
    "weasyprint.pdf.fonts:Font.__init__": ("self", "pango_font", "description", "font_size"),
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": ("self", "to_unicode", "hinting"),
    "weasyprint.pdf.fonts:get_hb_object_data": ("hb_object", "ot_color", "glyph"),
}


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

        def _harfbuzz_subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
            face = None if hinting else _subset(fonts, self.hb_face, to_unicode, outline=bool(self.missing))
            content = whole(face) if face else None
            if content:
                self._content = content
            else:
                super()._harfbuzz_subset(to_unicode, hinting)

    return LightFont


_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""The tables that WeasyPrint drops."""


def _subset(fonts: Any, face: Any, glyphs: dict[int, str], *, outline: bool) -> Any:
    """A face with these glyphs only, at their numbers; *outline* keeps that of the glyph for what is missing."""
    ffi, harfbuzz, subset = fonts.ffi, fonts.harfbuzz, fonts.harfbuzz_subset
    wanted = ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)

    def put(into: Any, values: list[int]) -> None:
        harfbuzz.hb_set_add_sorted_array(into, ffi.new("hb_codepoint_t[]", values), len(values))

    put(subset.hb_subset_input_glyph_set(wanted), sorted(glyphs))
    dropped = [harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED]
    put(subset.hb_subset_input_set(wanted, subset.HB_SUBSET_SETS_DROP_TABLE_TAG), dropped)
    flags = (
        subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | subset.HB_SUBSET_FLAGS_NO_HINTING
    )
    if outline:
        flags |= subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    subset.hb_subset_input_set_flags(wanted, flags)
    return ffi.gc(subset.hb_subset_or_fail(face, wanted), harfbuzz.hb_face_destroy)
