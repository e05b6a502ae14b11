"""Styles as text: the resolved values of one with their clauses, and the start of one's own."""

import json
import tomllib
from pathlib import Path

from convert.patterns import pattern
from convert.style import folder, load, names
from convert.style.tables import base_of

_ENTRY = pattern("([a-z_0-9]{1,40}) = (.{1,200}?) *(?:# (.*))?")
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


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def _tables(name: str) -> dict[str, dict[str, str]]:
    """Table → key → its line, as the last file that gives it has it."""
    load(name)  # what is wrong is said before anything is shown
    tables: dict[str, dict[str, str]] = {}
    for text in _texts(name):
        table = tables.setdefault("", {})
        for line in text.split("\n"):
            if line.startswith("["):
                table = tables.setdefault(line.split("]")[0][1:], {})
            elif (match := _ENTRY.fullmatch(line)) and match[1] != "extends":
                entry = f"{match[1]} = {match[2]}"
                table[match[1]] = f"{entry:30}# {match[3]}" if match[3] else entry
    return tables


def _texts(name: str) -> list[str]:
    """The TOML of a style and of all it extends, the base first."""
    source = folder().joinpath(f"{name}.toml") if name in names() else Path(name)
    text = source.read_text(encoding="utf-8")
    base = base_of(name, tomllib.loads(text))
    return [*(_texts(base) if base else []), text]
