"""The line breaker: where a paragraph's lines begin, from the advances of its very characters (5.2.3, 禁则)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from convert.hanzi import CHANGE_OF_SCRIPT
from convert.patterns import pattern


class Engine(NamedTuple):
    """What engines differ in when they lay out the same text."""

    gap: float = 0.25
    """Between a hanzi and a Latin letter or digit, in em."""
    hanging: bool = False
    """Whether ，。、 may stand outside the 版心 at a line's end."""
    whole: bool = True
    """Whether numbers with their unit and short 《…》 are kept on one line."""
    tracked_portions: bool = True
    """Whether the last character before a change of script is tracked like the others."""
    glued: str = ""
    """Marks after which no line begins with a Latin letter or digit."""


WORD = Engine()
LIBREOFFICE = Engine(gap=0.2, whole=False, tracked_portions=False, glued="，。、）〕》〉】」』］｝”’%‰")
"""As measured in LibreOffice 7.4."""

# 禁则: what no line begins with, what no line ends with (GB/T 15834; the lists are Word's and LibreOffice's own).
NOT_AT_START = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
NOT_AT_END = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
HANGING = "，。、"

_UNITS = (
    "年度|年代|年|月份|月|日|时|分钟|分|秒|点|岁|周年|周|天|小时|世纪|"
    "号楼|号|届|期|批|类|级|项|条|款|章|节|页|次|个|名|位|人次|人|户|家|件|份|所|座|台|辆|套|艘|栋|间|只|支|头|"
    "元|美元|欧元|角|倍|度|成|"
    "平方公里|平方米|立方米|公里|公顷|公斤|公分|亩|千米|厘米|毫米|米|吨|千克|克|升|千瓦时|千瓦|兆瓦|"
    "个百分点|百分点|%|‰|％|℃"
)
_NOT_BEFORE = pattern(f"[{re.escape(NOT_AT_START)} \u3000\u0300-\u036f\u200d\ufe00-\ufe0f]")
_NOT_AFTER = pattern(f"[{re.escape(NOT_AT_END)}]")
_WORD = pattern("[!-~\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]{2,}")
_PAIR = pattern("—{2,6}|…{2,6}|⸺{2,6}")
_LONG = 24
"""Characters from which a Latin word, a URL mostly, is broken after its own marks."""
_URL_MARK = pattern("[/?&=#_.,;:@-](?![/?&=#_.,;:@-])")
_WHOLE = (
    # What is kept on one line, and how many em that line may be short by for it.
    (pattern(f"第?[0-9]{{1,12}}(?:[.,:∶][0-9]{{1,9}}){{0,4}}[余多]?[十百千万亿]{{0,3}}(?:{_UNITS})?"), 6.0),
    (pattern("《[^《》]{1,8}》"), 4.0),
)
_SCRIPTS = pattern("(?<=[!-~])(?=[^ -~])|(?<=[^ -~])(?=[!-~])")


def break_lines(
    text: str,
    advances: Sequence[float],
    measure: float,
    *,
    size: float,
    tracking: float = 0.0,
    indents: tuple[float, float] = (0.0, 0.0),
    engine: Engine = WORD,
) -> list[int]:
    """The offsets at which the second and every later line of *text* begins.

    *advances* are without tracking; they, the *measure*, *size*, *tracking* and the *indents* of the first and of
    the other lines are in points.
    """
    if not text:
        return []
    places = _Places(text, advances, size, tracking, engine)
    breaks: list[int] = []
    start, indent = 0, indents[0]
    while True:
        end = places.line_end(start, measure - indent)
        if end >= len(text):
            return breaks
        breaks.append(end)
        start, indent = end, indents[1]


def line_width(text: str, advances: Sequence[float], *, size: float, tracking: float, gap: float) -> float:
    """The width of a line from its first character's left edge to its last one's right edge, in points."""
    gaps = sum(1 for _ in CHANGE_OF_SCRIPT.finditer(text))
    return sum(advances) + tracking * max(0, len(text) - 1) + gap * size * gaps


