"""What the finished pages will say, foretold from the lines: where each block falls, and what is wrong with that."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.compose.flow import SIGNATURE
from convert.compose.grid import under_notes
from convert.compose.landscape import turned
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Role
from convert.style import RoleLook, Style

_MARKS = "，。、；：？！”’）》〉】〕…—"


class Item(NamedTuple):
    """A block as it is set: the heights of what cannot be parted, its lines or a table's rows, in 行."""

    role: str
    heights: tuple[int, ...]
    repeated: int = 0
    """How much of a table's head is set again on every page, in 行."""
    last_line: str = ""
    source_line: int = 0
    feet: tuple[float, ...] = ()
    """What the footnotes that each line calls for take of the page, in 行; empty where there are none."""
    keeps: bool = False
    """Whether it stands on the page on which the next one begins, as a caption over its table."""
    landscape: bool = False
    """Whether it stands on landscape pages."""
    spaced: bool = False
    """Whether the blank lines above it are among its heights."""
    opens: bool = False
    """Whether it begins a page, whatever its role."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading with a line of its own."""
        return self.role.startswith("heading")


class Place(NamedTuple):
    """The pages on which a block begins and ends, from 1."""

    first: int
    last: int
    ends: tuple[int, ...] = ()
    """The places among its lines or rows at which a page with footnotes ends."""


class _Sheet:
    """The page that is being filled, its *room* and what stands *around* footnotes in 行."""

    def __init__(self, around: float) -> None:
        self.around = around
        self.number = 1
        self.room = self.used = self.notes = 0.0

    def holds(self, height: float, notes: float = 0.0) -> bool:
        """Whether there is room for so much more text, with so much more of footnotes."""
        notes += self.notes
        return self.used + height + (notes and notes + self.around) <= self.room

    def turn(self, used: float = 0.0, notes: float = 0.0) -> bool:
        """Go on to the next page; whether this one has footnotes."""
        noted = self.notes > 0
        self.number, self.used, self.notes = self.number + 1, used, notes
        return noted


def foretell(items: Sequence[Item], style: Style) -> tuple[Place, ...]:
    """Where each block falls."""
    rooms = {False: float(style.page.lines), True: float(turned(style, style.pdf.pitch).page.lines)}
    sheet = _Sheet((style.pdf.rule + under_notes(style)) / style.pdf.pitch)
    places: list[Place] = []
    below = 0.0
    for at, (before, item) in enumerate(zip([None, *items], items, strict=False)):
        look = style.roles[item.role]
        sheet.room = rooms[item.landscape]
        if style.signature.with_text and before and before.heights and _begins_signature(before, item):
            _take_along(items, at, places, sheet, style)
        if before and (look.page_break or item.opens or item.landscape != before.landscape):
            sheet.turn()
            below = 0.0
        # A blank line is dropped at the top of a page that the text has flowed on to.
        sheet.used += _blank(before, item, look, below) if sheet.used else 0.0
        ends: list[int] = []
        if sheet.used and not sheet.holds(*_needed(items, at)) and sheet.turn():
            ends.append(0)
        first = 0
        for number, height in enumerate(item.heights):
            notes = item.feet[number] if item.feet else 0.0
            whole = height if number else _beginning(item)
            if sheet.used and not sheet.holds(whole, notes) and sheet.turn(float(item.repeated if number else 0)):
                ends.append(number)
            sheet.used += height
            sheet.notes += notes
            first = first or sheet.number
        places.append(Place(first or sheet.number, sheet.number, tuple(ends)))
        below = look.after
    return tuple(places)


def _take_along(items: Sequence[Item], at: int, places: list[Place], sheet: _Sheet, style: Style) -> None:
    """Move the last line of the text to the page of the signature at a place, where that has no room under it."""
    before, along = items[at - 1], _along(items, at - 1)
    height = _signature_height(items[at - 1 :], style)
    last = before.heights[-1] + sum(sum(heading.heights) for heading in along)
    notes = before.feet[-1] if before.feet else 0.0
    fits = last + height + (notes and notes + sheet.around) <= sheet.room
    if sheet.holds(height) or not fits or sheet.used <= last or before.landscape != items[at].landscape:
        return
    part = len(before.heights) - 1
    ends = (part,) if sheet.turn(float(last), notes) else ()
    if part:
        places[-1] = Place(places[-1].first, sheet.number, places[-1].ends + ends)
        return
    first = at - 1 - len(along)
    places[first:] = [Place(sheet.number, sheet.number)] * (at - first)
    places[first] = Place(sheet.number, sheet.number, ends)


