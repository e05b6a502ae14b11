"""Text written so that Markdown reads it back letter by letter, with as few backslashes as that takes."""

import re
from urllib.parse import quote

from convert.hanzi import HAN
from convert.patterns import pattern

_SPECIAL = pattern(r"[\\`*_\[\]<&~\n\r]")
_ENTITY = pattern("&(?:#[0-9xX]|[A-Za-z][A-Za-z0-9]{0,31};)")
_TAG = pattern("<[A-Za-z/!?]")
_BLOCK = pattern(
    r"(#{1,6}(?=[ \t]|$)|>|\[|~~~|[-+](?=[ \t]|$)|-(?=[- \t]{0,99}$)|=(?=[= \t]{0,99}$)"
    r"|(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|$)))"
)
"""What would make a block of something else at the beginning of a line."""
_BRACKET = pattern(r"([\[\]])")
_NOT_IN_PATH = pattern(f"^/(?=/)|[^0-9A-Za-z/._~{HAN}-]")


def entity(character: str) -> str:
    """A character by its number, which Markdown reads but takes for no mark and no space."""
    return f"&#{ord(character)};"


def escape(text: str) -> str:
    """Text inside a line; what would be read as a mark is escaped, a line end becomes an entity."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    text, at, mark = match.string, match.start(), match[0]
    after = text[at + 1 : at + 2]
    match mark:
        case "\n" | "\r":
            return entity(mark)
        case "[":
            plain = after != "^"
        case "]":
            plain = after not in ("(", "[")
        case "<":
            plain = _TAG.match(text, at) is None
        case "&":
            plain = _ENTITY.match(text, at) is None
        case "~":
            plain = after != "~" and text[at - 1 : at] != "~"
        case "_":
            plain = at > 0 and _is_ascii_letter(text[at - 1]) and _is_ascii_letter(after)
        case _:
            plain = False
    return mark if plain else "\\" + mark


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def keep_spaces(source: str) -> str:
    """A whole line whose spaces at either end must stay."""
    if source and source[0].isspace():
        source = entity(source[0]) + source[1:]
    if source and source[-1].isspace():
        source = source[:-1] + entity(source[-1])
    return source


def begin_line(source: str) -> str:
    """An escaped line that begins no heading, list, quotation or rule."""
    match = _BLOCK.match(source)
    if match is None:
        return source
    at = match.end("number") if match["number"] else 0
    return source[:at] + "\\" + source[at:]


def heading(text: str) -> str:
    """The text of a heading after its hashes."""
    source = keep_spaces(escape(text))
    return source[:-1] + "\\#" if source.endswith("#") else source


def label(text: str) -> str:
    """The text between the brackets of an image."""
    return keep_spaces("".join("\\" + part if part in ("[", "]") else escape(part) for part in _BRACKET.split(text)))


def path(text: str) -> str:
    """The path of an image: what Markdown or a URL would take for something else by its number."""
    return _NOT_IN_PATH.sub(lambda match: quote(match[0], safe=""), text)


def cell(text: str) -> str:
    """The text of a cell of a table."""
    return keep_spaces(escape(text)).replace("|", "\\|")
