"""Half-width marks in Chinese text become full-width ones, dots become ……, hyphens between hanzi become ——.

What a mark becomes is decided by its run – all that stands between two letters or digits – and by the kind of letter
on either side of it: its anchors. No cleaner changes those, so cleaning again finds nothing more to do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from convert.cleaners.protected import mend
from convert.hanzi import LATIN, NUMERALS, WIDE
from convert.ledger import Edit, Text


class Anchor(Enum):
    """The kind of letter at an end of a run."""

    WIDE = "hanzi, and XX that stands for some"
    DIGIT = "digit"
    LATIN = "latin"
    NONE = "the line's start or end"


_FULL = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}

_MARKS = (
    f"[,:;!?.](?:(?<=[{WIDE}][,:;!?])()[,:;!?]*"  # right after a hanzi: full-width, and those that follow it
    f"|(?<=[,:;!?])(?=[{WIDE}])()"  # right before one
    r"|(?<![0-9A-Za-z]\.)(?:(?<![0-9A-WYZa-z].)|(?![0-9A-WYZa-z])))"  # any other, but 1,000 and 9:30 and a.b
)
_ODD = ("…", "...", "。。。", "、、、", "--", "──", "――", "−−", "––", "－－")
"""Rows of dots and dashes: rare, so looked for only where a text has one."""
_HIT = re.compile(_MARKS)
_ODD_HIT = re.compile("|".join([_MARKS, *map(re.escape, _ODD)]))

_ENDS_RUN = re.compile(f"[\n{WIDE}{LATIN}0-9]")
_IS_WIDE = re.compile(f"[{WIDE}]")
_TOKEN = re.compile(r"\.+|。{3,}|、{3,}|…+|-+|─+|―+|−+|–+|－+|[^\n]")

_CLOSES = "”’）》〉〕】」』%‰℃"
"""What may stand between the last letter of a sentence and the point that ends it."""
_NUMERAL = re.compile(rf"第?[{NUMERALS}]{{1,5}}\Z")
_BRACKETED = re.compile(rf"[（(][{NUMERALS}0-9]{{1,5}}[）)]\Z")
_STARTS = "\n。！？；：…，.!?;:,"
"""What a heading's number may follow, besides spaces."""
_SYLLABLES = frozenset(
    "阿埃艾安奥巴贝彼比宾波勃博布查达戴丹道德登迪蒂丁东杜顿多厄恩尔法菲费夫弗福戈格根贡古哈海汉赫胡华霍基吉加贾杰金卡"
    "凯坎康考科克库夸拉莱兰朗劳勒雷里利莉丽列林琳卢鲁伦罗洛马迈麦曼梅门蒙米密莫默姆穆纳娜内尼涅诺努欧帕佩彭皮普奇乔切"
    "琴琼瑞若萨塞桑瑟沙山舍史什士斯思丝苏索塔泰坦汤特提图托瓦旺威维韦魏温沃乌西希夏谢辛休雅亚扬耶叶伊因约扎詹珍朱佐翰"
    "肯肖"
)
"""Hanzi that write foreign names: a point between two of them (约翰.肯尼迪) ends no sentence."""

_REMEMBERED = 16
"""Runs up to this length are decided once: a text has a few dozen kinds of them."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands between two anchors, and what there is to know of the text around it."""

    left: Anchor
    marks: str
    right: Anchor
    chinese: bool
    """Whether its line has a hanzi."""
    point: bool
    """Whether its point may end a sentence: it belongs to no number and no name."""

    @property
    def beside_wide(self) -> bool:
        return Anchor.WIDE in (self.left, self.right)

    @property
    def ends_line(self) -> bool:
        """Whether it ends a Chinese line."""
        return self.chinese and self.right is Anchor.NONE


def clean(text: Text) -> Text:
    """Give Chinese text its full-width marks."""
    return mend(text, list(_edits(text.content)))


def _edits(content: str) -> Iterator[Edit]:
    hits = _ODD_HIT if any(odd in content for odd in _ODD) else _HIT
    lines = _Lines(content)
    done = 0
    for hit in hits.finditer(content):
        start, end = hit.span()
        if start < done:
            continue
        if hit.lastindex:  # a hanzi right beside it: by far the most
            mark = hit[0]
            after = _FULL.get(mark) or "".join(_FULL[c] for c in mark)
            yield Edit(start, end, after, "punctuation.full-width")
            done = end
            continue
        after_hanzi = done
        while start > done and not _ENDS_RUN.match(content, start - 1):
            start -= 1
        match = _ENDS_RUN.search(content, end)
        done = match.start() if match else len(content)
        left = Anchor.WIDE if 0 < start == after_hanzi else _anchor_before(content, start)
        marks = content[start:done]
        point = "." in marks and _may_end(content, start + marks.index("."))
        run = _Run(left, marks, _anchor_after(content, done), lines.has_wide(start), point)
        rewrite = _rewritten if len(marks) <= _REMEMBERED else _rewritten.__wrapped__
        for low, high, after, rule in rewrite(run):
            yield Edit(start + low, start + high, after, rule)


