"""Front matter: what is known of a document, as YAML that begins with doconv's key; all values are strings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from convert.diagnostic import Diagnostic, diagnose
from convert.document import KEYS, Metadata
from convert.patterns import pattern

OWN_KEY = "doconv"
VERSION = "1"
TITLE_KEY = "标题"
SUBTITLE_KEY = "副标题"
MOST_TOLD = 20
"""Unknown keys that are told of."""
LARGEST = 65536
"""Characters of the largest front matter that is read as such."""

_BLOCK = pattern("---[ \t]*\n(.*?)^(?:---|\\.\\.\\.)[ \t]*(?:\n|\\Z)", re.DOTALL | re.MULTILINE)
_SIMPLE = pattern(
    "(?:[a-z\u4e00-\u9fff]{1,20}: [0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u3001-\u3015\u4e00-\u9fff／-]{0,200}\n){1,40}"
)
"""Keys and values that YAML too reads as they stand; most front matter has no others, and PyYAML loads slowly."""
LISTS = frozenset(f.name for f in fields(Metadata) if f.default == () and f.metadata)
"""The fields that hold several values."""


class FrontMatter(NamedTuple):
    """Front matter as read."""

    metadata: Metadata
    title: str
    subtitled: bool
    """Whether it says what the subtitle is, be it that there is none."""
    own: bool
    """Whether doconv wrote it."""
    end: int
    """Where the text after it begins."""
    diagnostics: tuple[Diagnostic, ...]


def read(text: str) -> FrontMatter:
    """The front matter at the beginning of *text*; empty where there is none."""
    nothing = FrontMatter(Metadata(), "", False, False, 0, ())
    if not text.startswith("---"):
        return nothing
    match = _BLOCK.match(text, 0, LARGEST)
    if match is None:
        return nothing
    own = match[1].startswith(f"{OWN_KEY}:")
    values, diagnostics = _load(match[1], own)
    if values is None:
        return nothing
    metadata, title, unknown = _metadata(values)
    return FrontMatter(metadata, title, SUBTITLE_KEY in values, own, match.end(), (*diagnostics, *unknown))


def _load(source: str, own: bool) -> tuple[dict[str, Any] | None, tuple[Diagnostic, ...]]:
    """The keys and values; of doconv's own front matter, which a person may have broken, line by line."""
    if _SIMPLE.fullmatch(source):
        return dict(line.split(": ", 1) for line in source.split("\n") if line), ()
    from convert.markdown import strings

    try:
        loaded = strings.load(source)
    except (strings.YAMLError, RecursionError) as error:
        if not own:
            return None, ()
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        pairs = (line.partition(":") for line in source.split("\n"))
        values = {key.strip(): value.strip() for key, colon, value in pairs if colon and not key.startswith((" ", "-"))}
        return values, (diagnose("DC404", mark.line + 2 if mark else 1),)
    return (loaded, ()) if isinstance(loaded, dict) else (None, ())


def _metadata(values: Mapping[Any, Any]) -> tuple[Metadata, str, tuple[Diagnostic, ...]]:
    known: dict[str, Any] = {}
    extra = []
    title = ""
    for key, value in ((str(key), value) for key, value in values.items()):
        if key == OWN_KEY:
            continue
        if key in (TITLE_KEY, "title"):
            title = _flat(value)
        elif name := KEYS.get(key):
            known[name] = _several(value) if name in LISTS else _flat(value)
        else:
            extra.append((key, _flat(value)))
    return Metadata(**known, extra=tuple(extra)), title, tuple(_unknown(key) for key, _ in extra[:MOST_TOLD])


def _unknown(key: str) -> Diagnostic:
    from difflib import get_close_matches

    near = get_close_matches(key[:40], KEYS, 1, 0.5)
    return diagnose("DC403", 0, 0, key=key, hint=near[0] if near else "、".join(list(KEYS)[:6]))


def _several(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_flat(item) for item in value)
    return (_flat(value),) if value else ()


def _flat(value: Any) -> str:
    """A value as one string; the parts of a list or a table one after the other."""
    return "、".join(_parts(value))


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{_flat(key)}: {_flat(part)}"
    elif isinstance(value, list):
        for part in value:
            yield _flat(part)
    else:
        yield str(value)
