"""Where the text of a page stands in the page as it was saved: line by line, past tags, entities and spaces."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate

from convert.ledger import Source
from convert.patterns import pattern

_NOT_TEXT = pattern(
    r"(?P<unseen><(?:!--|(?:script|style|title|textarea)\b))"
    r"|</?[a-z!?][^<>]*>|&(?:#x?)?[0-9a-z]{1,31};?|[ \t\n\r\f]+|\|",
    re.IGNORECASE,
)
"""What a page has between the characters of its text; | is left out as it parts the cells of a row."""
_BETWEEN = pattern(r"[ \t\n\r\f]+|\\?\|")
"""The same in the text that was taken out of it."""
_ENDS = {
    "!--": "-->",
    "script": r"</script\b",
    "style": r"</style\b",
    "title": r"</title\b",
    "textarea": r"</textarea\b",
}
_CLOSED_BY = {name: pattern(end, re.IGNORECASE) for name, end in _ENDS.items()}
"""What ends an element that holds no text of the page, and a comment."""
_PIECE = pattern(r"[^|,;，。；]+[,;，。；]?")
"""What is looked for where a whole line is not to be found: cells, clauses."""
_NUMBER = pattern(r"[0-9]{1,6}\.")
"""What a list shows and its page does not say."""
_REACH = 500
"""How many characters are searched for each of a line's: a short one that is far away is another."""


class _Letters:
    """A text without what stands between its letters, and where each of them is in it."""

    def __init__(self, pieces: Iterator[tuple[int, int, str]]) -> None:
        spans = list(pieces)
        self.text = "".join(letters for _, _, letters in spans)
        self._spans = spans
        self._first = [0, *accumulate(len(letters) for _, _, letters in spans)][: len(spans)]
        self._starts = [start for start, _, _ in spans]

    def span_of(self, letter: int) -> tuple[int, int]:
        """Where a letter begins and ends in the whole text; an entity is one letter or two, and goes together."""
        at = bisect_right(self._first, letter) - 1
        start, end, letters = self._spans[at]
        if end - start != len(letters):
            return start, end
        return start + letter - self._first[at], start + letter - self._first[at] + 1

    def start_of(self, letter: int) -> int:
        """Where a letter begins in the whole text."""
        return self.span_of(letter)[0]

    def end_of(self, letter: int) -> int:
        """Where it ends there."""
        return self.span_of(letter)[1]

    def before(self, offset: int) -> int:
        """How many letters begin before a place of the whole text."""
        at = bisect_right(self._starts, offset) - 1
        return self._first[at] + min(offset - self._starts[at], len(self._spans[at][2])) if at >= 0 else 0


class Places:
    """The way from a place in a page's text to the one in the page."""

    def __init__(self, source: Source) -> None:
        self.source, self.saved = source, source.as_saved
        self._text, self._page = _Letters(_text_pieces(source.text)), _Letters(_page_pieces(source.page))
        self._found = list(self._search())
        self._firsts = [first for first, _, _ in self._found]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the page that text[start:end] was taken from; a whole line of it where that is unknown."""
        first, last = self._text.before(start), self._text.before(end)
        if first == last:
            return self._gap(start, end, first)
        low = self._letter(first)
        if low is None:
            return self._line(start)
        if last == first + 1:  # as mostly
            return self._page.span_of(low)
        high = self._letter(last - 1)
        return self._page.start_of(low), self._page.end_of(low if high is None else max(low, high))

    def _gap(self, start: int, end: int, following: int) -> tuple[int, int]:
        """What stands in the page between two letters."""
        before, after = self._letter(following - 1), self._letter(following)
        if before is None:
            return self._line(start)
        low = self._page.end_of(before)
        return low, self._page.start_of(after) if after == before + 1 and start < end else low

    def _letter(self, letter: int) -> int | None:
        """The letter of the page that a letter of the text is."""
        at = bisect_right(self._firsts, letter) - 1
        if at < 0:
            return None
        first, there, count = self._found[at]
        return there + letter - first if letter < first + count else None

    def _search(self) -> Iterator[tuple[int, int, int]]:
        """Each stretch of the text that is found: its first letter, that of the page, how many letters."""
        cursor = start = 0
        for number, line in enumerate(self.source.text.split("\n")):
            if number == 1 and self.source.title:
                cursor = 0  # the title comes first in the text wherever it stands in the page
            cursor = max(cursor, self._page.before(self._line_start(number)))
            for found in self._pieces(start, start + len(line), cursor):
                cursor = found[1] + found[2]
                yield found
            start += len(line) + 1

    def _pieces(self, start: int, end: int, cursor: int) -> Iterator[tuple[int, int, int]]:
        """A line of the text in one piece, without the number that a list gave it, or in several."""
        number = _NUMBER.match(self.source.text, start, end)
        for begin in (start, *([number.end()] if number else [])):
            if found := self._find(begin, end, cursor):
                yield found
                return
        for piece in _PIECE.finditer(self.source.text, start, end):
            if found := self._find(*piece.span(), cursor):
                cursor = found[1] + found[2]
                yield found

    def _find(self, start: int, end: int, cursor: int) -> tuple[int, int, int] | None:
        """Where the letters of text[start:end] come next in the page."""
        first, last = self._text.before(start), self._text.before(end)
        count = last - first
        at = self._page.text.find(self._text.text[first:last], cursor, cursor + _REACH * count) if count else -1
        return (first, at, count) if at >= 0 else None

    def _line_start(self, number: int) -> int:
        """Where the line of the page begins in which the element of a line of the text does."""
        lines, starts = self.source.page_lines, self.saved.line_starts
        return starts[min(lines[number], len(starts)) - 1] if number < len(lines) and lines[number] else 0

    def _line(self, offset: int) -> tuple[int, int]:
        """That line without its indent."""
        begin = self._line_start(self.source.place(offset)[0] - 1)
        end = self.source.page.find("\n", begin)
        line = self.source.page[begin : end if end >= 0 else None]
        return begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())


def _text_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for gap in _BETWEEN.finditer(text):
        if at < gap.start():
            yield at, gap.start(), text[at : gap.start()]
        at = gap.end()
    if at < len(text):
        yield at, len(text), text[at:]


def _page_pieces(page: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    while found := _NOT_TEXT.search(page, at):
        start, end = found.span()
        if at < start:
            yield at, start, page[at:start]
        if found["unseen"]:
            closed = _CLOSED_BY[found["unseen"][1:].lower()].search(page, end)
            end = closed.end() if closed else len(page)
        elif page[start] == "&" and (letters := unescape(found[0])):
            yield start, end, letters
        at = end
    if at < len(page):
        yield at, len(page), page[at:]
