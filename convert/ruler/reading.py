"""One thing that a ruler finds, and how lengths are compared and told."""

from collections.abc import Iterable
from dataclasses import dataclass

from convert.ruler.sheet import MM, Page
from convert.style import Style


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing measured: its clause, what it is in both languages, what was found, and whether that is right."""

    clause: str
    zh: str
    en: str
    found: str
    right: bool


def edges(page: Page, style: Style) -> tuple[float, float]:
    """Where the type area of a page begins and ends, in millimetres."""
    binding, outer = style.page.binding * MM, style.page.outer * MM
    left = binding if page.number % 2 or not style.page.duplex else outer
    return left, left + style.page.type_area_width * MM


def near(value: float, wanted: float, tolerance: float) -> bool:
    """Whether a length is what it should be, give or take the tolerance."""
    return abs(value - wanted) <= tolerance


def span(values: Iterable[float]) -> str:
    """The least and the greatest of some lengths."""
    found = [round(value, 2) + 0.0 for value in values]
    if not found:
        return "–"
    return f"{min(found):.2f}" if min(found) == max(found) else f"{min(found):.2f}–{max(found):.2f}"
