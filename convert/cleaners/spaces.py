"""Spaces that mean nothing go: at the ends of lines, beside hanzi and full-width marks.

Those that mean something stay: between names, after 第一章 and 1.1, between the columns of a table or the issuers of
a joint document, inside Latin text, and around what Markdown and addresses are made of.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from convert import decimals
from convert.cleaners.marked import lines_with
from convert.cleaners.protected import mend
from convert.hanzi import HAN, NUMERALS, WIDE
from convert.ledger import Edit, Format, Text
from convert.memo import remembering
from convert.patterns import pattern

_BLANKS = " \t\u3000"
_SPACE = pattern(f"[{_BLANKS}]+")
_CELL = pattern(r"[^|]+")
_PROSE = pattern("[，。；！？]")
"""What shows a line to be prose, in which a space between two hanzi is a slip."""

_SIDES = {
    "hanzi": pattern(f"[{WIDE}]"),
    "mark": pattern("[，。、；：？！（）《》〈〉〔〕【】「」『』]"),
    "weak": pattern("[“”‘’…—·～]"),  # English text has these too: Chinese only beside a hanzi or a mark
    "narrow": pattern("[0-9A-Za-z%‰℃°]"),
}
"""The kinds of characters beside a gap that matter; all others are signs, whose spaces may mean something."""
_CLOSED = {(one, two) for one in _SIDES for two in _SIDES if {one, two} & {"hanzi", "mark"}}
"""Between which kinds a gap is a slip in Chinese prose."""
_OPENS, _CLOSES = "：、（《〈〔【「『", "，。、；：？！）》〉〕】」』"
_APART = {"。。", "、、", "（）", "《》", "〔〕", "【】"}
"""Marks to keep apart: three stops in a row would make an ellipsis, an empty bracket is there to be filled in."""

_GAP = "[ \u3000]"
_COLUMN = 8
"""Spaces in a row that part columns even after the end of a sentence."""
_ARTICLE = pattern(rf"第[{NUMERALS}千0-9]{{1,6}}(?:[编章节条款]|部分)(?:之[{NUMERALS}]{{1,2}})?(?={_GAP})")
_CAPTION = pattern(f"[图表][0-9]{{1,2}}(?:[-.—–][0-9]{{1,2}})?(?={_GAP}{{1,4}}[^ \u3000，。；！？]{{2,40}}$)")
_ADDRESS = pattern(r"(?:(?:https?|ftp)://|www\.)[!-~]+|[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]*")
_LONG_NUMBER = pattern("[0-9]{7}")
_OFFICE = pattern(f"[者员辑影](?={_GAP})")
_NAMES = (
    pattern(f"：{_GAP}{{0,4}}([{HAN}]{{1,4}}(?:{_GAP}{{1,4}}[{HAN}]{{1,4}}){{2,99}})(?=[，。；！？]|$)"),
    pattern(
        "[者员辑影](?<=记者|作者|讯员|编辑|摄影)"
        f"({_GAP}{{1,4}}[{HAN}]{{2,4}}(?:{_GAP}{{1,4}}[{HAN}]{{1,4}}){{1,99}})(?=[，。；）]|$)"
    ),
)
"""Rows of names after a colon or an office: 出席：王 强 李小明 赵 敏。"""
_ISSUER = pattern(
    f"(?<=[院厅委部局府会署处室]){_GAP}(?=[{HAN}X×]{{1,16}}[院厅委部局府会署处室](?:[ 、》]|关于|印发|联合|$))"
)
"""The gap between two organs that issue one document."""
_SPACED = pattern(
    rf"^[{HAN}](?:{_GAP}{{1,8}}[{HAN}]){{1,5}}{_GAP}{{0,8}}(?=：)"  # a justified label: 索 引 号：
    rf"|[{NUMERALS}0-9]{{4}}{_GAP}{{0,4}}年{_GAP}{{0,4}}[{NUMERALS}0-9]{{1,3}}{_GAP}{{0,4}}月"
    rf"(?:{_GAP}{{0,4}}[{NUMERALS}0-9]{{1,3}}{_GAP}{{0,4}}日)?"  # a date
)


class _Gap(NamedTuple):
    """A run of spaces inside a line."""

    start: int
    end: int
    spaces: str
    left: str
    """The character before it."""
    sides: tuple[str, str]
    """The kinds of the characters on either side."""
    idle: bool
    """Whether a mark beside it makes it mean nothing in any line."""


def _gap(line: str, start: int, end: int) -> _Gap:
    left, right = line[start - 1], line[end]
    sides = _side(left), _side(right)
    if left + right in _APART:
        sides = "sign", "sign"
    idle = sides in _CLOSED and (left in _OPENS or right in _CLOSES)
    return _Gap(start, end, line[start:end], left, sides, idle)


@lru_cache(maxsize=8192)
def _side(character: str) -> str:
    return next((kind for kind, pattern in _SIDES.items() if pattern.match(character)), "sign")


def clean(text: Text) -> Text:
    """Take out the spaces that mean nothing."""
    markdown = text.source.format is Format.MARKDOWN
    edits: list[Edit] = []
    for start, line in lines_with(_BLANKS, text.content):
        edits += _edits(line, start, markdown)
    if numbers := decimals.gaps(text.content):
        one = (Edit(*gap, " ", "space.chinese") for gap in numbers.items() if text.content[slice(*gap)] != " ")
        edits = sorted([*(edit for edit in edits if edit.start not in numbers), *one])
    return mend(text, edits)


def _edits(line: str, start: int, markdown: bool) -> Iterator[Edit]:
    """What changes in the line that begins at *start*; Markdown keeps its indents and its hard breaks."""
    low, high = _text_of(line, 0, len(line))
    if low and (not markdown or "\u3000" in line[:low]):
        yield Edit(start, start + low, "", "space.indent")
    for first, last in _cells(line, low, high) if not line.isascii() else ():
        for at, end, after in _inside(line[first:last]):
            yield Edit(start + first + at, start + first + end, after, "space.chinese")
    if high < len(line) and not markdown:
        yield Edit(start + high, start + len(line), "", "space.trailing")


def _text_of(line: str, low: int, high: int) -> tuple[int, int]:
    """The place of what line[low:high] holds between its outer spaces."""
    part = line[low:high]
    start = len(part) - len(part.lstrip(_BLANKS))
    return low + start, low + max(start, len(part.rstrip(_BLANKS)))


def _cells(line: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The cells of a table's row, each by itself; of any other line all."""
    if line[low:high].startswith("|") and line[low:high].endswith("|"):
        yield from (_text_of(line, *match.span()) for match in _CELL.finditer(line, low, high))
    else:
        yield low, high


