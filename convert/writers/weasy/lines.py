"""Chinese lines in WeasyPrint: tracking, gaps, and lines filled to their edge.

Pango justifies at spaces only and puts half of its letter spacing on either side of a run, so a Chinese line neither
begins at the left edge nor ends at the right one. Here each glyph of a line gets its own width instead. The lines
come from doconv's breaker, as newlines in the text; elements that take part carry the custom property --tracking.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from math import ceil, floor
from typing import Any

from convert.compose.breaker import HANGING
from convert.fonts import FontFile
from convert.hanzi import CHANGE_OF_SCRIPT
from convert.patterns import pattern
from convert.writers.weasy import fits

_SHAPES = {
    "weasyprint.layout.inline:get_next_linebox": (
        "context", "linebox", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
        "fixed_boxes", "first_letter_style", "first_line_style",
    ),
    "weasyprint.text.line_break:Layout.get_first_line": ("self",),
    "weasyprint.text.fonts:FontConfiguration.add_font_face": ("self", "rule_descriptors", "url_fetcher"),
}  # fmt: skip

# Where a line is not widened to fill its measure: inside a Latin word or a number, inside —— and ……
_SOLID = pattern("(?<=[!-~])(?=[!-~])|(?<=—)(?=—)|(?<=…)(?=…)")

_WIDEST = 0.4
"""How much wider than it is such a place may become, in em."""


@cache
def install() -> bool:
    """Put the replacements in place, once a process; False where this WeasyPrint is not the one they were made for."""
    if not fits(_SHAPES):
        return False
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    _replace_layout(line_break)
    _replace_linebox(inline)
    return True


def register(configuration: Any, family: str, font: FontFile) -> None:
    """Make a font file known under a name of its own.

    An @font-face rule would do it by reading the file and writing a copy of it, 8 ms a font, and would give the name
    to every face of a collection.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2

    path = font.path.absolute().as_posix()
    rule = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><match target="scan">'
        f'<test name="file" compare="eq"><string>{escape(path)}</string></test>'
        f'<test name="index" compare="eq"><int>{font.index}</int></test>'
        f'<edit name="family" mode="prepend"><string>{escape(family)}</string></edit>'
        '<edit name="weight" mode="assign_replace"><const>regular</const></edit></match></fontconfig>'
    )
    fontconfig.FcConfigParseAndLoadFromMemory(configuration._config, rule.encode(), True)
    fontconfig.FcConfigAppFontAddFile(configuration._config, path.encode())
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))


def ink(configuration: Any, family: str, characters: str) -> tuple[float, float]:
    """How far above and how far under the baseline the ink of some characters reaches, in em."""
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    context = ffi.gc(pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref)
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    name, _name = unicode_to_char_p(family)
    pango.pango_font_description_set_family(description, name)
    pango.pango_font_description_set_absolute_size(description, _PROBE * 1024)
    pango.pango_layout_set_font_description(layout, description)
    text, _text = unicode_to_char_p(characters)
    pango.pango_layout_set_text(layout, text, -1)
    found, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(pango.pango_layout_get_line_readonly(layout, 0), found, logical)
    above, under = -found.y / 1024 / _PROBE, (found.y + found.height) / 1024 / _PROBE
    return above, under


_PROBE = 1000
"""Pixels of the size at which a glyph is measured."""


def _replace_layout(line_break: Any) -> None:
    """A text's layout that gives each glyph its extra width when it is drawn."""
    base: Any = line_break.Layout

    class SpacedLayout(base):  # type: ignore[misc]
        extra: Sequence[float] = ()
        """What each character is to be wider by, in pixels; empty until its line is known."""

        def get_first_line(self) -> Any:
            line, index = super().get_first_line()
            if self.extra:
                widen(_glyphs(line, line_break.ffi.NULL), self.text, self.extra, self.style["font_size"])
            return line, index

    line_break.Layout = SpacedLayout


def _replace_linebox(inline: Any) -> None:
    """The next line of a paragraph, its characters spaced and, unless it is the last, its measure filled."""
    original = inline.get_next_linebox
    text_box = inline.boxes.TextBox

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        line, resume_at = original(context, linebox, *rest)
        if line is not None and line.style["__tracking"]:
            skip_stack, containing_block = rest[2], rest[3]
            last = resume_at is None and not _whole_number(line.style["__goes_on"])
            label = _whole_number(line.style["__solid"]) if skip_stack is None else 0
            _space_line(line, list(_text_boxes(line, text_box)), containing_block.width, label, last=last)
        return line, resume_at

    inline.get_next_linebox = get_next_linebox


