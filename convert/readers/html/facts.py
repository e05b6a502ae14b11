"""What a page says of its document: title, date, source, author, link and the table that begins with 索引号."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import TypeAlias

from lxml import etree

from convert.hanzi import iso_date
from convert.patterns import pattern
from convert.readers.html.lines import PageLine, inline
from convert.readers.html.shapes import DATE, DATELINE, is_bare_date
from convert.readers.html.tables import text as text_of

_META = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "dated",
    "publishdate": "dated",
    "og:release_date": "dated",
    "article:published_time": "dated",
    "datepublished": "dated",
    "weibo: article:create_at": "dated",
    "contentsource": "source",
    "source": "source",
    "author": "author",
    "og:url": "link",
}
"""What a page's meta elements are called, in small letters, and what they tell."""

_LABELS = {
    "索引号": "index_number",
    "发文机关": "issuers",
    "发布机构": "issuers",
    "发文单位": "issuers",
    "发文字号": "document_number",
    "文号": "document_number",
    "成文日期": "issued_on",
    "生成日期": "issued_on",
    "发布日期": "dated",
    "发文日期": "dated",
    "标题": "title",
    "名称": "title",
}
"""The labels of the table at the head of a government page, and what stands beside them."""

_OTHERS = "主题分类 主题词 体裁分类 服务对象 公开方式 公开范围 有效性 公文种类 信息分类 组配分类 废止日期 内容概述"
_OTHER_LABELS = frozenset(_OTHERS.split())
_LABEL = pattern(
    "[【\\[]?([\u4e00-\u9fff](?:[ \xa0\u3000]{0,4}[\u4e00-\u9fff]){1,4})[】\\]]?[ \xa0\u3000]?[:：][ \xa0\u3000]?"
)
_BLANK = pattern("[ \xa0\u3000]+")
_JSON_DATE = pattern(r'"(?:datePublished|pubDate|uploadDate)"[ \n]{0,5}:[ \n]{0,5}"([^"\\]{8,40})"')
_ENOUGH_LABELS = 2  # of a table or a list, to tell it from a text with a colon
_TABLE_REACH = 16  # lines up and down from 索引号
_CELL = pattern(r"(?<!\\)\|")
_ABOUT_LONGEST = 120  # characters of a line that speaks of the page
_DATELINE_DEPTH = 5  # lines of a text among which its dateline stands
_SIGNER = 40  # characters of the longest line that names who signs
_PAGE_LONGEST = 300  # characters of a <title>
_DATED = (
    pattern(f"(?:发[布表稿]|更新|上传|录入|日期)(?:时间|日期|于)?[ \xa0\u3000]?[:：]?[ \xa0\u3000]?{DATE.pattern}"),
    pattern(f"(?<!注册)时间[ \xa0\u3000]?[:：][ \xa0\u3000]?{DATE.pattern}"),
    pattern(f"{DATE.pattern}日?[ \xa0\u3000]{{0,3}}(?:[0-9]{{1,2}}:|来源)"),
    pattern(f"^(?!.{{0,30}}(?:今天|现在|星期|注册)).{{0,60}}{DATE.pattern}(?!.{{0,3}}星期)"),
)
"""How a line tells when the page was published, the surest way first; many a page shows today's date too."""

_NAME = "[^ \xa0\u3000:：|()（）【】\\[\\]]"
_NEXT = "(?=作者|记者|编辑|责任|责编|时间|发布|浏览|点击|阅读|举报|分享|字号|字体|[ \xa0\u3000:：|()（）【】\\[\\]]|$)"
_SOURCE = pattern(f"(?:来源|稿源|出处)[ \xa0\u3000]?[:：][ \xa0\u3000]?({_NAME}{{2,30}}?){_NEXT}")
_AUTHOR = pattern(f"(?:作者|撰稿)[ \xa0\u3000]?[:：][ \xa0\u3000]?({_NAME}{{2,20}}?){_NEXT}")


Facts: TypeAlias = dict[str, str]
"""What was found, by field of Metadata; "title" beside them."""


