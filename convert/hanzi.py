"""What the writing itself says: classes of characters, Han numerals, dates, display width."""

import unicodedata

from convert.patterns import pattern

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Hanzi as the inside of a character class; a pattern never says \\w where one may stand."""

WIDE = HAN + "\u2150-\u218f\u2460-\u24ff\u3040-\u30ff\u3105-\u312f\u3200-\u33ff"
"""Letters, numerals and units set a full em wide: hanzi, kana, Ⅳ ① ㈠ ㎡; as the inside of a class."""

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
"""Latin, Greek and Cyrillic letters, as the inside of a class."""

NUMERALS = "〇○零一二三四五六七八九十百"
"""What a Han numeral of a heading is made of."""

TRANSLITERATION = frozenset(
    "丁东丝丹丽乌乔亚什伊休伦佐佩克兰兹内凯切列利加努劳勃勒华博卡卢厄古史叶吉哈因图坎坦埃基塔塞士夏多夫夸奇奥妮姆威娃"
    "娅娜媞安宾密尔尼山巴布希帕席库康弗彭彼德思恩戈戴扎托扬拉提斯旺普曼朗朱朵杜杰林查根格桑梅森欧比汉汤沃沙法波泰洛海"
    "涅温特珊珍琳琴琼瑞瑟瓦登皮福科穆米索约纳维罗翰考耶肖肯胡舍艾芬苏若茨莉莎莫莱菲萨蒂蒙蕾西詹诺谢贝贡费贾赛赫辛达迈"
    "迪逊道里金门阿隆雅雷霍韦顿马魏鲁麦默黛"
)
"""Hanzi that write foreign names: between two of them a point (约翰.肯尼迪) ends no sentence."""

_DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100}
_PART = f"([0-9]{{1,2}}|[{NUMERALS}]{{1,3}})"
_DATE = pattern(
    "(?<![0-9])([12][0-9]{3}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})"
    f"|([12][0-9]{{3}}|[{NUMERALS}]{{4}})年{_PART}月{_PART}日"
)
"""2026-3-5, 2026.03.05 and 2026年3月5日 to its day; 二〇二六年三月五日 only whole."""
CHANGE_OF_SCRIPT = pattern(f"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{HAN}])")
"""Where a hanzi and a Latin letter or digit meet, which a page sets a gap between."""

_IS_HAN = pattern(f"[{HAN}]")


def is_han(character: str) -> bool:
    """Whether *character* is a hanzi (〇 included)."""
    return _IS_HAN.match(character) is not None


def parse_numeral(text: str) -> int | None:
    """The value of a Han numeral below 1000, as 二十一 or 二〇; None if *text* is none."""
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def iso_date(text: str) -> str:
    """The first date in *text* that can be one, in figures or Han numerals, as ISO 8601; "" if there is none."""
    for match in _DATE.finditer(text.replace("Ｏ", "〇")):
        parts = filter(None, match.groups())
        year, month, day = (int(part) if part.isascii() else parse_numeral(part) or 0 for part in parts)
        if year and 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return ""


def letters(text: str) -> str:
    """The letters and digits of a text, by which two of them are compared."""
    return "".join(filter(str.isalnum, text))


def display_width(text: str) -> int:
    """How many columns of a terminal *text* takes: two for a hanzi or a full-width mark."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