class _Places:
    """Where in one text lines may begin, and how far each place is from its beginning."""

    def __init__(self, text: str, advances: Sequence[float], size: float, tracking: float, engine: Engine) -> None:
        self.text, self.size, self.tracking, self.engine = text, size, tracking, engine
        widths = [advance + tracking for advance in advances]
        self.gaps = {match.start(): engine.gap * size for match in CHANGE_OF_SCRIPT.finditer(text)}
        for at, gap in self.gaps.items():
            widths[at - 1] += gap
        if not engine.tracked_portions:
            for match in _SCRIPTS.finditer(text):
                widths[match.start() - 1] -= tracking
        self.edges = list(accumulate(widths, initial=0.0))
        self.allowed = _allowed(text, engine)
        self.whole = _wholes(text) if engine.whole else {}

    def line_end(self, start: int, room: float) -> int:
        """Where the line that begins at *start* ends, with *room* points for it."""
        text, edges = self.text, self.edges
        reach = edges[start] + room + self.tracking
        end = self._fitting(start, reach)
        while end < len(text) and text[end] == " ":
            end += 1
        if end >= len(text):
            return len(text)
        if self._hangs(start, end):
            return end + 1
        found = self._allowed_before(start, end)
        if found == start:
            return self._emergency(start, end)
        return self._keep_whole(start, found, room)

    def _fitting(self, start: int, reach: float) -> int:
        """The first character that would end to the right of *reach*."""
        end = bisect_right(self.edges, reach + 1e-6, start + 1) - 1
        # A gap at the line's end takes no room.
        following = end + 1
        if following in self.gaps and self.edges[following] - self.gaps[following] <= reach + 1e-6:
            end = following
        return max(end, start + 1)

    def _hangs(self, start: int, end: int) -> bool:
        text = self.text
        if not self.engine.hanging or text[end] not in HANGING or end - start < 2:
            return False
        return end + 1 >= len(text) or bool(self.allowed[end + 1])

    def _allowed_before(self, start: int, end: int) -> int:
        """The last place up to *end* where a line may begin; *start* where there is none."""
        while end > start and not self.allowed[end]:
            end -= 1
        return end

    def _emergency(self, start: int, end: int) -> int:
        """Where to break what has no place for it: after a mark of its own, else where the line is full."""
        last = start
        for match in _URL_MARK.finditer(self.text, start, end):
            last = match.end()
        return last if last > start else end

    def _keep_whole(self, start: int, end: int, room: float) -> int:
        """*end*, or the beginning of what must not be split there."""
        while end in self.whole:
            first, limit = self.whole[end]
            place = self._allowed_before(start, first)
            short = room - (self.edges[place] - self.edges[start])
            if place == start or short > limit * self.size:
                return end
            end = place
        return end


def _allowed(text: str, engine: Engine) -> bytearray:
    """For every offset whether a line may begin there."""
    allowed = bytearray(b"\1") * (len(text) + 1)
    for match in _NOT_BEFORE.finditer(text):
        allowed[match.start()] = 0
    for match in _NOT_AFTER.finditer(text):
        allowed[match.end()] = 0
    for match in _PAIR.finditer(text):
        _close(allowed, match.start(), match.end())
    for match in _WORD.finditer(text):
        _close(allowed, match.start(), match.end())
        if match.end() - match.start() >= _LONG:
            for mark in _URL_MARK.finditer(text, match.start(), match.end() - 1):
                allowed[mark.end()] = 1
    if engine.glued:
        for match in re.finditer(f"[{re.escape(engine.glued)}](?=[0-9A-Za-z])", text):
            allowed[match.end()] = 0
    return allowed


def _close(allowed: bytearray, start: int, end: int) -> None:
    """Let no line begin inside a stretch."""
    allowed[start + 1 : end] = bytes(end - start - 1)


def _wholes(text: str) -> dict[int, tuple[int, float]]:
    """For every offset inside something kept on one line, where that begins and the slack allowed for it."""
    inside: dict[int, tuple[int, float]] = {}
    for whole, limit in reversed(_WHOLE):
        for match in whole.finditer(text):
            for at in range(match.start() + 1, match.end()):
                inside[at] = (match.start(), limit)
    return inside
