"""styles/*.toml as nested tables: what one extends lies under it, what the caller sets over it."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from convert import shipped
from convert.diagnostic import StyleError


def folder() -> Path:
    """Where styles/ lies: inside an installed package, or beside it in a checkout."""
    installed = shipped.path("_styles")
    return installed if installed.is_dir() else shipped.path("../styles")


@cache
def names() -> tuple[str, ...]:
    """The styles that come with doconv."""
    found = (entry.name.removesuffix(".toml") for entry in folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name for name in found if name != "fonts"))


def faces() -> Mapping[str, Any]:
    """The tables of fonts.toml by the name of their face."""
    table: Mapping[str, Any] = shipped_table("fonts")["face"]
    return table


def tree_of(name: str, children: tuple[str, ...] = ()) -> dict[str, Any]:
    """The style's table with what it extends under it; *children* extend it."""
    if name in children:
        raise StyleError("DC702", style=name, key="extends", value="→".join((*children, name)), like='"gbt9704"')
    table = read(name)
    base = base_of(name, table)
    return _overlay(tree_of(base, (*children, name)), table) if base else table


def base_of(name: str, table: Mapping[str, Any]) -> str:
    """The style that the one of that *name* extends, a file beside it for a file; "" for none."""
    base = str(table.get("extends", ""))
    return str(Path(name).parent / base) if base.endswith(".toml") else base


def read(name: str) -> dict[str, Any]:
    """The table of one style alone; StyleError DC701 where there is none, DC703 where it cannot be read."""
    if name in names():
        return dict(shipped_table(name))
    if name.endswith(".toml"):
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StyleError("DC703", style=name, reason=error) from error
    else:
        raise StyleError("DC701", style=name, known="、".join(names()))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StyleError("DC703", style=name, reason=error) from error


@cache
def shipped_table(name: str) -> dict[str, Any]:
    """The table of NAME.toml of styles/, read once: which style a document takes, all of them are asked."""
    return shipped.table(folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _overlay(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """*base* with the values of *over*, table by table."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def set_key(tree: dict[str, Any], key: str, value: str) -> None:
    """Lay one --set KEY=VALUE over the table; the value is read as TOML where it is TOML."""
    *path, last = key.split(".")
    for part in path:
        below = tree.get(part)
        if not isinstance(below, dict):
            raise StyleError("DC704", style="--set", key=key, hint=suggest(part, tree))
        tree[part] = tree = dict(below)
    try:
        tree[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        tree[last] = value


def suggest(word: str, known: Iterable[str]) -> str:
    """The known word that *word* was perhaps meant to be, or all of them."""
    known = list(known)
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return near[0] if near else "、".join(known)
