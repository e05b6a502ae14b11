"""The number a heading begins with: its brackets, its point and the spaces in it; and the 。 a heading ends with."""

import re
from collections.abc import Iterator

from convert.cleaners.protected import mend
from convert.hanzi import NUMERALS, WIDE, parse_numeral
from convert.ledger import Edit, Format, Text
from convert.patterns import pattern

_GAP = "[ \u3000]*+"
_PREFIX = pattern(
    rf"""
    \n[ \t\u3000]{{0,20}}(?:\#{{1,6}}[ ])?
    (?: (?P<bracketed> [(（]{_GAP}(?P<inner>[{NUMERALS}]{{1,5}}|[0-9]{{1,3}}){_GAP}[)）]{_GAP} )
      | (?P<han> (?P<numeral>[{NUMERALS}]{{1,5}}){_GAP}、{_GAP} )
      | (?P<digits> (?P<number>[0-9]{{1,3}}){_GAP}(?P<mark>[.．、])(?![0-9])(?P<after>{_GAP}) )
    )(?P<next>[{WIDE}《]?)
    """,
    re.VERBOSE,
)


def clean(text: Text) -> Text:
    """Write （一）, （1）, 一、 and 1. at a line's start with the right marks and no spaces."""
    return mend(text, list(_prefixes(text.content, text.source.format is Format.MARKDOWN)))


def _prefixes(content: str, markdown: bool) -> Iterator[Edit]:
    for match in _PREFIX.finditer(f"\n{content}"):
        kind = next(kind for kind in _AFTER if match[kind] is not None)
        after = _AFTER[kind](match, markdown)
        if after != match[kind]:
            yield Edit(match.start(kind) - 1, match.end(kind) - 1, after, f"numbering.{kind}")


def _bracketed(match: re.Match[str], _: bool) -> str:
    return f"（{match['inner']}）"


def _han(match: re.Match[str], _: bool) -> str:
    return f"{match['numeral']}、"


def _digits(match: re.Match[str], markdown: bool) -> str:
    """A point keeps its space where Latin follows, and in Markdown, where the two make a list."""
    mark = match["mark"].replace("．", ".")
    keeps = mark == "." and (markdown or not match["next"])
    return match["number"] + mark + (match["after"] if keeps else "")


_AFTER = {"bracketed": _bracketed, "han": _han, "digits": _digits}

_MARKER = rf"(?:[{NUMERALS}]{{1,5}}、|（[{NUMERALS}]{{1,5}}）|[0-9]{{1,3}}[.、](?![0-9])|（[0-9]{{1,3}}）)"
_STOPPED = pattern(
    rf"\n(?:#{{1,6}} )?({_MARKER})[^\n，。！？；：]{{2,30}}(?:，[^\n，。！？；：]{{2,30}})?(?<!的)(。)(?=\n)"
)
_HAN = pattern(rf"\n(?:#{{1,6}} )?(?P<lead>([{NUMERALS}]{{1,5}})[、，])(?![{NUMERALS}])(?P<said>[^\n]*)")
_MARK = pattern("[。！？；：…]|[，、]\\Z")
_LONGEST_SAID = 24
"""Characters after a number with a comma; what is longer may well be a sentence."""
_LONGEST = 50
"""A heading's characters, its number and 。 included; what is longer may well be a paragraph."""
_IS_MARKED = pattern(rf"{_MARKER}|第[{NUMERALS}千0-9]{{1,6}}[编章节条款]")
_COUNTS = str.maketrans({**dict.fromkeys(NUMERALS, "一"), **dict.fromkeys("0123456789", "1")})
_ENDS = ("。", "！", "？", "：", "；", "…", "”", "）")


def mend_commas(text: Text) -> Text:
    """Write 一、 for the 一， of a heading: a short line above its text, in its place beside another number.

    Comes late, for it asks of several whole lines.
    """
    return mend(text, list(_commas(text.content)))


def _commas(content: str) -> Iterator[Edit]:
    content = f"\n{content}\n"
    found = [match for match in _HAN.finditer(content) if match["lead"].endswith("、") or _may_be_heading(match)]
    values = [parse_numeral(match[2]) or 0 for match in found]
    for before, match, value, after in zip([0, *values], found, values, [*values[1:], 0], strict=False):
        if match["lead"].endswith("，") and (before == value - 1 > 0 or after == value + 1):
            yield Edit(match.start("lead") - 1, match.end("lead") - 1, f"{match[2]}、", "numbering.comma")


def _may_be_heading(match: re.Match[str]) -> bool:
    """Whether a line that begins with 一， is short, ends in no mark, and has its text or a heading below it."""
    said, after = match["said"], _line_after(match.string, match.end())
    if not 2 <= len(said) <= _LONGEST_SAID or _MARK.search(said):
        return False
    marked = _IS_MARKED.match(after)
    if marked:
        return _kind(marked[0]) != _kind(f"{match[2]}、")
    return len(after) > len(match[0]) and _is_body(after)


def drop_stops(text: Text) -> Text:
    """Take the 。 off a heading on a line of its own: one sentence, and the text it heads on the next line.

    Comes last, for it asks of two whole lines; a heading followed by another numbered line may be an item of a list.
    """
    return mend(text, list(_stops(text.content)))


def _stops(content: str) -> Iterator[Edit]:
    content = f"\n{content}\n"
    for match in _STOPPED.finditer(content):
        if match.end() - match.start() - 1 > _LONGEST:
            continue
        after, before = _line_after(content, match.end()), _line_before(content, match.start())
        if len(after) > match.end() - match.start() and _is_body(after) and not _leads_list(before, match[1]):
            yield Edit(match.start(2) - 1, match.end(2) - 1, "", "numbering.stop")


def _is_body(line: str) -> bool:
    """Whether *line* can be the text under a heading: sentences, with no number before them."""
    return not _IS_MARKED.match(line) and line.endswith(_ENDS)


def _leads_list(line: str, marker: str) -> bool:
    """Whether the line after *line* is rather an item of a list: this one ends in a colon, or is an item itself."""
    item = _IS_MARKED.match(line)
    fellow = item is not None and _kind(item[0]) == _kind(marker)
    return line.endswith(("：", "；")) or (fellow and line.find("。") == len(line) - 1)


def _kind(marker: str) -> str:
    """（一） for （十二）, 1. for 23."""
    return "".join(dict.fromkeys(marker.translate(_COUNTS)))


def _line_after(content: str, end: int) -> str:
    """The line after the one that ends at *end*, past one empty line."""
    start = end + 1 + content.startswith("\n", end + 1)
    return content[start : max(start, content.find("\n", start))]


def _line_before(content: str, start: int) -> str:
    """The line before the one whose newline is at *start*, past one empty line."""
    end = start - (start > 0 and content[start - 1] == "\n")
    return content[content.rfind("\n", 0, end) + 1 : end]
