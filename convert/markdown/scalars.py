"""Front matter written: strings as YAML."""

import re

from convert.document import KEYS, Metadata
from convert.markdown.front_matter import LISTS, OWN_KEY, VERSION
from convert.patterns import pattern

_NEEDS_QUOTES = pattern(
    r"[-?:,\[\]{}#&*!|>'\"%@`\s]|[=<~](?:\Z|\s)|.*(?::(?:\s|\Z)|\s#|\s\Z|[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u0085\u2028\u2029])",
    re.DOTALL,
)
_UNPRINTABLE = pattern("[^\u0020-\u007e\u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def dump(metadata: Metadata, *, subtitled: bool = True) -> str:
    """The front matter that says all that *metadata* says; the subtitle only if *subtitled*, and then even if empty."""
    lines = ["---", f"{OWN_KEY}: {VERSION}"]
    for key, name in KEYS.items():
        value = getattr(metadata, name)
        if name == "subtitle":
            lines += [f"{key}: {scalar(value)}"] * subtitled
        elif name in LISTS and value:
            lines += [f"{key}:", *(f"- {scalar(item)}" for item in value)]
        elif value:
            lines.append(f"{key}: {scalar(value)}")
    lines += [f"{scalar(key)}: {scalar(value)}" for key, value in metadata.extra]
    return "\n".join([*lines, "---"])


def scalar(text: str) -> str:
    """A string as YAML, in quotes only where YAML would read it otherwise."""
    if not text:
        return "''"
    if not _NEEDS_QUOTES.match(text):
        return text
    if _UNPRINTABLE.search(text):
        return '"' + _UNPRINTABLE.sub(_escaped, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