def _whole_number(tokens: Any) -> int:
    """The value of a custom property; 0 where it is not set."""
    return int(tokens[0].value) if tokens else 0


def _text_boxes(box: Any, text_box: type) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, text_box):
            yield child
        else:
            yield from _text_boxes(child, text_box)


def _space_line(line: Any, boxes: list[Any], measure: float, label: int, *, last: bool) -> None:
    """Space the characters of a line that is laid out, and align it anew in its *measure*; in pixels.

    Nothing is widened in its *label*, so many characters after which the other lines begin.
    """
    text = "".join(box.text for box in boxes)
    if not text:
        return
    tracking = float(line.style["__tracking"][0].value)
    extra = [tracking] * len(text)
    for match in CHANGE_OF_SCRIPT.finditer(text):
        extra[match.start() - 1] += float(line.style["__autospace"][0].value)
    natural = sum(box.width for box in boxes)
    width = natural + sum(extra) - tracking  # to the last character's own right edge
    align = line.style["text_align_all"]
    if align == "justify" and not last:
        room = measure - (boxes[0].position_x - line.position_x)
        if width > room and text[-1] in HANGING:
            room += boxes[-1].style["font_size"]
        _fill(text, extra, room - width, _WIDEST * boxes[-1].style["font_size"], label)
    # WeasyPrint has put the line in its place by its natural width, one wider than its measure at the left.
    short = min(natural, measure) - width
    _move(line, iter(extra), {"center": short / 2, "right": short}.get(align, 0.0))


def _fill(text: str, extra: list[float], slack: float, widest: float, label: int) -> None:
    """Share out *slack* among the places of a line that may be widened; among all where that would tear holes."""
    solid = {match.start() for match in _SOLID.finditer(text)}
    places = [at for at in range(label + 1, len(text)) if at not in solid]
    if slack > widest * len(places):
        places = list(range(min(label, len(text) - 2) + 1, len(text)))
    for at in places:
        extra[at - 1] += slack / len(places)


def _move(box: Any, extra: Iterator[float], shift: float) -> float:
    """Widen the text boxes below *box* by what their characters get, move what follows them, and return how far."""
    begin = shift
    for child in box.children:
        child.position_x += shift
        if hasattr(child, "pango_layout"):
            own = [next(extra) for _ in child.text]
            child.pango_layout.extra = own
            child.width += sum(own)
            shift += sum(own)
        elif hasattr(child, "children"):
            shift = _move(child, extra, shift)
    box.width += shift - begin
    return shift


def _glyphs(line: Any, null: Any) -> Iterator[tuple[int, Any]]:
    """Where each glyph's text ends in the line's UTF-8, and its geometry."""
    run = line.runs[0]
    while run != null:
        item = run.data
        run = run.next
        start, count = item.item.offset, item.glyphs.num_glyphs
        clusters = item.glyphs.log_clusters
        for i in range(count):
            end = clusters[i + 1] if i + 1 < count else item.item.length
            yield start + end, item.glyphs.glyphs[i].geometry


def widen(glyphs: Iterator[tuple[int, Any]], text: str, extra: Sequence[float], font_size: float) -> None:
    """Add *extra* pixels to the glyphs of a line, character by character.

    A PDF places glyphs in thousandths of their size and WeasyPrint cuts off what is left over; 28 times a line that
    moves its end by 0.2 mm, so what is cut off of one glyph is carried to the next.
    """
    units = int(font_size * 1024) / 1000  # Pango's units in a thousandth of the size, which it holds as a whole number
    added = dict(zip(_ends(text), extra, strict=False))
    carried = 0.0
    for end, geometry in glyphs:
        carried += added.get(end, 0.0) * 1000 / font_size
        change = round(carried)
        carried -= change
        exact = (round(geometry.width / units) + change) * units
        geometry.width = floor(exact) if change < 0 else ceil(exact)


def _ends(text: str) -> Iterator[int]:
    """Where each character ends in UTF-8."""
    at = 0
    for character in text:
        at += len(character.encode())
        yield at