class Plan(NamedTuple):
    """How the 版记 comes to its page: by itself after the text, or on a page of its own."""

    alone: bool = False
    even: bool = False


def plan(end: int, own: int, style: Style) -> Plan:
    """The 版记 stands alone where the text's last page, *end*, has no room for it, or is to be no 版记's page.

    *own* is the page that it comes to by itself.
    """
    even = style.imprint.even and own % 2 == 1
    return Plan(alone=even or own > end, even=even)


def foretold_plan(items: Sequence[Item], lines: int, style: Style) -> Plan:
    """How a 版记 of so many lines comes to its page, as far as the pages can be foretold.

    Footnotes have the foot of their page, where it would stand: after them it has a page of its own.
    """
    *places, own = foretell([*items, Item("imprint", (lines,))], style)
    end = places[-1].last if places else 1
    noted = any(item.feet and place.last == end for item, place in zip(items, places, strict=True))
    return plan(end, end + 1 if noted else own.first, style)


def _begins_signature(before: Item, item: Item) -> bool:
    return item.role in SIGNATURE and before.role not in SIGNATURE


def _signature_height(items: Sequence[Item], style: Style) -> float:
    """What the signature after the first of *items* takes of its page, in 行, the blank line above it included."""
    height = 0.0
    for before, item in pairwise(items):
        if item.role not in SIGNATURE:
            break
        height += _blank(before, item, style.roles[item.role], style.roles[before.role].after) + sum(item.heights)
    return height


def _along(items: Sequence[Item], at: int) -> Sequence[Item]:
    """What keeps to the item at a place where all of that goes to the next page: the headings above it."""
    first = at
    while len(items[at].heights) == 1 and first and items[first - 1].keeps:
        first -= 1
    return items[first:at]


def _needed(items: Sequence[Item], at: int) -> tuple[float, float]:
    """The lines of an item that keeps to the next one and of what that begins with, and what their footnotes take.

    Nothing where it does not keep to it.
    """
    needed = notes = 0.0
    while items[at].keeps and at + 1 < len(items):
        needed += sum(items[at].heights)
        notes += sum(items[at].feet)
        at += 1
    if not needed:
        return 0.0, 0.0
    following = items[at]
    return needed + _beginning(following), notes + sum(following.feet[:1])


def _beginning(item: Item) -> float:
    """The lines with which an item begins and that no page end parts: one, or a table's head and what is under it."""
    height = 0.0
    for each in item.heights:
        height += each
        if height > item.repeated:
            break
    return height


def _blank(before: Item | None, item: Item, look: RoleLook, below: float) -> float:
    """The blank lines between two blocks: the larger of what each asks for, none inside a group."""
    if before is None or before.role == item.role or before.role in look.joins:
        return 0.0
    return max(below, 0.0 if item.spaced else look.before)


def findings(items: Sequence[Item], places: Sequence[Place]) -> Iterator[Diagnostic]:
    """DC710 for a last line of one character, DC711 for a page 1 without text, DC712 for a heading at a page's foot.

    DC730 for a signature that stands on a page without text.
    """
    for item in items:
        if len(item.heights) > 1 and len(item.last_line.strip(_MARKS)) == 1 and item.role == Role.BODY:
            yield diagnose("DC710", item.source_line, line=item.last_line)
    if (place := _first_text(items, places)) and place.first > 1:
        yield diagnose("DC711")
    for (item, place), (_, following) in pairwise(zip(items, places, strict=True)):
        if item.is_heading and following.first > place.last:
            yield diagnose("DC712", item.source_line, page=place.last)
    for (before, above), (item, place) in pairwise(zip(items, places, strict=True)):
        if item.role == Role.ISSUERS and before.role != item.role and place.first > above.last:
            yield diagnose("DC730", item.source_line, page=place.first)


def _first_text(items: Iterable[Item], places: Iterable[Place]) -> Place | None:
    """Where the text begins: its first paragraph or heading, for the standard counts both (7.3.3)."""
    pairs = zip(items, places, strict=True)
    return next((place for item, place in pairs if item.role == Role.BODY or item.is_heading), None)