class _Lines:
    """Whether the line of a place has a hanzi; asked in the order of the text, each line looked at once."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.end = -1
        self.wide = False

    def has_wide(self, place: int) -> bool:
        """Whether the line that holds *place* has a hanzi."""
        if place > self.end:
            start = self.content.rfind("\n", 0, place) + 1
            end = self.content.find("\n", place)
            self.end = len(self.content) if end < 0 else end
            self.wide = _IS_WIDE.search(self.content, start, self.end) is not None
        return self.wide


def _anchor_before(content: str, start: int) -> Anchor:
    if start >= 2 and content.startswith("XX", start - 2):
        return Anchor.WIDE
    return _kind(content[start - 1]) if start else Anchor.NONE


def _anchor_after(content: str, end: int) -> Anchor:
    if content.startswith("XX", end):
        return Anchor.WIDE
    return _kind(content[end]) if end < len(content) else Anchor.NONE


def _kind(character: str) -> Anchor:
    if character == "\n":
        return Anchor.NONE
    if _IS_WIDE.match(character):
        return Anchor.WIDE
    return Anchor.DIGIT if character in "0123456789" else Anchor.LATIN


def _may_end(content: str, at: int) -> bool:
    """Whether a point may end a sentence: it follows no heading's number (一.加强) and parts no foreign name."""
    before = content[max(0, at - 40) : at]
    if numeral := _NUMERAL.search(before):
        lead = before[: numeral.start()].rstrip(" \t\u3000")
        return lead != "" and lead[-1] not in _STARTS
    if _BRACKETED.search(before):
        return False
    return not (content[at - 1 : at] in _SYLLABLES and content[at + 1 : at + 2] in _SYLLABLES)


@lru_cache(maxsize=4096)
def _rewritten(run: _Run) -> tuple[Edit, ...]:
    """What changes in a run, in its own coordinates."""
    edits = []
    last = ""  # what the mark before reads now, for what it read before must not matter
    for match in _TOKEN.finditer(run.marks):
        token = match[0]
        if token[0] in ".。、…" and (len(token) > 1 or token == "…"):
            after, rule = _ellipsis(run, token), "punctuation.ellipsis"
        elif len(token) > 1:
            after, rule = _dash(run, token, last), "punctuation.dash"
        elif token == ".":
            after, rule = _point(run, match.start(), last), "punctuation.full-stop"
        else:
            after, rule = _mark(run, token, match.end(), last), "punctuation.full-width"
        last = after[-1]
        if after != token:
            edits.append(Edit(match.start(), match.end(), after, rule))
    return tuple(edits)


def _mark(run: _Run, mark: str, end: int, last: str) -> str:
    """A , : ; ! or ? is full-width beside a hanzi, at a Chinese line's end, and after a Chinese mark or a unit."""
    if mark not in _FULL or (mark == ":" and run.marks[end : end + 1] in ("/", "\\")):
        return mark
    after_wide = run.chinese and last != "" and (not last.isascii() or last == "%")
    return _FULL[mark] if run.beside_wide or run.ends_line or after_wide else mark


def _point(run: _Run, at: int, last: str) -> str:
    """A point is 。 after a hanzi, a closing mark or a unit, if a hanzi or nothing follows and no row of dots."""
    ends = last in _CLOSES if at else run.left is Anchor.WIDE
    ends = ends and not run.marks.startswith(("。", "…"), at + 1)
    follows = run.right is Anchor.WIDE or run.ends_line
    return "。" if run.point and ends and follows and run.chinese else "."


def _ellipsis(run: _Run, dots: str) -> str:
    """Three to six dots or stops are ……, and so are one … or three; a longer row leads to a page number."""
    fits = len(dots) in (1, 3) if dots[0] == "…" else 3 <= len(dots) <= 6
    leads = dots[0] == "." and run.right is Anchor.DIGIT
    return "……" if fits and not leads and (run.beside_wide or run.ends_line) else dots


def _dash(run: _Run, dashes: str, last: str) -> str:
    """Two to four hyphens or short dashes before a hanzi are ——, if Latin and digits have no part in it."""
    fits = len(dashes) <= 4 and run.right is Anchor.WIDE and run.left in (Anchor.WIDE, Anchor.NONE)
    return "——" if fits and last != "!" and "|" not in run.marks else dashes
