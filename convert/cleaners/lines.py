"""One paragraph a line: indents, blank lines and the numbers of printed pages go, broken lines are joined.

Lines are joined on evidence of width and indent, or where a long one stops at ， or 、: a title, a salutation, a
signature and a date have no 。 either.
A source in Markdown keeps its lines: what they mean there is for Markdown to say.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from convert.hanzi import HAN, NUMERALS
from convert.ledger import Edit, Format, Text
from convert.patterns import pattern

_BLANK = " \u3000"
_HASH = pattern(f"#{{1,6}}[ \u3000]{{1,8}}(?=[{HAN}“《（(【〔0-9])")
_STARTS = pattern(
    f"[{NUMERALS}]{{1,4}}[、.．]|[(（][ ]?(?:[{NUMERALS}]{{1,4}}|[0-9]{{1,2}})[ ]?[)）]|[0-9]{{1,2}}[.．、](?![0-9])"
    f"|第[{NUMERALS}千0-9]{{1,6}}[编章节条款部]|[{NUMERALS}]是|附[ \u3000]*件|——|[#|>*+·•●■□-]|(?:图|表)[ ]?[0-9]"
    "|(?:[12][0-9]{3}|[〇○二][〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日$|（此件|抄送|主送"
)
"""What a new paragraph begins with."""
_ENDS = tuple("。！？：；…!?:;”）)")
_GOES_ON = pattern(f"[{HAN}A-Za-z0-9，、,“（《%％]$")

_FEWEST = 5
"""Lines that a width needs for evidence."""
_SLACK = 4
"""Columns by which a full line may fall short: a mark that may not begin the next one."""
_WIDTHS = range(24, 121)
_SHARE = 0.4
"""Of the lines more than half as wide, how many are full."""
_PROSE = pattern("[，。、；,;]")
_BROKEN = 3
"""Full lines that stop inside a sentence."""
_PAUSES, _PAUSED = ("，", "、", ","), 0.6
"""Where lines are broken, one that stops at such a mark goes on even if it is not full: at this share of the width."""
_LONGEST_VERSE = 40
"""Columns; a couplet on one line has thirty."""
_LONG = 15
"""Characters of a line that may be part of a sentence, and no title."""

_DASHES = "-－—–"
_PAGE_NUMBER = pattern(f"([{_DASHES}])[ ]?[0-9]{{1,4}}[ ]?\\1")
_LONGEST_PAGE_NUMBER = 10


class _Line(NamedTuple):
    """A line that is not blank: where its text stands, and how wide its indent is."""

    start: int
    end: int
    text: str
    indent: int
    parted: bool
    """Whether a blank line stands before it."""
    paged: bool
    """Whether the number of a printed page stands before it."""

    width: int
    """Columns from the margin to the end; a line longer than any printed one is only known to be too wide."""


_line: Callable[[tuple[int, int, str, int, bool, bool, int]], _Line] = partial(tuple.__new__, _Line)
"""As _Line(), in half the time: a long text has thousands of lines."""


def clean(text: Text) -> Text:
    """Leave one line a paragraph."""
    if text.source.format is Format.MARKDOWN:
        return text
    lines = list(_split(text.content))
    last = "\n" if lines and text.source.text.endswith("\n") else ""
    return text.edited(list(_edits(text.content, lines, _joins(lines), last)))


def _split(content: str) -> Iterator[_Line]:
    at = 0
    widest = _WIDTHS.stop
    parted = paged = False
    for raw in content.split("\n"):
        line = raw.rstrip(" \u3000\t")
        text = line.lstrip(_BLANK if "\t" in line else " \u3000\t")
        if text[:1] in _DASHES and _is_page_number(text):
            paged = True
        elif text.strip():
            low = len(line) - len(text)
            indent = _columns(line[:low]) if low else 0
            width = indent + (_columns(text) if len(text) < widest else 2 * widest)
            yield _line((at + low, at + len(line), text, indent, parted, paged, width))
            parted = paged = False
        else:
            parted = True
        at += len(raw) + 1


def _columns(text: str) -> int:
    """The columns of *text* as display_width has them, but for letters with accents; many times faster."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None


