"""What the finished pages will say, foretold from the lines: where each block falls, and what is wrong with that."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.compose.flow import SIGNATURE
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

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading with a line of its own."""
        return self.role.startswith("heading")


class Place(NamedTuple):
    """The pages on which a block begins and ends, from 1."""

    first: int
    last: int


def foretell(items: Sequence[Item], style: Style) -> tuple[Place, ...]:
    """Where each block falls."""
    page, used = 1, 0.0
    rooms = {False: float(style.page.lines), True: float(turned(style, style.pdf.pitch).page.lines)}
    places: list[Place] = []
    below = feet = 0.0
    rule = style.pdf.rule / style.pdf.pitch
    for at, (before, item) in enumerate(zip([None, *items], items, strict=False)):
        look = style.roles[item.role]
        room = rooms[item.landscape]
        if style.signature.with_text and before and before.heights and _begins_signature(before, item):
            height, last, along = _signature_height(items[at - 1 :], style), before.heights[-1], _along(items, at - 1)
            last += sum(sum(heading.heights) for heading in along)
            if used + height > room >= last + height and used > last and before.landscape == item.landscape:
                page, used, feet = page + 1, float(last), before.feet[-1] if before.feet else 0.0
                places[-1] = Place(places[-1].first if len(before.heights) > 1 else page, page)
                places[at - 1 - len(along) : at - 1] = [Place(page, page)] * len(along)
        if before and (look.page_break or item.landscape != before.landscape):
            page, used, below, feet = page + 1, 0.0, 0.0, 0.0
        # A blank line is dropped at the top of a page that the text has flowed on to.
        used += _blank(before, item, look, below) if used else 0.0
        if used and used + _needed(items, at) > room:
            page, used, feet = page + 1, 0.0, 0.0
        first = 0
        for number, height in enumerate(item.heights):
            foot = item.feet[number] if item.feet else 0.0
            if used and used + height + feet + (foot and foot + rule) > room:
                page, used, feet = page + 1, float(item.repeated if number else 0), 0.0
            used += height
            feet += foot if feet else foot and foot + rule
            first = first or page
        places.append(Place(first or page, page))
        below = look.after
    return tuple(places)


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


def _needed(items: Sequence[Item], at: int) -> float:
    """The lines of an item that keeps to the next one and of what that begins with; none where it does not."""
    needed = 0.0
    while items[at].keeps and at + 1 < len(items):
        needed += sum(items[at].heights)
        at += 1
    if not needed:
        return needed
    following, begin = items[at], 1
    while begin < len(following.heights) and sum(following.heights[:begin]) <= following.repeated:
        begin += 1
    return needed + sum(following.heights[:begin])


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
