"""What no rule of a sheet says of an element, found without going through every rule that there might be.

WeasyPrint asks for a thousand properties of a short page one by one, 3 ms; most have their initial value or the
parent's, and its own way finds that last.
"""

from functools import cache
from typing import Any

from convert.writers.weasy import fits

_SHAPES = {"weasyprint.css:ComputedStyle.__missing__": ("self", "key")}
_DEPENDENT = ("page", "position", "float", "display", "direction")
"""Properties that WeasyPrint finds from others."""


@cache
def install() -> bool:
    """Put the shorter way in place, once a process; False where this WeasyPrint is not the one it was made for."""
    if not fits(_SHAPES):
        return False
    try:
        from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, PHYSICAL_FUNCTIONS, ComputedStyle
        from weasyprint.css.functions import check_math
    except ImportError:
        return False
    logical = {key: name(block="ttb", inline="ltr") for key, name in PHYSICAL_FUNCTIONS.items()}
    independent = {key for key in INITIAL_VALUES if key not in _DEPENDENT and not key.startswith("text_decoration_")}
    computed = INHERITED | INITIAL_NOT_COMPUTED
    initial = {
        key: value
        for key, value in INITIAL_VALUES.items()
        if key in independent and key not in computed and not check_math(value)
    }
    inherited = (independent & INHERITED) - logical.keys()
    ComputedStyle.__missing__ = _missing(ComputedStyle.__missing__, initial, inherited, logical)
    return True


def _missing(whole: Any, initial: dict[str, Any], inherited: set[str], logical: dict[str, str]) -> Any:
    """How a property that is not known yet is found: by the *whole* way where a rule may have a say in it."""

    def __missing__(self: Any, key: str) -> Any:  # noqa: N807
        cascaded = self.cascaded
        if key in cascaded:
            return whole(self, key)
        if key in initial:
            other = logical.get(key)
            if other is None or (other not in cascaded and self["direction"] == "ltr"):
                value = self[key] = initial[key]
                return value
        elif key in inherited and self.parent_style is not None:
            value = self[key] = self.parent_style[key]
            return value
        return whole(self, key)

    return __missing__