@remembering(500)
def _inside(line: str) -> tuple[tuple[int, int, str], ...]:
    """The gaps of a line to be closed: where, and what is left in their place."""
    return tuple(_closed(line))


def _closed(line: str) -> Iterator[tuple[int, int, str]]:
    gaps = [_gap(line, *match.span()) for match in _SPACE.finditer(line)]
    if gaps and (number := _ARTICLE.match(line) or _CAPTION.match(line)):
        first = gaps.pop(0)
        if number.end() == first.start and len(first.spaces) > 1:
            yield first.start, first.end, "\u3000"
    if not gaps:
        return
    may_be_spaced = gaps[0].start == 1 or any(gap.left in "年月" or line[gap.end] in "年月日" for gap in gaps)
    spaced = {at for match in _SPACED.finditer(line) for at in range(*match.span())} if may_be_spaced else ()
    closed = [gap for gap in gaps if gap.idle or gap.start in spaced]
    rest = [gap for gap in gaps if not gap.idle and gap.start not in spaced]
    kept = _kept(line, rest)
    if _PROSE.search(line):
        closed += [gap for gap in rest if gap.sides in _CLOSED and gap.start not in kept and not _is_column(gap)]
    elif not _is_row(line, rest):
        closed += [gap for gap in rest if gap.sides in _CLOSED and gap.start not in kept]
    yield from ((gap.start, gap.end, "") for gap in sorted(closed))


def _is_row(line: str, gaps: Sequence[_Gap]) -> bool:
    """Whether the gaps of a line that is no prose part names, columns or a telephone number."""
    return _LONG_NUMBER.search(line) is not None or any(
        gap.spaces != " " or gap.sides == ("hanzi", "hanzi") for gap in gaps
    )


def _is_column(gap: _Gap) -> bool:
    """Whether a gap is as wide as those between columns; after a sentence a narrower one is an indent."""
    wide = len(gap.spaces) > 2 or "\t" in gap.spaces or "\u3000\u3000" in gap.spaces
    return wide and (gap.left not in "，。；！？" or len(gap.spaces) >= _COLUMN)


def _kept(line: str, gaps: Sequence[_Gap]) -> set[int]:
    """Where gaps begin that mean something even in prose: beside addresses, between names and between issuers."""
    kept = {gap.start for gap in gaps if _ISSUER.match(line, gap.start)}
    for names, may_stand in zip(_NAMES, ("：" in line, _OFFICE.search(line)), strict=True):
        kept |= {at for match in names.finditer(line) for at in range(*match.span(1))} if may_stand else set()
    if "@" in line or "www." in line or "://" in line:
        ends = {gap.end: gap.start for gap in gaps}
        for match in _ADDRESS.finditer(line):
            kept |= {ends.get(match.start(), -1), match.end()}
    return kept
