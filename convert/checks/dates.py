"""Dates: days that no calendar has, other circles for 〇, the form of 成文日期, years of two digits, wrong weekdays."""

import datetime
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Paragraph, Role
from convert.hanzi import parse_numeral
from convert.patterns import pattern

_DATE = pattern("(?<![0-9])(?P<year>[12][0-9]{3})年(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?")
_MONTH = pattern("(?<![0-9年])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_CIRCLE = pattern("[一二][○零OＯ0〇九八一二三四五六七]{3}年")
_OTHER_ZERO = pattern("[○OＯ零0]")
_MIXED = pattern("[一二][〇○零九][0-9]{2}年|(?:19|20)[一二三四五六七八九〇○]{2}年")
_HAN_DATE = pattern(
    "([一二][〇○零九一二三四五六七八OＯ0]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ZEROS = pattern("((?:19|20)[0-9]{2})年(0?[0-9]{1,2})月(0?[0-9]{1,2})日")
_YEAR_SIGN = pattern("年")
_SHORT_SIGN = pattern("年(?<=[0-9][0-9]年)")
_MONTH_SIGN = pattern("月(?<=[0-9]月)")
_WEEKDAY_SIGN = pattern("日(?=（?(?:星期|周|礼拜))")
_SHORT = pattern(
    "(?:[’'‘][0-9]{2}年|(?<![0-9.第〔（\\-—～~到约近超过满逾共计前后])[0-9]{2}年"
    "(?=[0-9]{1,2}月|度(?!过)|底|上半年|下半年|全年|同期|高考))"
)
_WEEKDAY = pattern(
    "(?<![0-9])((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日（?"
    "(?:(?:星期|礼拜)([一二三四五六日天])|周([一二三四五六日])(?![一-鿿]))"
)
IN_FORCE = [2012, 7, 1]
"""The day from which GB/T 9704-2012 holds; before it a date of issue was written in Han numerals, with ○ for 零."""
_WEEK = "一二三四五六日"


def forms(paper: Paper) -> Iterator[Finding]:
    """A year with another circle for 〇, half in Han numerals, or a 成文日期 that is not in Arabic ones."""
    issued = {block.text for block in _issued(paper)}
    for match in paper.around(_YEAR_SIGN, _CIRCLE, 4, 0):
        end = paper.prose.find("\n", match.start())
        after = _OTHER_ZERO.sub("〇", match[0])
        if after != match[0] and paper.prose[match.start() : end if end >= 0 else None] not in issued:
            edit = (match.start(), match.end(), after)
            yield paper.finding("DC304", *match.span(), edit, before=match[0], after=after)
    for match in paper.around(_YEAR_SIGN, _MIXED, 4, 0):
        yield paper.finding("DC304", *match.span(), before=match[0], after=_arabic(match[0]))
    for block in _issued(paper):
        yield from _issue_date(paper, block)


def impossible(paper: Paper) -> Iterator[Finding]:
    """A day that no calendar has."""
    for written in (_DATE, _MONTH):
        for match in paper.around(_MONTH_SIGN, written, 7, 3):
            known = match.groupdict()
            year, month, day = int(known.get("year") or 2000), int(known["month"]), int(known["day"] or 1)
            try:
                datetime.date(year, month, day)
            except ValueError:
                yield paper.finding("DC313", *match.span())


def _issued(paper: Paper) -> list[Paragraph]:
    return [b for b in paper.document.blocks if isinstance(b, Paragraph) and b.role is Role.ISSUED_ON]


def _issue_date(paper: Paper, block: Paragraph) -> Iterator[Finding]:
    """成文日期 in Arabic numerals, the month and day without leading zeros, as the edition of its day has it."""
    text = block.text
    if match := _HAN_DATE.fullmatch(text):
        numbers = [parse_numeral(_OTHER_ZERO.sub("〇", part)) or 0 for part in match.groups()]
    elif match := _ZEROS.fullmatch(text):
        numbers = [int(part) for part in match.groups()]
    else:
        return
    after = "{}年{}月{}日".format(*numbers)
    if not text[0].isascii() and numbers < IN_FORCE:
        return
    if after != text and block.lines:
        yield paper.in_line("DC304", block.lines.first, text, after)


def _arabic(text: str) -> str:
    return "".join(str(parse_numeral(c)) if not c.isascii() and c != "年" else c for c in text)


def short_years(paper: Paper) -> Iterator[Finding]:
    """Years of two digits: 24年底, ’25年."""
    for match in paper.around(_SHORT_SIGN, _SHORT, 3, 4):
        yield paper.finding("DC305", *match.span())


def weekdays(paper: Paper) -> Iterator[Finding]:
    """A weekday that the date beside it does not fall on."""
    for match in paper.around(_WEEKDAY_SIGN, _WEEKDAY, 10, 6):
        try:
            day = datetime.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        right, said = _WEEK[day.weekday()], (match[4] or match[5]).replace("天", "日")
        if right != said:
            yield paper.finding("DC314", *match.span(), expected=f"星期{right}")
