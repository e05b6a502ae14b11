"""The one module that touches WeasyPrint's insides: it sets tracking, gaps and the filling of Chinese lines.

Pango justifies at spaces only and splits its letter spacing on both sides of a run, so a Chinese line neither ends at
the right edge nor begins at the left one. Here each glyph of a line gets its own width instead. The lines themselves
come from doconv's breaker, as newlines in the text. Elements that take part carry the custom property --tracking.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from convert.hanzi import CHANGE_OF_SCRIPT

VERSION = "70.0"
_ARGUMENTS = {
    "get_next_linebox": (
        "context", "linebox", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
        "fixed_boxes", "first_letter_style", "first_line_style",
    ),
    "get_first_line": ("self",),
}  # fmt: skip
"""The parameters of what is replaced, as they are in that version."""

# Where a line is not widened to fill its measure: inside a Latin word or a number, inside —— and ……
_SOLID = re.compile("(?<=[!-~])(?=[!-~])|(?<=—)(?=—)|(?<=…)(?=…)")


@cache
def install() -> bool:
    """Put the replacements in place, once a process; False where this WeasyPrint is not the one they were made for."""
    import weasyprint
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    known = {"get_next_linebox": inline.get_next_linebox, "get_first_line": line_break.Layout.get_first_line}
    if weasyprint.__version__ != VERSION or any(_arguments(known[name]) != args for name, args in _ARGUMENTS.items()):
        return False
    _replace_layout(line_break)
    _replace_linebox(inline)
    return True


def _arguments(function: Any) -> tuple[str, ...]:
    code = function.__code__
    names: tuple[str, ...] = code.co_varnames[: code.co_argcount]
    return names


def _replace_layout(line_break: Any) -> None:
    """A text's layout that gives each glyph its extra width when it is drawn."""
    base: Any = line_break.Layout

    class SpacedLayout(base):  # type: ignore[misc]
        extra: Sequence[float] = ()
        """What each character is to be wider by, in pixels."""

        def get_first_line(self) -> Any:
            line, index = super().get_first_line()
            if self.extra:
                widen(line, self.text, self.extra, self.style["font_size"], line_break.ffi.NULL)
            return line, index

    line_break.Layout = SpacedLayout


def _replace_linebox(inline: Any) -> None:
    """The next line of a paragraph, its characters spaced and, unless it is the last, its measure filled."""
    original = inline.get_next_linebox
    text_box = inline.boxes.TextBox

    def get_next_linebox(context: Any, linebox: Any, *rest: Any) -> Any:
        line, resume_at = original(context, linebox, *rest)
        if line is not None and line.children and line.style["__tracking"]:
            containing_block = rest[3]
            space_line(line, containing_block.width, resume_at is None, text_box)
        return line, resume_at

    inline.get_next_linebox = get_next_linebox


def space_line(line: Any, measure: float, last: bool, text_box: type) -> None:
    """Space the characters of a laid-out line and align it anew in its *measure* (pixels)."""
    found = list(_text_boxes(line, text_box))
    text = "".join(box.text for box in found)
    if not text:
        return
    tracking = float(line.style["__tracking"][0].value)
    autospace = float(line.style["__autospace"][0].value)
    extra = [tracking] * len(text)
    for match in CHANGE_OF_SCRIPT.finditer(text):
        extra[match.start() - 1] += autospace
    start = found[0].position_x
    before = start - line.position_x
    indent = before if line.style["text_align_all"] == "justify" else 0.0
    width = sum(box.width for box in found) + sum(extra) - tracking
    if line.style["text_align_all"] == "justify" and not last:
        width = _fill(text, extra, width, measure - indent, found[-1])
    _place(line, found, extra, width, measure, text_box)


def _fill(text: str, extra: list[float], width: float, room: float, last_box: Any) -> float:
    """Widen the places between characters until the line is as wide as its room."""
    from convert.compose.breaker import HANGING

    if width > room and text[-1] in HANGING:
        room += last_box.style["font_size"]
    solid = {match.start() for match in _SOLID.finditer(text)}
    places = [at for at in range(1, len(text)) if at not in solid] or list(range(1, len(text)))
    if not places:
        return width
    each = (room - width) / len(places)
    for at in places:
        extra[at - 1] += each
    return room


def _place(line: Any, found: list[Any], extra: list[float], width: float, measure: float, text_box: type) -> None:
    """Give every text box its extra widths and its new place."""
    at, shift = 0, 0.0
    align = line.style["text_align_all"]
    natural = sum(box.width for box in found)
    if align == "center":
        shift = (natural - width) / 2
    elif align in {"right", "end"}:
        shift = natural - width

    def move(box: Any, shift: float) -> float:
        nonlocal at
        if isinstance(box, text_box):
            box.position_x += shift
            own = extra[at : at + len(box.text)]
            at += len(box.text)
            box.pango_layout.extra = own
            box.width += sum(own)
            return shift + sum(own)
        begin = shift
        box.position_x += shift
        for child in getattr(box, "children", ()):
            shift = move(child, shift)
        box.width += shift - begin
        return shift

    for child in line.children:
        shift = move(child, shift)
    line.width = width


def _text_boxes(box: Any, text_box: type) -> Any:
    for child in getattr(box, "children", ()):
        if isinstance(child, text_box):
            yield child
        else:
            yield from _text_boxes(child, text_box)


def widen(line: Any, text: str, extra: Sequence[float], font_size: float, null: Any) -> None:
    """Add *extra* pixels to the glyphs of a line of Pango, character by character.

    A PDF places glyphs in thousandths of their size and WeasyPrint cuts off what is left over; 28 times a line that
    moves its end by 0.2 mm, so what is cut off of one glyph is carried to the next.
    """
    units = 1024 * font_size / 1000  # Pango's units in a thousandth of the size
    ends = _ends(text)
    carried = 0.0
    run = line.runs[0]
    while run != null:
        item = run.data
        run = run.next
        glyphs, clusters, count = item.glyphs.glyphs, item.glyphs.log_clusters, item.glyphs.num_glyphs
        for i in range(count):
            following = clusters[i + 1] if i + 1 < count else item.item.length
            character = ends.get(item.item.offset + following)
            if character is None or character >= len(extra):
                continue
            geometry = glyphs[i].geometry
            own = round(geometry.width / units)
            carried += extra[character] * 1000 / font_size
            change = round(carried)
            carried -= change
            exact = (own + change) * units
            geometry.width = int(exact) if change < 0 else -int(-exact // 1) if change else round(exact)


def _ends(text: str) -> dict[int, int]:
    """Where each character ends in UTF-8 → its index."""
    ends = {}
    at = 0
    for index, character in enumerate(text):
        at += len(character.encode())
        ends[at] = index
    return ends
