"""A saved web page to its text: the lines of the body, and what the page says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import cast

from lxml import etree

from convert.diagnostic import ReadError
from convert.document import Metadata
from convert.hanzi import iso_date
from convert.ledger import Source
from convert.limits import DEFAULTS, Limits
from convert.readers.html import facts, shapes
from convert.readers.html.body import body, stands_aside
from convert.readers.html.facts import Facts
from convert.readers.html.lines import PageLine, lines, prose
from convert.readers.html.title import choose, strip_site


@dataclass(frozen=True, slots=True)
class _Article:
    """The text of a page, its title, and the lines around it that speak of it."""

    title: str
    line: int
    """The line of the page where the title's element begins; 0 where only the page's head has it."""
    text: Sequence[PageLine]
    about: Sequence[PageLine]


def extract(source: Source, limits: Limits = DEFAULTS) -> Source:
    """The source with the page's text in place of the page, its title, and what else it says.

    ReadError DC503 for a page without text, LimitError DC944 for one with too many tags inside each other.
    """
    root = _parse(source, limits)
    everything = lines(root)
    table, taken = facts.from_table(everything)
    kept = [line for at, line in enumerate(everything) if at not in taken]
    head = facts.from_head(root)
    text = body(kept, strip_site(head.get("page", "")))
    if not text:
        raise ReadError("DC503", path=source.name)
    article = _article(kept, text, head.get("page", ""), table.get("title") or head.get("title", ""))
    return replace(
        source,
        text="\n".join([*filter(None, [article.title]), *(line.indent + line.text for line in article.text)]) + "\n",
        title=article.title,
        newline="\n",
        page=source.text,
        page_lines=tuple(_page_lines(article)),
        harvest=_harvest(head, table, article),
    )


def _parse(source: Source, limits: Limits) -> etree._Element:
    """The page's tree; libxml2 expands no entity of a DTD here, fetches nothing and says where it gives up."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    data = source.text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ReadError("DC503", path=source.name)
    given_up = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    too_deep = given_up or root.xpath(f"boolean({'/*' * (limits.nesting + 1)})")
    limits.hold("nesting", limits.nesting + bool(too_deep), source.name)
    return root


def _article(kept: Sequence[PageLine], text: Sequence[PageLine], page: str, said: str) -> _Article:
    """The body without its title and the lines about the page at its head."""
    places = {id(line): at for at, line in enumerate(kept)}
    start = places[id(text[0])]
    title, first, last = choose(page, said, kept, start)
    below = [line for line in text if places[id(line)] >= last or shapes.LETTERHEAD.search(line.text)] or text
    below = _without_about(below)
    end = places[id(below[-1])] + 1
    below = [*_above(kept[last : places[id(below[0])]]), *below, *_below(kept[end : end + _BELOW])]
    inside = {id(line) for line in below}
    around = kept[max(0, first - _BEFORE) : end + _AFTER]
    return _Article(
        title, _line_of(kept[first]) if first < last else 0, below, [line for line in around if id(line) not in inside]
    )


def _page_lines(article: _Article) -> Iterator[int]:
    """For each line of the text the line of the page where its element begins."""
    if article.title:
        yield article.line
    yield from map(_line_of, article.text)


def _line_of(line: PageLine) -> int:
    """The line of the page where a line's element begins; 0 where the parser does not know."""
    return cast("int | None", line.element.sourceline) or 0


def _without_about(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines less those about the page at their head, which ends at a salutation or a paragraph."""
    head = next(
        (at for at, line in enumerate(lines[:_HEAD_MOST]) if prose(line) or line.text.endswith(("：", ":"))), _HEAD
    )
    kept = [line for line in lines[:head] if not shapes.is_about(line.text)]
    return [*kept, *lines[head:]] or list(lines)


def _above(lines: Sequence[PageLine]) -> list[PageLine]:
    """The subtitle, the dateline and the speaker beside it, and who is addressed, between title and text."""
    dated = [at for at, line in enumerate(lines) if shapes.DATELINE.fullmatch(line.text)]
    kept = {at for at, line in enumerate(lines) if shapes.SUBTITLE.fullmatch(line.text)}.union(dated)
    for at in dated:
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(lines) and not shapes.is_about(lines[n].text)]
        kept.update(n for n in beside if shapes.SPEAKER.fullmatch(lines[n].text) and not lines[n].links)
    if lines and shapes.ADDRESS.fullmatch(lines[-1].text):
        kept.add(len(lines) - 1)
    return [lines[at] for at in sorted(kept)]


def _below(lines: Sequence[PageLine]) -> list[PageLine]:
    """What goes on below the box of the text: closing sentences, attachments, who signs and when."""
    going_on: list[PageLine] = []
    for line, following in zip_longest(lines, lines[1:]):
        attached = shapes.ATTACHED.match(line.text)
        if stands_aside(line) or shapes.is_beside(line.text) or (line.links and not attached):
            break
        if following and shapes.SIGNER.fullmatch(line.text) and shapes.is_bare_date(following.text):
            return [*going_on, line, following] if "年" in following.text else going_on
        if not attached and not line.text.endswith(("。", "；")):
            break
        going_on.append(line)
    return going_on


_HEAD, _HEAD_MOST = 3, 8  # lines of a head that ends at no salutation or paragraph, and of any
_BELOW = 8  # lines after the text
_BEFORE = 3  # lines before the title in which its date or source may be named
_AFTER = 12  # lines after the text for the same


def _harvest(head: Facts, table: Facts, article: _Article) -> Metadata:
    """What the page says of the text; what the text itself says wins."""
    around = facts.from_lines([line.text for line in article.about])
    own = facts.own_date([line.text for line in article.text])
    issued = own or iso_date(table.get("issued_on", ""))
    published = (iso_date(said.get("dated", "")) for said in (head, around, table))
    return Metadata(
        dated=issued or next(filter(None, published), ""),
        document_number=table.get("document_number", ""),
        source=around.get("source") or head.get("source", ""),
        author=around.get("author") or _person(head),
        link=head.get("link", ""),
        index_number=table.get("index_number", ""),
        issuers=tuple(table.get("issuers", "").split()),
        issued_on=issued if table else "",
    )


def _person(head: Facts) -> str:
    """The author that a meta element names, where it is not the site itself."""
    author = head.get("author", "")
    return "" if author in head.get("page", "") else author
