"""The numerals that open a line, as 一、 （一） 1. （1） 第一章: their kind, their value, and where the text begins."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from convert.hanzi import NUMERALS, parse_numeral
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
    ARTICLE = "条", 0

    @property
    def level(self) -> int:
        """The level of a heading with this numeral."""
        return self.value[1]


class Numeral(NamedTuple):
    """What a line opens with: the kind, the value, and the place where the text after it begins."""

    kind: Kind
    value: int
    end: int


_OPENERS = frozenset(NUMERALS + "0123456789（(第㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩") | {chr(c) for c in range(0x2474, 0x249C)}
_N = f"[{NUMERALS}]{{1,5}}"
_PATTERN = pattern(
    f"第(?P<ordinal>{_N}|[0-9]{{1,3}})(?P<unit>章|编|篇|节|条|部分|个问题)"
    f"|(?P<han>{_N})[、.．]"
    f"|[（(](?P<bracketed>{_N})[)）]、?"
    "|(?P<one>[㈠-㈩])、?"
    # 1.5亿元 is a number; 1.2025年 is a numeral and a year.
    "|(?P<arabic>[0-9]{1,2})(?:[.．](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|、)"
    "|[（(](?P<figure>[0-9]{1,2})[)）]"
    "|(?P<small>[⑴-⒛])"
)  # fmt: skip
_value = lru_cache(parse_numeral)
_UNITS = {"章": Kind.CHAPTER, "编": Kind.CHAPTER, "篇": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE}
_LISTED = pattern(f"({_N}|[0-9]{{1,3}})(?:[、.．]|[—～~至-]|产业|线|类|级|层|期|楼|号|季度|月|是|孩)")
"""What follows the first numeral of a list of numbers, as in 一、二、三产业 or 3、4号楼."""


def numeral(text: str) -> Numeral | None:
    """The numeral that *text* opens with, if it opens with one."""
    if not text or text[0] not in _OPENERS:
        return None
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
    name, digits = match.lastgroup, match[match.lastgroup or 0]
    if name == "unit":
        ordinal = match["ordinal"]
        value = int(ordinal) if ordinal.isascii() else _value(ordinal) or 0
        return _UNITS.get(digits, Kind.PART), value
    if name == "one":
        return Kind.HAN_IN_BRACKETS, ord(digits) - ord("㈠") + 1
    if name == "small":
        dotted = digits >= "⒈"
        return (Kind.ARABIC if dotted else Kind.ARABIC_IN_BRACKETS), ord(digits) - ord("⒈" if dotted else "⑴") + 1
    if name == "han":
        return Kind.HAN, _value(digits) or 0
    if name == "bracketed":
        return Kind.HAN_IN_BRACKETS, _value(digits) or 0
    return (Kind.ARABIC if name == "arabic" else Kind.ARABIC_IN_BRACKETS), int(digits)


def _is_list_of_numbers(text: str, end: int, value: int) -> bool:
    """Whether the numeral is only the first of several numbers: the next one follows it at once."""
    match = _LISTED.match(text, end)
    if match is None:
        return False
    number = int(match[1]) if match[1].isascii() else _value(match[1]) or 0
    return text[end - 1] == "、" and (number == value + 1 or text[match.end() - 1] == "、")
