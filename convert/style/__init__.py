"""Looks as data: styles/*.toml become a frozen Style, its lengths in points, every key checked."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from convert.diagnostic import StyleError
from convert.style.checking import build
from convert.style.fields import Points
from convert.style.forms import SignatureForm
from convert.style.look import PIXEL, PageNumber, RoleLook, Style
from convert.style.tables import faces, folder, names, read, set_key, tree_of

__all__ = [
    "PIXEL",
    "OfficeFont",
    "PageNumber",
    "Points",
    "RoleLook",
    "SignatureForm",
    "Style",
    "folder",
    "for_kind",
    "load",
    "names",
    "office_fonts",
    "shipped",
]


class OfficeFont(NamedTuple):
    """The name by which an office program knows a face, and the same font's name in an English one."""

    name: str
    alternative: str


@cache
def office_fonts() -> Mapping[str, OfficeFont]:
    """Face → the font a DOCX asks for, whatever is installed here."""
    return MappingProxyType({face: OfficeFont(table["office"], table["alt"]) for face, table in faces().items()})


@cache
def for_kind(kind: str, masthead: str = "", title: str = "") -> str:
    """The name of the style for a document of that 文种, whose mark is its *masthead* or, without one, its *title*."""
    for name in names():
        table = read(name)
        if kind and kind in table.get("kinds", ()) and _is_mark(table, masthead, title):
            return name
    return "gbt9704"


def _is_mark(table: Mapping[str, Any], masthead: str, title: str) -> bool:
    """Whether a document with that 发文机关标志 is of the form that a style is for."""
    if ends := table.get("mark_ends"):
        return (masthead or title).endswith(tuple(ends))
    never = tuple(table.get("mark_never_ends", ()))
    return not never or (bool(masthead) and not masthead.endswith(never))


def load(name: str = "speech", settings: Mapping[str, str] = MappingProxyType({})) -> Style:
    """The style called *name*, or in the file of that path, with *settings* (dotted key → value) laid over it."""
    tree = tree_of(name)
    for key, value in settings.items():
        set_key(tree, key, value)
    tree.pop("extends", None)
    return build(tree, name)


def shipped(name: str) -> str:
    """The *name* of a style that comes with doconv; StyleError DC719 for any other.

    A document may ask for one of these alone: it must not be able to have a file of this machine read.
    """
    if name not in names():
        raise StyleError("DC719", style=name, known="、".join(names()))
    return name