def _edits(content: str, lines: Sequence[_Line], joined: set[int], last: str) -> Iterator[Edit]:
    """What stands between the lines becomes one newline, or nothing where two are one."""
    at = 0
    for index, line in enumerate(lines):
        between = "" if index == 0 else "\n"
        if index in joined:
            between = _glue(lines[index - 1].text, line.text)
        if content[at : line.start] != between:
            yield Edit(at, line.start, between, _rule(line, index in joined))
        if line.text[0] == "#" and (mark := _HASH.match(line.text)):
            yield Edit(line.start, line.start + mark.end(), "", "line.hash")
        at = line.end
    if content[at:] != last:
        rule = "clutter.page-number" if content[at:].strip(" \u3000\t\n") else "line.blank"
        yield Edit(at, len(content), last, rule)


def _rule(line: _Line, joined: bool) -> str:
    if line.paged:
        return "clutter.page-number"
    return "line.join" if joined else "line.blank" if line.parted else "line.indent"


def _glue(before: str, after: str) -> str:
    """A space between two Latin words, else nothing."""
    return " " if before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum() else ""


def _joins(lines: Sequence[_Line]) -> set[int]:
    """The lines that go on where the one before them stopped."""
    width = _wrap_width(lines)
    parting = _blank_lines_part(lines)
    indented = _indents_part(lines)
    joined = set()
    for index, (before, line) in enumerate(pairwise(lines), 1):
        if (
            (not line.parted and _is_broken(before, line))
            or (line.paged and _is_cut(before, line))
            or (width and _may_wrap(before, line, width, parting) and _goes_on(before, line, indented))
        ):
            joined.add(index)
    return joined


def _may_wrap(before: _Line, line: _Line, width: int, parting: bool) -> bool:
    """Whether a line is full, or nearly and at a pause, and no blank line stands after it that means something."""
    full = _is_full(before, width) or (before.text.endswith(_PAUSES) and before.width >= _PAUSED * width)
    return full and not (parting and line.parted and not line.paged)


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which lines were broken, in columns; 0 if they were not."""
    widths = sorted((line.width for line in lines), reverse=True)
    odd = len(widths) // 20  # a table or an address may be wider
    width = next((w for w, third in zip(widths, widths[2:], strict=False) if w - third <= _SLACK), 0)
    if len(lines) < _FEWEST or width not in _WIDTHS or sum(w > width for w in widths) > odd:
        return 0
    full = [line for line in lines if _is_full(line, width)]
    long = [line for line in lines if line.width * 2 >= width]
    broken = sum(not line.text.endswith(_ENDS) for line in full)
    prose = sum(_PROSE.search(line.text) is not None for line in full)
    enough = broken >= _BROKEN and len(full) >= _SHARE * len(long) and prose * 2 >= len(full)
    return width if enough and _ends_paragraphs(lines, width) else 0


def _ends_paragraphs(lines: Sequence[_Line], width: int) -> bool:
    """Whether sentences that fill a line end in the next one: a list of names of one length has none."""
    return any(
        _is_full(before, width) and not before.text.endswith(_ENDS) and after.text.endswith(_ENDS)
        for before, after in pairwise(lines)
    )


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


def _is_broken(before: _Line, after: _Line) -> bool:
    """Whether a sentence is broken off at a pause: it is too long for a verse, a name in a list or half a title."""
    return (
        before.width >= _LONGEST_VERSE
        and before.text.endswith(_PAUSES)
        and after.width * 2 >= _LONGEST_VERSE
        and not after.indent
        and not _STARTS.match(after.text)
        and after.text.endswith(("。", "；", "！", "？", ".", ";", *_PAUSES))
    )


def _is_cut(before: _Line, after: _Line) -> bool:
    """Whether a page ended inside the sentence that *before* begins and *after* ends."""
    inside = len(before.text) >= _LONG and any(mark in before.text for mark in "，。；,;")
    return inside and not after.indent and not _STARTS.match(after.text) and bool(_GOES_ON.search(before.text))
