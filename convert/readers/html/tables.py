"""Tables of data, told from tables that only lay out a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from convert.patterns import pattern

_BLANK = pattern("[ \t\n\r\f\xa0\u3000]+")
_BETWEEN_WIDE = pattern("(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")
_PARAGRAPHS = "p", "div", "br", "li"
_UNSEEN = """
    applet audio base button canvas embed head iframe input link map meta noframes noscript object option
    script select style svg template textarea title video
"""
UNSEEN = frozenset(_UNSEEN.split())
"""The elements that hold no text of the page."""
_LONGEST = 600  # characters of a cell; a cell that lays out a page holds more
_MOST_CELLS = 200  # of a row; a span beyond it is a slip
_LINKED = 0.5  # the share of links from which on a table is a menu


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, every row of the same length; a cell that spans others leaves them empty."""

    rows: tuple[tuple[str, ...], ...]


def grid(table: etree._Element) -> Grid | None:
    """The cells of a table of data; None for one that lays out the page."""
    if table.find(".//table") is not None or table.find(".//form") is not None:
        return None
    rows = _spread(table)
    width = max(map(len, rows), default=0)
    filled = [[cell for cell in row if cell] for row in rows]
    if len(rows) < 2 or width < 2 or sum(len(row) > 1 for row in filled) < 2:
        return None
    cells = [cell for row in filled for cell in row]
    linked = sum(len(text(a)) for a in table.iter("a"))
    if max(map(len, cells)) > _LONGEST or linked > _LINKED * sum(map(len, cells)):
        return None
    return Grid(tuple((*row, *[""] * (width - len(row))) for row, full in zip(rows, filled, strict=True) if full))


def text(element: etree._Element) -> str:
    """All the text of an element as one line: a space between its paragraphs, none where only a font changes."""
    written = "".join(_pieces(element)) if _is_mixed(element) else "".join(map(str, element.itertext()))
    return _BETWEEN_WIDE.sub("", _BLANK.sub(" ", written).strip())


def _is_mixed(element: etree._Element) -> bool:
    return next(element.iterdescendants(*_PARAGRAPHS, *UNSEEN), None) is not None


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text between the tags of an element that a reader sees, and a space at each end of a paragraph in it."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner.tag in _PARAGRAPHS:
            yield " "
        if event == "start" and inner is not element and inner.tag in UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def _spread(table: etree._Element) -> list[list[str]]:
    """Rows of cells with every span written out."""
    rows: list[list[str]] = []
    hanging: dict[int, int] = {}  # column → rows that a cell above still covers
    for tr in table.iter("tr"):
        row: list[str] = []
        cells = _cells(tr)
        while len(row) < _MOST_CELLS:
            if hanging.get(len(row), 0):
                hanging[len(row)] -= 1
                row.append("")
            elif (cell := next(cells, None)) is not None:
                columns = _span(cell, "colspan")
                for column in range(len(row), len(row) + columns):
                    hanging[column] = _span(cell, "rowspan") - 1
                row += [text(cell), *[""] * (columns - 1)]
            else:
                break
        rows.append(row)
    return rows


def _cells(tr: etree._Element) -> Iterator[etree._Element]:
    yield from (child for child in tr if child.tag in {"td", "th"})


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _MOST_CELLS) if value.isascii() and value.isdecimal() and int(value[:4]) else 1
