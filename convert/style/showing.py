"""Styles as text: the resolved values of one with their clauses, and the start of one's own."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from convert.patterns import pattern
from convert.style import folder, load, names
from convert.style.tables import base_of, tree_of

_ENTRY = pattern("([a-z_0-9]{1,40}) {0,20}= {0,20}(.{1,200}?) {0,40}(?:# (.{0,300}))?")
_OWN = frozenset({"extends", "name", "title", "description", "kinds", "mark_ends", "mark_never_ends"})
"""What a style says of itself."""


def show(name: str) -> str:
    """The resolved values of a style as TOML, each with the clause that its file gives for it."""
    tables = {title: list(lines.values()) for title, lines in _tables(name).items()}
    return "\n\n".join("\n".join([f"[{title}]"] * bool(title) + lines) for title, lines in tables.items())


def start(name: str, base: str = "gbt9704") -> str:
    """The text of a style of one's own: all that *base* says, commented out, to be changed where it should differ."""
    own = {"extends": base, "name": name, "title": name, "description": name}
    lines = [
        f"# A house style. Take the # away before what is to differ and change it; the rest stays as {base} has it.",
        "# 7.2.4 and the like are clauses of GB/T 9704-2012; convention (惯例) is what the standard leaves open.",
        "",
        *(f"{key} = {_quoted(value)}" for key, value in own.items()),
    ]
    for title, entries in _tables(base).items():
        lines += ["", f"[{title}]"] if title else []
        lines += [f"# {entry}" for key, entry in entries.items() if title or key not in _OWN]
    return "\n".join(lines) + "\n"


def _quoted(value: object) -> str:
    """A value as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)


def _tables(name: str) -> dict[str, dict[str, str]]:
    """Table → key → its line: the resolved value, and what the last file that gives it says beside it."""
    load(name)  # what is wrong is said before anything is shown
    beside: dict[tuple[str, str], str] = {}
    for text in _texts(name):
        beside.update((place, "") for place, _ in _leaves(tomllib.loads(text)))
        beside.update(_comments(text))
    tables: dict[str, dict[str, str]] = {"": {}}
    for (table, key), value in _leaves(tree_of(name)):
        if key != "extends":
            entry, comment = f"{key} = {_quoted(value)}", beside[table, key]
            tables.setdefault(table, {})[key] = f"{entry:30}# {comment}" if comment else entry
    return tables


def _leaves(tree: Mapping[str, Any], table: str = "") -> Iterator[tuple[tuple[str, str], Any]]:
    """The values of a table and of those in it, each with its table and its key; the table's own first."""
    for key, value in tree.items():
        if not isinstance(value, dict):
            yield (table, key), value
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{table}.{key}".removeprefix("."))


def _comments(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """What stands beside each value that has a line of its own, and goes on in the lines under it."""
    table = key = comment = ""
    for line in [*text.split("\n"), ""]:
        if key and line.startswith(" ") and (more := line.strip()).startswith("# "):
            comment += more.removeprefix("#")
            continue
        if key:
            yield (table, key), comment
        match = _ENTRY.fullmatch(line)
        key, comment = (match[1], match[3] or "") if match else ("", "")
        if line.startswith("["):
            table = line.split("]")[0][1:]


def _texts(name: str) -> list[str]:
    """The TOML of a style and of all it extends, the base first."""
    source = folder().joinpath(f"{name}.toml") if name in names() else Path(name)
    text = source.read_text(encoding="utf-8")
    base = base_of(name, tomllib.loads(text))
    return [*(_texts(base) if base else []), text]
