"""The fields of a style: lengths in points, and what a figure or a colour may be."""

from collections.abc import Mapping
from typing import Annotated, Any

Points = Annotated[float, "points"]
"""A length in points of 1/72 inch; a style gives it with its unit, as 37mm, or as a 字号."""


def within(least: float, most: float) -> Mapping[str, Any]:
    """What a figure may be, for the field that holds it; a list of figures means each of them."""
    return {"within": (least, most)}


def faced() -> Mapping[str, Any]:
    """That a text is the name of a face."""
    return {"face": True}


def coloured(*, none: bool = False) -> Mapping[str, Any]:
    """What a colour is written like; where there may be *none*, as ""."""
    return {"like": (f"#[0-9a-f]{{6}}{'|' if none else ''}", "#rrggbb")}
