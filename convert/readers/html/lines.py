"""A page's tree to lines: every paragraph one line, every row of a table one line between pipes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from convert.patterns import pattern
from convert.readers.html.tables import UNSEEN, Grid, grid

_BLOCKS = """
    address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
"""The elements that end a line; everything else stands inside one."""

_HIDDEN = pattern(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_TYPED = pattern(r"white-space\s{0,3}:\s{0,3}(?:pre|break-spaces)", re.IGNORECASE)
_UNNUMBERED = pattern(r"list-style[a-z-]{0,12}\s{0,3}:[^;]{0,40}none", re.IGNORECASE)
NUMBERED = pattern(
    "[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、.．)）](?![0-9])|第[一二三四五六七八九十0-9]{1,4}[章节条项]|[①-⑳]"
)
"""How a line begins that has its number in its text."""

_BLANK = pattern("[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014"
_SOURCE_BREAK = pattern(f"(?<=[{_WIDE}])[ \t\r\f]{{0,40}}\n[ \t\n\r\f]{{0,200}}(?=[{_WIDE}])")
"""A line break in the page's source between two hanzi, which a browser shows as a space but nobody meant."""

SENTENCE = pattern("[，。；？！、]")
"""What stands in sentences."""

_PROSE = 20  # characters
_LONGEST_LINK = 300  # characters
_EDGES = " \t\n\r\f\xa0\u3000\u2002\u2003\ufeff\u200b"


@dataclass(slots=True)
class PageLine:
    """One line of a page as a reader sees it."""

    text: str
    element: etree._Element
    """The block that it stands in."""
    links: int = 0
    """How many of its characters are links."""
    cells: bool = False
    """Whether it is a row of a table."""
    indent: str = ""
    """The spaces before it in text that is set as it was typed."""

    @property
    def link_share(self) -> float:
        """The share of the line that is links."""
        return self.links / len(self.text)


def prose(line: PageLine) -> int:
    """How many characters of prose a line holds: all but its links, if there are enough of them and a mark."""
    plain = len(line.text) - line.links
    return plain if plain >= _PROSE and not line.cells and SENTENCE.search(line.text) else 0


def inline(text: str) -> str:
    """The text of a line as a browser shows it, without the spaces at its ends."""
    if "\n" in text:
        text = _SOURCE_BREAK.sub("", text)
    return _BLANK.sub(" ", text).strip(_EDGES)


def lines(root: etree._Element) -> list[PageLine]:
    """The lines of *root* in order, without what is hidden or no text."""
    pen = _Pen(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            pen.leave(element)
        elif not pen.enter(element):
            walk.skip_subtree()  # its end is still to come
    pen.end_line()
    return pen.lines


@dataclass(slots=True)
class _Pen:
    """Writes down a page on a walk through its tree: a block ends the line, anything else goes on in it."""

    element: etree._Element
    lines: list[PageLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    open_links: list[etree._Element] = field(default_factory=list)
    typed: list[etree._Element] = field(default_factory=list)
    """The elements being in which line breaks count, outermost first."""
    counts: dict[etree._Element, int] = field(default_factory=dict)
    """How many items of each numbered list there were."""
    number: str = ""
    """What a browser shows before the item that the next line begins."""

    def enter(self, element: etree._Element) -> bool:
        """Begin an element; false if what it holds is done with, or not to be seen."""
        tag = element.tag
        if tag in BLOCKS:
            self.end_line()
        if tag in UNSEEN or is_hidden(element):
            return False
        if tag == "table" and (table := grid(element)):
            self.lines += _rows(table, element)
            return False
        if tag in BLOCKS:
            self.element = element
            if tag == "pre" or _TYPED.search(element.get("style", "")):
                self.typed.append(element)
            if tag == "li":
                self.number = self._number_of(element)
        elif tag == "a" and _is_link(element):
            self.open_links.append(element)
        self.write(element.text)
        return True

    def leave(self, element: etree._Element) -> None:
        """End an element and go on with what follows it."""
        if self.open_links and self.open_links[-1] is element:
            self.open_links.pop()
        parent = element.getparent()
        if element.tag in BLOCKS and parent is not None:
            self.end_line()
            self.element = parent
        if element.tag == "li":
            self.number = ""
        if self.typed and self.typed[-1] is element:
            self.typed.pop()
        self.write(element.tail)

    def _number_of(self, item: etree._Element) -> str:
        """1., 2. … for an item of a numbered list; nothing for any other, or where the page hides the numbers."""
        numbered = item.getparent()
        if numbered is None or numbered.tag != "ol" or _UNNUMBERED.search(numbered.get("style", "")):
            return ""
        start = numbered.get("start", "1")
        first = int(start[:6]) if start.isascii() and start.isdecimal() else 1
        self.counts[numbered] = self.counts.get(numbered, first - 1) + 1
        return f"{self.counts[numbered]}."

    def write(self, text: str | None) -> None:
        """Add to the line."""
        if text:
            self.pieces.append(text)
            if self.open_links:
                self.links += len(text.strip())

    def end_line(self) -> None:
        """Put down the line, if there is text in it, and begin a new one."""
        written = "".join(self.pieces)
        for line in written.split("\n") if self.typed else (written,):
            text = inline(line)
            if text:
                if self.number and not NUMBERED.match(text):
                    text = self.number + text
                self.number = ""
                indent = line[: len(line) - len(line.lstrip(_EDGES))] if self.typed else ""
                self.lines.append(PageLine(text, self.element, min(self.links, len(text)), indent=indent))
        self.pieces.clear()
        self.links = 0


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show an element."""
    if element.tag in {"html", "body"}:
        return False  # hidden only until the page's script has run
    if element.get("class") == "jammer":
        return True  # what the forum software Discuz! scatters against copying
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _is_link(element: etree._Element) -> bool:
    """Whether an anchor is a link, no target of one, and none that was never closed and took in what follows."""
    if not element.get("href") and (element.get("name") or element.get("id")):
        return False
    room = _LONGEST_LINK
    for piece in element.itertext():
        room -= len(piece)
        if room < 0:
            return False
    return True


def _rows(table: Grid, element: etree._Element) -> Iterator[PageLine]:
    for row in table.rows:
        cells = (cell.replace("|", "\\|") for cell in row)
        yield PageLine(f"| {' | '.join(cells)} |", element, cells=True)