def _note(facts: Facts, name: str, value: str) -> None:
    """Add a value unless one is known already."""
    value = _BLANK.sub(" ", value).strip()
    if value:
        facts.setdefault(name, value)


def from_head(root: etree._Element) -> Facts:
    """What the page's own head says: meta elements, the canonical link, JSON-LD; "page" is its <title>."""
    facts: Facts = {}
    for meta in root.iter("meta"):
        name = _META.get((meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower())
        if name:
            _note(facts, name, inline(meta.get("content") or ""))
    for link in root.iter("link"):
        if link.get("rel") == "canonical":
            _note(facts, "link", link.get("href") or "")
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and (found := _JSON_DATE.search(script.text or "")):
            _note(facts, "dated", found[1])
    title = next(root.iter("title"), None)
    if title is not None:
        _note(facts, "page", inline(text_of(title))[:_PAGE_LONGEST])
    return facts


def from_table(lines: Sequence[PageLine]) -> tuple[Facts, set[int]]:
    """What the table of 索引号 on a government page says, or the list in its place, and which lines it takes."""
    pairs = [[pair for pair in _pairs(line) if pair[0] in _LABELS or pair[0] in _OTHER_LABELS] for line in lines]
    index = next((at for at, found in enumerate(pairs) if any(label == "索引号" for label, _ in found)), None)
    if index is None:
        return {}, set()
    facts: Facts = {}
    taken = set()
    for at in range(max(0, index - _TABLE_REACH), min(len(lines), index + _TABLE_REACH)):
        for label, value in pairs[at]:
            taken.add(at)
            if label not in _LABELS:
                continue
            if not value and at + 1 < len(lines) and not pairs[at + 1] and _are_siblings(lines[at], lines[at + 1]):
                taken.add(at + 1)
                _note(facts, _LABELS[label], lines[at + 1].text)
            _note(facts, _LABELS[label], value)
    return (facts, taken) if len(facts) >= _ENOUGH_LABELS else ({}, set())


def _are_siblings(line: PageLine, following: PageLine) -> bool:
    """Whether two lines are a label and what stands beside it in a list, as <dt> and <dd>."""
    return not line.cells and line.element.getparent() is following.element.getparent()


def _pairs(line: PageLine) -> Iterator[tuple[str, str]]:
    """The labels of a line, spaces taken out, with what stands beside them."""
    if line.cells:
        cells = [cell.strip() for cell in _CELL.split(line.text[1:-1])]
        for cell, beside in zip(cells, [*cells[1:], ""], strict=True):
            found = _LABEL.match(cell + "：")
            if found:
                yield _BLANK.sub("", found[1]), cell[found.end() :].strip() or beside
        return
    labels = [*_LABEL.finditer(line.text)] if len(line.text) <= _ABOUT_LONGEST else []
    for label, following in zip_longest(labels, labels[1:]):
        yield _BLANK.sub("", label[1]), line.text[label.end() : following.start() if following else None]


def from_lines(texts: Sequence[str]) -> Facts:
    """What the lines around a text say: its date, its source, its author."""
    facts: Facts = {}
    short = [text for text in texts if len(text) <= _ABOUT_LONGEST]
    for form in _DATED:  # the surest first
        for text in short:
            if found := form.search(text):
                _note(facts, "dated", iso_date(found[0]))
    for text in short:
        if found := _SOURCE.search(text):
            _note(facts, "source", found[1])
        if found := _AUTHOR.search(text):
            _note(facts, "author", found[1])
    return facts


def own_date(texts: Sequence[str]) -> str:
    """The date under the title of a speech, or under who signs a document; ISO 8601."""
    for text in texts[:_DATELINE_DEPTH]:
        if DATELINE.fullmatch(text):
            return iso_date(text)
    paragraphs = False
    for before, text in pairwise(texts):
        paragraphs = paragraphs or before.endswith(("。", "：", ":"))
        if paragraphs and len(before) <= _SIGNER and before[-1] not in "。，；：" and is_bare_date(text):
            return iso_date(text)
    return ""
