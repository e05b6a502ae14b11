"""The numerals that open a line, as 一、 （一） 1. （1） 第一章: their kind, their value, and where the text begins."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from convert.hanzi import HAN, NUMERALS, parse_numeral
from convert.memo import remembering
from convert.patterns import pattern


class Kind(Enum):
    """A kind of numeral; the value is the level of the headings that it opens (7.3.3), 0 where it opens none."""

    CHAPTER = "章", 1
    PART = "部分", 1
    SECTION = "节", 2
    HAN = "一、", 1
    HAN_IN_BRACKETS = "（一）", 2
    ARABIC = "1.", 3
    ARABIC_IN_BRACKETS = "（1）", 4
    CIRCLED = "①", 4
    ARTICLE = "条", 0
    DECIMAL = "1.1", 0  # its level is the count of its numbers

    def __init__(self, _sign: str, level: int) -> None:
        self.level = level


class Numeral(NamedTuple):
    """What a line opens with: the kind, the value, and the place where the text after it begins."""

    kind: Kind
    value: int
    end: int


_OPENERS = frozenset(NUMERALS + "0123456789（(第㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩") | {chr(c) for c in range(0x2460, 0x249C)}
_N = f"[{NUMERALS}]{{1,5}}"
_PATTERN = pattern(
    f"第(?P<ordinal>{_N}|[0-9]{{1,3}})(?P<unit>章|编|篇|节|条|部分|个问题)"
    f"|(?P<han>{_N})[、.．]"
    f"|[（(](?P<bracketed>{_N})[)）]、?"
    "|(?P<one>[㈠-㈩])、?"
    # 1.5亿元 is a number; 1.2025年 is a numeral and a year.
    "|(?P<arabic>[0-9]{1,2})(?:[.．](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|、)"
    "|[（(](?P<figure>[0-9]{1,2})[)）]"
    "|(?P<bracketed_figure>[⑴-⒇])"
    "|(?P<dotted_figure>[⒈-⒛])"
    "|(?P<circled>[①-⑳])[、.．]?"
    # 三　工作任务; not a line that is spread out: 十 五 规 划
    f"|(?P<spaced>[一二三四五六七八九十]{{1,3}})(?=[ \u3000]{{1,4}}[{HAN}]{{2}}|$)"
)  # fmt: skip
_value = lru_cache(parse_numeral)
_UNITS = {"章": Kind.CHAPTER, "编": Kind.CHAPTER, "篇": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE}
_DIGITS = {
    "han": Kind.HAN,
    "spaced": Kind.HAN,
    "bracketed": Kind.HAN_IN_BRACKETS,
    "arabic": Kind.ARABIC,
    "figure": Kind.ARABIC_IN_BRACKETS,
}
_SIGNS = {
    "one": (Kind.HAN_IN_BRACKETS, "㈠"),
    "dotted_figure": (Kind.ARABIC, "⒈"),
    "bracketed_figure": (Kind.ARABIC_IN_BRACKETS, "⑴"),
    "circled": (Kind.CIRCLED, "①"),
}
"""Numerals that are one character: their kind, and the first of them."""
_LISTED = pattern(f"({_N}|[0-9]{{1,3}})(?:[、.．]|[—～~至-]|产业|线|类|级|层|期|楼|号|季度|月|是|孩)")
"""What follows the first numeral of a list of numbers, as in 一、二、三产业 or 3、4号楼."""


def numeral(text: str) -> Numeral | None:
    """The numeral that *text* opens with, if it opens with one."""
    if not text or text[0] not in _OPENERS:
        return None
    return _numeral(text)


@remembering(200)
def _numeral(text: str) -> Numeral | None:
    match = _PATTERN.match(text)
    if match is None:
        return None
    kind, value = _read(match)
    end = match.end()
    if kind in (Kind.HAN, Kind.ARABIC) and _is_list_of_numbers(text, end, value):
        return None
    while end < len(text) and text[end] in " \u3000":
        end += 1
    return Numeral(kind, value, end)


def _read(match: re.Match[str]) -> tuple[Kind, int]:
    name = match.lastgroup or ""
    sign = match[name]
    if name in _SIGNS:
        kind, first = _SIGNS[name]
        return kind, ord(sign) - ord(first) + 1
    digits = match["ordinal"] if name == "unit" else sign
    value = int(digits) if digits.isascii() else _value(digits) or 0
    return (_UNITS.get(sign, Kind.PART) if name == "unit" else _DIGITS[name]), value


def _is_list_of_numbers(text: str, end: int, value: int) -> bool:
    """Whether the numeral is only the first of several numbers: the next one follows it at once."""
    match = _LISTED.match(text, end)
    if match is None:
        return False
    number = int(match[1]) if match[1].isascii() else _value(match[1]) or 0
    return text[end - 1] == "、" and (number == value + 1 or text[match.end() - 1] == "、")
