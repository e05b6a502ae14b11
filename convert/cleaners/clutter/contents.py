"""The table of contents of a printed document: 目录, and the headings under it with the numbers of their pages."""

from collections.abc import Sequence

from convert import decimals
from convert.cleaners.clutter.zones import Drop, Line
from convert.hanzi import HAN, NUMERALS, letters
from convert.patterns import pattern

_LONGEST = 60
"""Characters of a heading and the dots after it; a longer line is text."""
_DOTS = pattern("[….·‥・．。_]{3,}|[ \t\u3000]{2,}")
_PAGE = pattern("[-–—(（]?[ ]?(?<![0-9件表图])([0-9]{1,3})[ ]?[-–—)）]?$")
_LONGEST_PAGE = 8
_NUMBERED = pattern(
    f"第[{NUMERALS}0-9]{{1,4}}|[{NUMERALS}]{{1,4}}[、.．]|[（(][{NUMERALS}]{{1,4}}[)）]"
    f"|[1-9][0-9]?[.．、0-9 \u3000{HAN}]|附[件录]"
)
_FEWEST = 2


def find(lines: Sequence[Line]) -> dict[int, Drop]:
    """The lines of such tables, by where they start."""
    drops: dict[int, Drop] = {}
    at = 0
    while at < len(lines):
        at += 1
        if decimals.CONTENTS.fullmatch(lines[at - 1].text.lstrip("# ")) is None:
            continue
        end = max(_paged(lines, at), _repeated(lines, at))
        if end - at >= _FEWEST:
            drops |= {line.start: Drop(line, "contents") for line in lines[at - 1 : end]}
            at = end
    return drops


def _paged(lines: Sequence[Line], first: int) -> int:
    """Where the entries with pages that do not fall end; the first line of a long one may have none."""
    end, last = first, 1
    for at in range(first, len(lines)):
        page = _page(lines[at].text)
        if page is not None and page >= last:
            end, last = at + 1, page
        elif page is not None or at > end or not _is_entry(lines[at].text):
            break
    return end


def _page(line: str) -> int | None:
    """The number of the page that an entry ends with."""
    match = _PAGE.search(line, max(0, len(line) - _LONGEST_PAGE))
    return int(match[1]) if match and _is_entry(line[: match.start()]) else None


def _repeated(lines: Sequence[Line], first: int) -> int:
    """Where the first entry stands again, as the heading of the text: most lines up to it have numbers."""
    wanted = letters(lines[first].text) if first < len(lines) else ""
    numbered = 0
    for at in range(first, len(lines)):
        line = lines[at].text
        if not _is_entry(line):
            break
        if at > first and letters(line) == wanted:
            return at if numbered * 2 > at - first else first
        numbered += _NUMBERED.match(line) is not None
    return first


def _is_entry(line: str) -> bool:
    """Whether a line, without its page, can be a heading."""
    heading = _DOTS.sub("", line[: 4 * _LONGEST]).rstrip()
    return 1 < len(heading) <= _LONGEST and heading[-1] not in "。；，：！" and not decimals.CONTENTS.fullmatch(heading)
