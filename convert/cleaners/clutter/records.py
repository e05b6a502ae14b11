"""Records that a scraper or an archive writes above a text: keys and values, closed by a rule or a comment."""

from collections.abc import Sequence

from convert.cleaners.clutter.zones import Drop, Line
from convert.hanzi import iso_date
from convert.patterns import pattern

_PAIR = pattern("(?:[-*+][ ]+)?([A-Za-z][A-Za-z0-9_-]{1,30})[ ]?[:：][ ]?(.{0,300})")
_FIELDS = {
    "title": "title",
    "url": "link",
    "link": "link",
    "source_url": "link",
    "source": "source",
    "publisher": "source",
    "author": "author",
    "date": "dated",
    "publish_date": "dated",
    "published": "dated",
    "pub_date": "dated",
    "pubdate": "dated",
}
"""Keys that machines write → fields."""
_PAIRS = 3
_DEEPEST = 12
_HEADLINE = pattern(
    "[【\\[（(]?(?:篇|范文|例文|样本)[ ]?[一二三四五六七八九十0-9]{1,2}[】\\])）]?(?:[:： ].{0,50})?"
    "|[^。；！？]{2,46}[ \u3000]?[（(【\\[]?(?:篇|范文|例文)[ ]?[一二三四五六七八九十0-9]{1,2}[】\\])）]?"
)
_PIECES = ("篇", "范文", "例文", "样本")
"""What such a headline calls its text."""
_LONGEST_HEADLINE = 60
_RULE = pattern("[-*_=]{3,}")
_CLOSED = pattern("<!--[^<>]{0,40}(?:END|结束|/INFO)[^<>]{0,20}-->")
_LONGEST = 90


def find(lines: Sequence[Line], markdown: bool) -> dict[int, Drop]:
    """The lines of such a record, by where they start."""
    if markdown and lines and lines[0].text == "---":
        return {}  # front matter, which Markdown reads itself
    return _pairs(lines) | _collected(lines) | (_closed_head(lines) if markdown else {})


def _collected(lines: Sequence[Line]) -> dict[int, Drop]:
    """The headlines that a site puts over each of the texts that it strings together: 篇一, 范文2."""
    short = (line for line in lines if len(line.text) <= _LONGEST_HEADLINE)
    found = [line for line in short if any(map(line.text.__contains__, _PIECES)) and _HEADLINE.fullmatch(line.text)]
    return {line.start: Drop(line, "collection") for line in found} if len(found) > 1 else {}


def _pairs(lines: Sequence[Line]) -> dict[int, Drop]:
    """Three pairs or more in a row near the top, the heading right above them and the rule below."""
    first = next((at for at, line in enumerate(lines[:_DEEPEST]) if _PAIR.fullmatch(line.text)), None)
    if first is None:
        return {}
    last = first
    while last < len(lines) and _PAIR.fullmatch(lines[last].text):
        last += 1
    if last - first < _PAIRS:
        return {}
    drops = {}
    for line in lines[first:last]:
        match = _PAIR.fullmatch(line.text)
        field = _FIELDS.get(match[1].casefold(), "") if match else ""
        value = match[2].strip() if match else ""
        fields = ((field, iso_date(value) if field == "dated" else value),) if field else ()
        drops[line.start] = Drop(line, "record", fields)
    if first and (lines[first - 1].text.startswith("#") or _RULE.fullmatch(lines[first - 1].text)):
        drops[lines[first - 1].start] = Drop(lines[first - 1], "record")
    if last < len(lines) and _RULE.fullmatch(lines[last].text):
        drops[lines[last].start] = Drop(lines[last], "record")
    return drops


def _closed_head(lines: Sequence[Line]) -> dict[int, Drop]:
    """The facts between a # title and the comment that closes them, as archives of laws have them."""
    close = next((at for at, line in enumerate(lines[:_DEEPEST]) if _CLOSED.fullmatch(line.text)), None)
    if not close or not lines[0].text.startswith("# "):
        return {}
    facts = lines[1:close]
    if any(len(line.text) > _LONGEST or line.text[-1] in "。！？；：" or line.text[0] in "#>" for line in facts):
        return {}
    return {line.start: Drop(line, "record") for line in lines[1 : close + 1]}
