"""Which lines of a page are its text: found by where the prose stands, not by what a site calls its boxes."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from convert.patterns import pattern
from convert.readers.html.lines import BLOCKS, SENTENCE, PageLine, prose
from convert.readers.html.shapes import CLOSING, COPYRIGHT, EDITOR, FOOTER, RELATED

_LINKED = 0.4  # the share of links from which on a line is a menu's
_TITLE = 6  # characters of the shortest title
_TITLED = 150  # what a line that is the page's title adds to a run of prose
_LINKED_PROSE = 0.7  # the same inside a text, whose sentences may quote under links
_GAP = 5  # what a short line without marks costs a run of prose
_DOMINANT = 0.85  # of the prose that the body's element must hold
_ASIDE_MOST = 0.45  # of the prose that a box beside the text may hold and still be cut out
_RELATED_MOST = 0.4  # of the prose that may follow a line like 相关阅读 and still be cut off
_PARTS = "p span font strong b em a h1 h2 h3 h4 blockquote li ol ul dl dd tr tbody"
_PARAGRAPHS = frozenset(_PARTS.split())
"""Elements that hold a part of a text at most."""

_ASIDE = pattern(
    r"share|relat(?!ive)|recommend|comment|reply|copyright|qr_?code|ewm|erweima|foot(?!note)|breadcrumb|crumbs"
    r"|tool-?bar|pagination|pagenav|prevnext|statement|disclaimer|sidebar|hot-?news|keyword|taglist|\btags?\b|\bnav\b"
    r"|login|advert|sponsor"
    r"|tuijian|xiangguan|pinglun|fenxiang|guanggao|banquan|shengming|daohang",
    re.IGNORECASE,
)
"""What boxes beside the text are called, in English or pinyin; believed only where they hold little prose."""
_FILE = pattern(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|txt|jpe?g|png)\b", re.IGNORECASE)


def body(lines: Sequence[PageLine], page: str = "") -> list[PageLine]:
    """The lines of the page's text with all that stands in the same box; empty for a page without prose.

    *page* is the page's own title; prose that follows it is likelier to be the text.
    """
    core = [line for line in _densest(_without_asides(lines), page) if prose(line) and not _is_title(line, page)]
    if not core:
        return _after_title(lines, page)
    box = _box(core)
    leading = {id(line) for line in core}
    boxed = [line for line in lines if id(line) in leading or _inside(line.element, box)]
    return _without_related([line for line in _without_asides(boxed, box) if not is_link(line)])


def _after_title(lines: Sequence[PageLine], page: str) -> list[PageLine]:
    """What follows the title on a page without prose, such as a list of names or a table."""
    titles = [at for at, line in enumerate(lines) if _is_title(line, page)]
    if not titles:
        return []
    kept = [line for line in lines[titles[-1] :] if not is_link(line)]
    foot = next((at for at, line in enumerate(kept) if FOOTER.search(line.text) or RELATED.match(line.text)), len(kept))
    return kept[:foot] if foot > 1 else []


def is_link(line: PageLine) -> bool:
    """Whether a line is hardly more than links, and none to a file that belongs to the document."""
    if line.link_share <= (_LINKED_PROSE if SENTENCE.search(line.text) else _LINKED):
        return False
    return not _FILE.search(line.text) and not line.text.startswith("附件")


def _densest(lines: Sequence[PageLine], page: str) -> Sequence[PageLine]:
    """The run of lines with the most prose and the fewest links: the maximum subarray."""
    best = first = last = 0
    gain = start = 0
    for at, line in enumerate(lines):
        if gain <= 0:
            gain, start = 0, at
        gain += _TITLED if _is_title(line, page) else _weight(line)
        if gain > best:
            best, first, last = gain, start, at + 1
    return lines[first:last]


def _is_title(line: PageLine, page: str) -> bool:
    return len(line.text) >= _TITLE and line.text in page and line.link_share <= _LINKED


def _weight(line: PageLine) -> int:
    if line.cells:
        return 0
    if line.link_share > _LINKED:
        return -line.links - _GAP
    if FOOTER.search(line.text):
        return -len(line.text)
    return prose(line) or -_GAP


def _box(core: Sequence[PageLine]) -> etree._Element:
    """The innermost element that holds nearly all the prose of *core*."""
    held: Counter[etree._Element] = Counter()
    total = 0
    for line in core:
        weight = prose(line)
        total += weight
        held[line.element] += weight
        for ancestor in line.element.iterancestors():
            held[ancestor] += weight
    holding = [element for element, weight in held.items() if weight >= _DOMINANT * total]
    box = max(holding, key=lambda element: sum(1 for _ in element.iterancestors()))
    while (box.tag in _PARAGRAPHS or _is_paragraph(box, core)) and (parent := box.getparent()) is not None:
        box = parent
    return box


def _is_paragraph(box: etree._Element, core: Sequence[PageLine]) -> bool:
    """Whether an element is one paragraph rather than what holds the text."""
    if box.tag not in {"div", "section"} or sum(line.element is box for line in core) > 1:
        return False
    return not any(child.tag in BLOCKS for child in box.iterdescendants())


def _inside(element: etree._Element, box: etree._Element) -> bool:
    return element is box or any(ancestor is box for ancestor in element.iterancestors())


def _without_asides(lines: Sequence[PageLine], box: etree._Element | None = None) -> list[PageLine]:
    """The lines less those of share bars, comments and the like, inside *box* or anywhere."""
    aside: dict[etree._Element, etree._Element | None] = {}
    held: Counter[etree._Element] = Counter()
    placed = []
    for line in lines:
        outermost = _aside(line.element, box, aside)
        placed.append((line, outermost))
        if outermost is not None:
            held[outermost] += prose(line)
    most = _ASIDE_MOST * sum(map(prose, lines))
    return [line for line, outermost in placed if outermost is None or held[outermost] > most]


def _aside(
    element: etree._Element, box: etree._Element | None, known: dict[etree._Element, etree._Element | None]
) -> etree._Element | None:
    """The outermost element around *element*, inside *box*, that is named like a box beside the text."""
    above = []
    at: etree._Element | None = element
    while at is not None and at is not box and at not in known:
        above.append(at)
        at = at.getparent()
    outermost = None if at is None else known.get(at)
    for one in reversed(above):
        if outermost is None and one.tag not in {"html", "body"} and _is_aside(one):
            outermost = one
        known[one] = outermost
    return outermost


def _is_aside(element: etree._Element) -> bool:
    return element.tag in {"aside", "nav", "footer"} or bool(
        _ASIDE.search(f"{element.get('class', '')} {element.get('id', '')}")
    )


def stands_aside(line: PageLine) -> bool:
    """Whether a line stands in an element that is named like a box beside the text."""
    return _is_aside(line.element) or any(map(_is_aside, line.element.iterancestors()))


def _ends_text(line: PageLine) -> bool:
    if EDITOR.match(line.text) or COPYRIGHT.search(line.text):
        return True
    return not prose(line) and RELATED.match(line.text) is not None


def _without_related(lines: list[PageLine]) -> list[PageLine]:
    """The lines up to 相关阅读, 上一篇 or the like, where little prose follows; then less what closes an article."""
    after, end = 0, len(lines)
    most = _RELATED_MOST * sum(map(prose, lines))
    for at in range(len(lines) - 1, -1, -1):
        after += 0 if COPYRIGHT.search(lines[at].text) else prose(lines[at])
        if after > most:
            break
        if _ends_text(lines[at]):
            end = at
    while end and CLOSING.match(lines[end - 1].text):
        end -= 1
    return lines[:end]
