"""Spaces that mean nothing go: at the ends of lines, beside hanzi and full-width marks.

Those that mean something stay: between names, after 第一章, between the columns of a table or the issuers of a joint
document, inside Latin text, and around what Markdown and addresses are made of.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from convert.cleaners.protected import mend
from convert.hanzi import HAN, NUMERALS, WIDE
from convert.ledger import Edit, Format, Text

_BLANKS = " \t\u3000"
_SPACE = re.compile(f"[{_BLANKS}]+")
_CELL = re.compile(r"[^|]+")
_PROSE = re.compile("[，。；！？]")
"""What shows a line to be prose, in which a space between two hanzi is a slip."""

_IS_HAN = re.compile(f"[{WIDE}]")
_IS_WIDE = re.compile(f"[{WIDE}，。、；：？！（）《》〈〉〔〕【】「」『』]")
_IS_WEAK = re.compile("[“”‘’…—·～]")
"""Marks that English text has too: Chinese only beside a hanzi or a full-width mark."""
_IS_NARROW = re.compile("[0-9A-Za-z%‰℃°]")
_OPENS, _CLOSES = "：、（《〈〔【「『", "，。、；：？！）》〉〕】」』"

_GAP = "[ \u3000]"
_COLUMN = 8
"""Spaces in a row that part columns even after the end of a sentence."""
_ARTICLE = re.compile(rf"第[{NUMERALS}千0-9]{{1,6}}(?:[编章节条款]|部分)(?:之[{NUMERALS}]{{1,2}})?(?={_GAP})")
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.)[!-~]+|[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]*")
_LONG_NUMBER = re.compile("[0-9]{7}")
_NAMES = (
    re.compile(f"(?<=：){_GAP}{{0,4}}([{HAN}]{{1,4}}(?:{_GAP}{{1,4}}[{HAN}]{{1,4}}){{2,99}})(?=[，。；！？]|$)"),
    re.compile(
        f"(?<=记者|作者|讯员|编辑|摄影)({_GAP}{{1,4}}[{HAN}]{{2,4}}(?:{_GAP}{{1,4}}[{HAN}]{{1,4}}){{1,99}})(?=[，。；）]|$)"
    ),
)
"""Rows of names after a colon or an office: 出席：王 强 李小明 赵 敏。"""
_ISSUER = re.compile(
    f"(?<=[院厅委部局府会署处室]){_GAP}(?=[{HAN}X×]{{1,16}}[院厅委部局府会署处室](?:[ 、》]|关于|印发|联合|$))"
)
"""The gap between two organs that issue one document."""
_SPACED = re.compile(
    rf"^[{HAN}](?:{_GAP}{{1,8}}[{HAN}]){{1,5}}{_GAP}{{0,8}}(?=：)"  # a justified label: 索 引 号：
    rf"|[{NUMERALS}0-9]{{4}}{_GAP}{{0,4}}年{_GAP}{{0,4}}[{NUMERALS}0-9]{{1,3}}{_GAP}{{0,4}}月"
    rf"(?:{_GAP}{{0,4}}[{NUMERALS}0-9]{{1,3}}{_GAP}{{0,4}}日)?"  # a date
)


class _Gap(NamedTuple):
    """A run of spaces inside a line, and the characters beside it."""

    start: int
    end: int
    left: str
    right: str
    spaces: str

    @property
    def is_chinese(self) -> bool:
        """Whether a hanzi or a full-width mark stands on one side, and on the other anything but a sign.

        Stops stay apart: three in a row would make an ellipsis.
        """
        if self.left == self.right and self.left in "。、":
            return False
        left, right = _IS_WIDE.match(self.left), _IS_WIDE.match(self.right)
        if left and right:
            return True
        other = self.right if left else self.left
        return bool(left or right) and bool(_IS_NARROW.match(other) or _IS_WEAK.match(other))

    @property
    def is_idle(self) -> bool:
        """Whether a mark beside it makes it mean nothing in any line."""
        return self.is_chinese and (self.left in _OPENS or self.right in _CLOSES)

    @property
    def parts_hanzi(self) -> bool:
        """Whether a hanzi stands on both sides."""
        return bool(_IS_HAN.match(self.left) and _IS_HAN.match(self.right))


def clean(text: Text) -> Text:
    """Take out the spaces that mean nothing."""
    if not any(space in text.content for space in _BLANKS):
        return text
    markdown = text.source.format is Format.MARKDOWN
    edits: list[Edit] = []
    start = 0
    for line in text.content.split("\n"):
        if any(space in line for space in _BLANKS):
            edits += _edits(line, start, markdown)
        start += len(line) + 1
    return mend(text, edits)


def _edits(line: str, start: int, markdown: bool) -> Iterator[Edit]:
    """What changes in the line that begins at *start*; Markdown keeps its indents and its hard breaks."""
    low, high = _text_of(line, 0, len(line))
    if low and (not markdown or "\u3000" in line[:low]):
        yield Edit(start, start + low, "", "space.indent")
    for first, last in _cells(line, low, high):
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


def _inside(line: str) -> Iterator[tuple[int, int, str]]:
    """The gaps of a line to be closed: where, and what is left in their place."""
    gaps = [_Gap(m.start(), m.end(), line[m.start() - 1], line[m.end()], m[0]) for m in _SPACE.finditer(line)]
    if not gaps:
        return
    kept = _kept(line)
    if article := _ARTICLE.match(line):
        gap = gaps.pop(0)
        if article.end() == gap.start and len(gap.spaces) > 1:
            yield gap.start, gap.end, "\u3000"
    spaced = {at for match in _SPACED.finditer(line) for at in range(*match.span())}
    closed = {gap for gap in gaps if gap.start in spaced or (gap.is_idle and gap.start not in kept)}
    rest = [gap for gap in gaps if gap not in closed]
    if _PROSE.search(line):
        closed |= {gap for gap in rest if gap.is_chinese and gap.start not in kept and not _is_column(gap)}
    elif not _LONG_NUMBER.search(line) and all(gap.spaces == " " and not gap.parts_hanzi for gap in rest):
        closed |= {gap for gap in rest if gap.is_chinese and gap.start not in kept}
    yield from ((gap.start, gap.end, "") for gap in sorted(closed))


def _is_column(gap: _Gap) -> bool:
    """Whether a gap is as wide as those between columns; after a sentence a narrower one is an indent."""
    wide = len(gap.spaces) > 2 or "\t" in gap.spaces or "\u3000\u3000" in gap.spaces
    return wide and (gap.left not in "，。；！？" or len(gap.spaces) >= _COLUMN)


def _kept(line: str) -> set[int]:
    """Where gaps begin that mean something even in prose: beside addresses, between names and between issuers."""
    kept = {at for names in _NAMES for match in names.finditer(line) for at in range(*match.span(1))}
    kept |= {match.start() for match in _ISSUER.finditer(line)}
    if "@" in line or "www." in line or "://" in line:
        for match in _ADDRESS.finditer(line):
            before = line[: match.start()].rstrip(_BLANKS)
            kept |= {len(before), match.end()}
    return kept
