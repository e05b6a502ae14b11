"""Lines made of the words of menus and buttons, with numbers, days and signs between them."""

import re
from typing import NamedTuple

from convert.cleaners.clutter import words
from convert.cleaners.clutter.finding import Finding
from convert.hanzi import HAN, iso_date
from convert.patterns import pattern

STAMP = pattern(
    "[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    "|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?:[ ]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_CLOCKED = pattern("(?:[12][0-9]{3}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_MACHINE = pattern("[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}")
_NUMBER = pattern("[0-9][0-9,.]*(?:[万wWkK+])?[ ]?(?:[次条位个篇℃](?![\u4e00-\u9fff]{4}))?\\+?")
_COUNT = pattern("[(（][0-9]{1,6}条?[)）]")
LINK = pattern("(?:https?://|www\\.)[!-~]+")
_TOKEN = pattern(f"[{HAN}A-Za-z+]+")
_MENU = pattern("[|｜]|[ \u3000]{1,8}[-–—·/][ \u3000]{1,8}|[】\\]][ \u3000]*[【\\[]")
_STOPS = pattern("[。；！？]")
_MENU_SHARE, _ROW_SHARE = 0.7, 0.5
"""How much of a menu may be words that are not in the list: with bars between its entries, with spaces only."""
_LONGEST_MENU = 160
_CERTAIN = 3
"""Words of menus in one line that make it one wherever it stands."""


class Cover(NamedTuple):
    """How far the words of menus and buttons account for the letters of a line."""

    missing: int
    whole: int
    tokens: int
    kind: str
    """Of the first word; "" if there is none."""


def cover(text: str) -> Cover:
    """Count the letters of *text* that such words account for."""
    known = words.load()
    bare = _NUMBER.sub(" ", STAMP.sub(" ", LINK.sub(" ", known.fold(text))))
    missing = filled = whole = tokens = 0
    kind = ""
    for token in _TOKEN.findall(bare.casefold()):
        lacking, first = known.uncovered(token)
        if lacking and words.built(token, known.morphemes) is not None:
            filled += lacking
            first = ""
        else:
            missing += lacking
        whole += len(token)
        tokens += 1
        if first and (not kind or kind == "channel"):
            kind = first
    return Cover(missing if kind else missing + filled, whole, tokens, kind)


def furniture(line: str) -> list[Finding]:
    """A line made of the words of menus and buttons, or mostly of them where it has a menu's shape."""
    if _STOPS.search(line) or len(line) > _LONGEST_MENU:
        return []
    covered = cover(line)
    if not covered.whole:
        return _signs(line)
    where = (
        _where(covered, _COUNT.search(line) is not None)
        if not covered.missing
        else "edge"
        if _is_menu(line, covered)
        else ""
    )
    return [Finding(covered.kind, where)] if covered.kind and where else []


def _where(covered: Cover, counted: bool) -> str:
    """Where a line counts that has nothing but such words; the name of a site's column may also be a title."""
    if covered.kind == "channel":
        return "channel" if covered.tokens == 1 and not counted else "edge"
    return "any" if covered.tokens >= _CERTAIN else "edge"


def _is_menu(line: str, covered: Cover) -> bool:
    """Whether a line has the shape of a menu, and enough words of one."""
    if "，" in line or "," in line:
        return False
    share = covered.missing / covered.whole
    barred = bool(_MENU.search(line)) and covered.tokens > 1 and share <= _MENU_SHARE
    return barred or (covered.tokens > 2 and covered.whole <= 8 * covered.tokens and share <= _ROW_SHARE)


def _signs(line: str) -> list[Finding]:
    """A line without a letter: the point of an empty menu entry, a bar, a day and an hour."""
    if _MACHINE.fullmatch(line.strip()) and (day := iso_date(line)):
        return [Finding("date-stamp", "head", (("dated", day),))]
    if _CLOCKED.fullmatch(line.strip()):
        return [Finding("date-stamp", "edge", (("dated", day),) if (day := iso_date(line)) else ())]
    bare = re.sub("[ \u3000\t]", "", line)
    if bare and len(bare) <= 3 and not any(c.isalnum() or c in "…—-=_#" for c in bare):
        return [Finding("navigation", "edge")]
    return []
