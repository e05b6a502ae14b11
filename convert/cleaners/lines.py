"""One paragraph a line: indents and blank lines go, broken lines are joined, a text all in one line is split.

Lines are joined on evidence of width and indent only: a title, a salutation, a signature and a date have no 。 either.
A source in Markdown keeps its lines: what they mean there is for Markdown to say.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.cleaners import blob
from convert.hanzi import HAN, NUMERALS, display_width
from convert.ledger import Edit, Format, Text

_BLANK = " \u3000"
_HASH = re.compile(f"#{{1,6}}[ \u3000]*(?=[{HAN}“《（(【〔0-9])")
_STARTS = re.compile(
    f"[{NUMERALS}]{{1,4}}[、.．]|[(（][ ]?(?:[{NUMERALS}]{{1,4}}|[0-9]{{1,2}})[ ]?[)）]|[0-9]{{1,2}}[.．、](?![0-9])"
    f"|第[{NUMERALS}千0-9]{{1,6}}[编章节条款部]|[{NUMERALS}]是|附[ \u3000]*件|——|[#|>*+·•●■□-]|(?:图|表)[ ]?[0-9]"
    "|(?:[12][0-9]{3}|[〇○二][〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日$|（此件|抄送|主送"
)
"""What a new paragraph begins with."""
_ENDS = tuple("。！？：；…!?:;”）)")
_GOES_ON = re.compile(f"[{HAN}A-Za-z0-9，、,“（《]$")

_FEWEST = 5
"""Lines that a width needs for evidence."""
_SLACK = 4
"""Columns by which a full line may fall short: a mark that may not begin the next one."""
_WIDTHS = range(24, 121)
_SHARE = 0.4
_BROKEN = 3
"""Full lines that stop inside a sentence."""


class _Line(NamedTuple):
    """A line that is not blank: where its text stands, and how wide its indent is."""

    start: int
    end: int
    text: str
    indent: int
    parted: bool
    """Whether a blank line stands before it."""

    @property
    def width(self) -> int:
        """Columns from the margin to the end."""
        return self.indent + display_width(self.text)


def clean(text: Text) -> Text:
    """Leave one line a paragraph."""
    if text.source.format is Format.MARKDOWN:
        return text
    lines = list(_split(text.content))
    text = text.edited(list(_edits(text.content, lines, _joins(lines))))
    return text.edited(list(blob.breaks(text.content)))


def _split(content: str) -> Iterator[_Line]:
    at = 0
    parted = False
    for raw in content.split("\n"):
        line = raw.rstrip(" \u3000\t")
        text = line.lstrip(_BLANK if "\t" in line else " \u3000\t")
        if text.strip():
            low = len(line) - len(text)
            yield _Line(at + low, at + len(line), text, display_width(line[:low]), parted)
        parted = not text.strip()
        at += len(raw) + 1


def _edits(content: str, lines: Sequence[_Line], joined: set[int]) -> Iterator[Edit]:
    """What stands between the lines becomes one newline, or nothing where two are one."""
    at = 0
    for index, line in enumerate(lines):
        between = "" if index == 0 else "\n"
        rule = "line.blank" if "\n" in content[at : line.start].replace("\n", "", 1) else "line.indent"
        if index in joined:
            between, rule = _glue(lines[index - 1].text, line.text), "line.join"
        if content[at : line.start] != between:
            yield Edit(at, line.start, between, rule)
        if mark := _HASH.match(line.text):
            yield Edit(line.start, line.start + mark.end(), "", "line.hash")
        at = line.end
    last = "\n" if lines and content.endswith("\n") else ""
    if content[at:] != last:
        yield Edit(at, len(content), last, "line.blank")


def _glue(before: str, after: str) -> str:
    """A space between two Latin words, else nothing."""
    return " " if before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum() else ""


def _joins(lines: Sequence[_Line]) -> set[int]:
    """The lines that go on where the one before them stopped."""
    width = _wrap_width(lines)
    if not width:
        return set()
    parting = _blank_lines_part(lines)
    indented = _indents_part(lines)
    return {
        index
        for index in range(1, len(lines))
        if not (parting and lines[index].parted)
        and _is_full(lines[index - 1], width)
        and _goes_on(lines[index - 1], lines[index], indented)
    }


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which lines were broken, in columns; 0 if they were not."""
    if len(lines) < _FEWEST:
        return 0
    width = max(line.width for line in lines)
    if width not in _WIDTHS:
        return 0
    full = [line for line in lines if _is_full(line, width)]
    broken = sum(not line.text.endswith(_ENDS) and not _STARTS.match(line.text) for line in full)
    return width if broken >= _BROKEN and len(full) >= _SHARE * len(lines) else 0


def _is_full(line: _Line, width: int) -> bool:
    return line.width >= width - _SLACK


def _blank_lines_part(lines: Sequence[_Line]) -> bool:
    """Whether a blank line means something: not if there is one between any two lines."""
    return sum(not line.parted for line in lines[1:]) > len(lines) // 10


def _indents_part(lines: Sequence[_Line]) -> bool:
    """Whether paragraphs are told by their indent."""
    deep = sum(line.indent > 0 for line in lines)
    return 2 <= deep < len(lines) and min(line.indent for line in lines) == 0


def _goes_on(before: _Line, after: _Line, indented: bool) -> bool:
    """Whether *after* is the rest of the paragraph that fills the line *before*."""
    if indented:
        return after.indent == 0 and (not before.text.endswith(("：", ":")) or not _STARTS.match(after.text))
    if _STARTS.match(after.text) and not before.text.endswith(("，", "、", ",")):
        return False
    return bool(_GOES_ON.search(before.text))
