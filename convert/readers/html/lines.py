"""A page's tree to lines: every paragraph one line, every row of a table one line between pipes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from convert.readers.html.tables import Grid, grid

BLOCKS = frozenset(
    "address article aside blockquote body br center caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""The elements that end a line; everything else stands inside one."""

_UNSEEN = frozenset(
    "applet audio base button canvas embed head iframe input link map meta noframes noscript object option"
    " script select style svg template textarea title video".split()
)
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_BLANK = re.compile("[ \t\n\r\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026\u2014"
_SOURCE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t\r\f]{{0,40}}\n[ \t\n\r\f]{{0,200}}(?=[{_WIDE}])")
"""A line break in the page's source between two hanzi, which a browser shows as a space but nobody meant."""

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

    @property
    def link_share(self) -> float:
        """The share of the line that is links."""
        return self.links / len(self.text)


@dataclass(slots=True)
class _Pen:
    """Gathers inline text until a block ends the line."""

    element: etree._Element
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    links_open: list[etree._Element] = field(default_factory=list)

    def write(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.links_open:
                self.links += len(text.strip())

    def lift(self) -> Iterator[PageLine]:
        text = inline("".join(self.pieces))
        if text:
            yield PageLine(text, self.element, min(self.links, len(text)))
        self.pieces.clear()
        self.links = 0


def inline(text: str) -> str:
    """The text of a line as a browser shows it, without the spaces at its ends."""
    if "\n" in text:
        text = _SOURCE_BREAK.sub("", text)
    return _BLANK.sub(" ", text).strip(_EDGES)


def lines(root: etree._Element) -> Iterator[PageLine]:
    """The lines of *root* in order, without what is hidden or no text."""
    walk = etree.iterwalk(root, events=("start", "end"))
    pen = _Pen(root)
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN or is_hidden(element):
                walk.skip_subtree()
                if tag in BLOCKS:
                    yield from pen.lift()
                pen.write(element.tail if element is not root else None)
                continue
            table = grid(element) if tag == "table" else None
            if table:
                yield from pen.lift()
                yield from _rows(table, element)
                walk.skip_subtree()
                pen.write(element.tail if element is not root else None)
                continue
            if tag in BLOCKS:
                yield from pen.lift()
                pen.element = element
            if tag == "a" and _is_link(element):
                pen.links_open.append(element)
            pen.write(element.text)
        else:
            if pen.links_open and pen.links_open[-1] is element:
                pen.links_open.pop()
            if tag in BLOCKS:
                yield from pen.lift()
                parent = element.getparent()
                pen.element = element if parent is None else parent
            pen.write(element.tail if element is not root else None)
    yield from pen.lift()


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show *element*."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def _is_link(element: etree._Element) -> bool:
    """Whether an anchor is a link; one that was never closed and took in what follows it is none."""
    if not element.get("href"):
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
