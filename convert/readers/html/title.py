"""A page's title: the line near the text that the page's own names for it fit best."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from convert.hanzi import letters
from convert.patterns import pattern
from convert.readers.html.lines import NUMBERED, PageLine, prose
from convert.readers.html.shapes import LETTERHEAD, is_about

_REACH = 40  # lines before the text in which its title may stand
_DEPTH = 12  # lines of the text among which it may stand
_NEAR = 10  # lines around the beginning of the text in which a heading is its title, whatever the page is called
_MOST_LINES = 4
_SHORTEST, _LONGEST = 6, 120
_ALIKE = 0.5
_LINKED = 0.5
_SECTION = 15  # characters of the longest name of a site or a section
_SITE = pattern("[ \xa0\u3000]{0,3}(?:[_|—–]{1,3}|-{1,3}|>>?|::)[ \xa0\u3000]{0,3}")
_TITLED = pattern(r"title|biaoti|\b(?:tit|bt)\b|headline|topic", re.IGNORECASE)


class Title(NamedTuple):
    """A title, and which lines hold it: the first and one past the last, equal where none does."""

    text: str
    first: int
    last: int


def choose(page: str, said: str, lines: Sequence[PageLine], start: int) -> Title:
    """The title of the text that begins at line *start*.

    *page* is the <title>, which often names the site too; *said* what meta elements or the table of 索引号 call it.
    """
    wanted, whole = letters(said), letters(page)
    best, best_score = None, 0.0
    for candidate in _candidates(lines, start):
        score = _likeness(letters(candidate.text), wanted, whole)
        score += 0.1 * _is_heading(lines[candidate.first].element) - 0.01 * (candidate.last - candidate.first)
        if score >= best_score:  # of equals the one nearest the text
            best, best_score = candidate, score
    if best and best_score >= _ALIKE:
        return best
    if len(wanted) >= _SHORTEST:
        return Title(said, start, start)
    return _heading(lines, start) or Title(strip_site(page), start, start)


def strip_site(page: str) -> str:
    """A <title> without the names of sections and site behind it."""
    ends = [found.span() for found in _SITE.finditer(page)]
    following = len(page)
    for start, end in reversed(ends):
        if following - end > _SECTION or start < _SHORTEST:
            break
        page, following = page[:start], start
    return page


def _candidates(lines: Sequence[PageLine], start: int) -> Iterator[Title]:
    """One line or a few on end that are no links, near the beginning of the text."""
    for first in range(max(0, start - _REACH), min(len(lines), start + _DEPTH)):
        text = ""
        for at in range(first, min(first + _MOST_LINES, len(lines))):
            if lines[at].cells or lines[at].link_share > _LINKED:
                break
            text += lines[at].text
            if len(text) > _LONGEST:
                break
            if len(text) >= _SHORTEST:
                yield Title(text, first, at + 1)
        if first >= start and prose(lines[first]):
            return  # what stands below a paragraph is no title


def _likeness(text: str, wanted: str, whole: str) -> float:
    """How well a line fits what the page calls its text: 1 for equal to *wanted*, less for a part of the <title>."""
    if len(text) < _SHORTEST:
        return 0.0
    if text in (wanted, whole):
        return 1.0
    if whole and text in whole:
        return 0.4 + 0.4 * len(text) / len(whole) + 0.1 * whole.startswith(text)
    if wanted and (text in wanted or wanted in text):
        return 0.9 * min(len(text), len(wanted)) / max(len(text), len(wanted))
    return 0.0


def _heading(lines: Sequence[PageLine], start: int) -> Title | None:
    """The heading that stands nearest the beginning of the text, before any of its lines."""
    for at in _places(lines, start):
        line = lines[at]
        fits = _SHORTEST <= len(line.text) <= _LONGEST and line.link_share <= _LINKED and line.text[-1] not in "。：:；"
        if fits and _is_heading(line.element) and not NUMBERED.match(line.text):
            return Title(line.text, at, at + 1)
    return None


def _places(lines: Sequence[PageLine], start: int) -> Iterator[int]:
    """Where a heading may stand: down from *start* below nothing but 版头 and lines about the page, then up from it."""
    for at in range(start, min(len(lines), start + _NEAR)):
        yield at
        if not is_about(lines[at].text) and not LETTERHEAD.search(lines[at].text):
            break
    yield from range(start - 1, max(-1, start - _NEAR), -1)


def _is_heading(element: etree._Element) -> bool:
    return element.tag in {"h1", "h2", "h3", "h4", "h5"} or _TITLED.search(element.get("class", "")) is not None
