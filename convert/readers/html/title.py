"""A page's title: the line near the text that the page's own names for it fit best."""

import re
from collections.abc import Sequence

from lxml import etree

from convert.readers.html.lines import PageLine

_REACH = 40  # lines before the text in which its title may stand
_DEPTH = 12  # lines of the text among which it may stand
_MOST_LINES = 4
_LONGEST = 120
_ALIKE = 0.5
_SITE = re.compile(r"\s{0,3}(?:[_|—]|--| - |-(?=[^-]{2,20}$)){1,3}\s{0,3}")


def letters(text: str) -> str:
    """The letters and digits of a text, by which two of them are compared."""
    return "".join(filter(str.isalnum, text))


def choose(page: str, said: str, lines: Sequence[PageLine], start: int) -> tuple[str, int, int]:
    """The title, and the lines that hold it: first and one past the last, equal where no line does.

    *page* is the <title>, which often names the site too; *said* what meta elements or the table of 索引号 call it;
    *start* is where the text begins, near which the title stands.
    """
    wanted = letters(said)
    whole = letters(page)
    best: tuple[float, str, int, int] = (0.0, "", 0, 0)
    for first in range(max(0, start - _REACH), min(len(lines), start + _DEPTH)):
        for last in range(first + 1, min(first + _MOST_LINES, len(lines)) + 1):
            text = "".join(line.text for line in lines[first:last])
            score = _likeness(letters(text), wanted, whole) + 0.1 * (_is_head(lines[first].element))
            if len(text) > _LONGEST:
                break
            if score > best[0] + 0.001 * (last - first > 1):
                best = (score, text, first, last)
    if best[0] >= _ALIKE:
        return best[1:]
    return said or strip_site(page), start, start


def _is_head(element: etree._Element) -> bool:
    return element.tag in {"h1", "h2", "h3"}


def _likeness(text: str, wanted: str, whole: str) -> float:
    """How well a line fits what the page calls its text: 1 for equal to *wanted*, less for a part of the <title>."""
    if len(text) < 4:
        return 0.0
    if text == wanted:
        return 1.0
    if whole and text in whole:
        return 0.4 + 0.5 * len(text) / len(whole) + 0.1 * whole.startswith(text)
    if wanted and (text in wanted or wanted in text):
        return 0.9 * min(len(text), len(wanted)) / max(len(text), len(wanted))
    return 0.0


def strip_site(page: str) -> str:
    """A <title> without the names of the site and its sections."""
    parts = [part for part in _SITE.split(page) if part]
    return parts[0] if parts and len(parts[0]) >= 4 else page
