"""Where a line stands: before the text, after it, or inside it; and what is dropped there."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.cleaners.clutter import prose
from convert.cleaners.clutter.finding import Finding
from convert.cleaners.clutter.headline import TITLE, is_column, is_site
from convert.cleaners.clutter.shape import examine
from convert.cleaners.clutter.speech import is_spoken
from convert.patterns import pattern


class Line(NamedTuple):
    """A line that is not blank: its place, its text with and without the indent."""

    start: int
    end: int
    raw: str
    text: str

    @property
    def indent(self) -> int:
        """How many spaces stand before the text."""
        return len(self.raw) - len(self.raw.lstrip(" \t\u3000"))


class Drop(NamedTuple):
    """A line to drop and why."""

    line: Line
    kind: str
    fields: tuple[tuple[str, str], ...] = ()
    rights: bool = False


_DEEPEST_HEAD = 200
"""Lines among which the beginning of a text is looked for; menus may stand before it."""
_MARKS = "*+•·◆■o-"
_MARK = pattern(f"[{_MARKS}][ \u3000]+(?=[^ ])")
_HEAD = ("any", "edge", "head")
_TAIL = ("any", "edge", "tail")
_NAVIGATION = ("navigation", "breadcrumb", "menu", "channel")
_TITLE_END = pattern(
    "(?:讲话|致辞|致词|演讲|发言|主持词|通知|通报|意见|决定|决议|报告|方案|办法|规定|细则|条例|批复|请示|函|公告|通告|纪要|总结|计划|规划)$"
)
_LETTERHEAD = pattern("〔[0-9]{4}〕|文件$|^(?:绝密|机密|秘密|特急|加急|特提|平急)|^[0-9]{6}$|签发人")
_WEB_COLUMN = pattern("(?:写作|文秘|公文|栏目|频道|专区|大全|素材)$")
"""What the name of a column ends in that no title ends in."""
ISSUER_ENDS = "政府|委|委员会|办公室|厅|局|部|院|会|处|公司|集团|大学|学院|中心|学校|银行|法院|中央|司|署|站"
"""What the name of an organ ends in."""
_ISSUER = pattern(f"(?:{ISSUER_ENDS})$")
_LEAST_NAME, _NAME = 4, 16
"""Characters of a person's name at most, and of a site's or its column's."""
_MEETING = pattern("(?:会议|活动|培训)?(?:地点|参加|参会|出席|主持|议题|议程|内容|人员|对象)[^。]{0,8}[:：]")
"""What a notice of a meeting says next to its 时间：, 主题： and 备注："""
_COUNT = pattern("(?!(?:19|20)[0-9]{2}$|[0-9]{6}$)[0-9]{1,9}")
"""How many readers, in a line of its own; four digits may be a year, and six are a 份号."""
_MENU_ITEMS = 3
_PASSING = ("follow-us", "pager", "advert", "comment", "jam")
"""What stands in the middle of a text as well: it does not end one."""
_LISTS = ("list-header", "comment-box", "forum")
"""What is followed by other people's titles and sentences."""
_THREAD = pattern("[\\[【](?:复制链接|複製鏈接|複製鏈結)[\\]】]")
_FILES = pattern("附[ \u3000]*件(?:下载)?[:：]?")
"""What stands above files to fetch."""
_PARTS = pattern("[ \u3000]{0,4}[-–—_|｜>»·:：/][-–—_|｜>»·:：/ \u3000]{0,4}|[ \u3000]{1,8}")
"""What stands between the names of columns."""
_MOST_UNKNOWN = 2
"""Lines nobody knows, for each one known to be clutter, below a text."""
_CLAUSE = pattern("[，。！？；!?;]")


def split(content: str) -> list[Line]:
    """The lines of *content* that are not blank."""
    lines = []
    at = 0
    for raw in content.split("\n"):
        text = raw.strip(" \t\u3000")
        if text:
            lines.append(Line(at, at + len(raw), raw, text))
        at += len(raw) + 1
    return lines


def find(lines: Sequence[Line], menus: bool) -> dict[int, Drop]:
    """What to drop, by the start of the line; *menus*: a line that begins with * is an entry of one."""
    drops: dict[int, Drop] = {}
    begin = _begin(lines)
    end = _end(lines, begin)
    _head(lines[:begin], drops, menus)
    if begin < len(lines):
        _above_menu(lines[:begin], drops)
    _between(lines[begin:end], drops)
    _tail(lines, max(begin, end), drops)
    return drops


def _findings(line: Line) -> tuple[Finding, ...]:
    text = line.text
    if text[0] in _MARKS and (mark := _MARK.match(text)):
        text = text[mark.end() :]
    return examine(text)


def _pick(line: Line, places: Sequence[str]) -> Finding | None:
    """The first finding of *line* that counts in one of *places*."""
    for finding in _findings(line):
        if finding.where in places and not finding.lone:
            return finding
    return None


def _begin(lines: Sequence[Line]) -> int:
    """The index of the line with which the text proper begins."""
    for index, line in enumerate(lines[:_DEEPEST_HEAD]):
        if prose.is_text(line.text) and _pick(line, (*_HEAD, "record")) is None:
            return index
    return min(len(lines), _DEEPEST_HEAD)


def _end(lines: Sequence[Line], begin: int) -> int:
    """The index of the first line of the clutter after the text: below it stands nothing that must be text."""
    end = len(lines)
    for index in range(len(lines) - 1, begin - 1, -1):
        line = lines[index]
        finding = _opener(lines, index)
        if finding is not None:
            end = end if finding.kind in _PASSING else index
        elif prose.is_strong(line.text):
            break
    return end


def _opener(lines: Sequence[Line], index: int) -> Finding | None:
    """What makes a line clutter where the text has ended; a site's sentence may need another line of it beside."""
    line = lines[index]
    for finding in _findings(line):
        if finding.where in _TAIL:
            if finding.lone and not _has_company(lines, index):
                continue
            return finding
    return None


def _has_company(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above is clutter, as 版权声明 is; the one below proves nothing about the text's last line."""
    above = _findings(lines[index - 1]) if index else ()
    return any(finding.where in _TAIL and not finding.lone for finding in above)


def _head(lines: Sequence[Line], drops: dict[int, Drop], menus: bool) -> None:
    """Drop what a page has above its text: labels, buttons, menus, and the site's name above the last menu."""
    records = sum(_pick(line, (*_HEAD, "record")) is not None for line in lines)
    meeting = any(_MEETING.match(line.text) and _pick(line, ("record",)) is None for line in lines)
    places = (*_HEAD, "record") if records > 1 and not meeting else _HEAD
    items = menus and sum(prose.is_item(line.raw) for line in lines) >= _MENU_ITEMS
    unknown = []
    for line in lines:
        finding = _pick(line, places if meeting else (*places, "dated"))
        if finding is None and items and prose.is_item(line.raw):
            finding = Finding("menu", "head")
        if finding is None:
            unknown.append(line)
        else:
            drops[line.start] = Drop(line, finding.kind, finding.fields, finding.rights)
    _thread(lines, drops)
    _between_labels(lines, drops)
    _columns(unknown, drops)
    _sites(lines, unknown, drops)
    _bylines(lines, drops)


def _thread(lines: Sequence[Line], drops: dict[int, Drop]) -> None:
    """What forum software has under the title of a thread: what stands above the title is the forum's."""
    button = next((at for at, line in enumerate(lines) if at and _THREAD.fullmatch(line.text)), 0)
    if not button or (title := lines[button - 1]).start in drops:
        return
    for line in lines[: button - 1]:
        if not _is_letterhead(line.text):
            drops.setdefault(line.start, Drop(line, "forum"))
    drops[lines[button].start] = Drop(lines[button], "forum", (("title", title.text),))


def _between_labels(lines: Sequence[Line], drops: dict[int, Drop]) -> None:
    """A bare count below clutter, and a short line below the title with clutter right above and below it."""
    for above, line in pairwise(lines):
        if above.start in drops and _COUNT.fullmatch(line.text):
            drops.setdefault(line.start, Drop(line, "counter"))
    title = next((at for at, line in enumerate(lines) if TITLE.fullmatch(line.text)), len(lines))
    for above, line, below in zip(lines[title + 1 :], lines[title + 2 :], lines[title + 3 :], strict=False):
        beside = above.start in drops and below.start in drops
        if beside and _LEAST_NAME < len(line.text) <= _NAME and not _is_official(line.text):
            drops.setdefault(line.start, Drop(line, "toolbar"))


def _columns(unknown: list[Line], drops: dict[int, Drop]) -> None:
    """The name of a site's column over a title."""
    for index, line in enumerate(unknown[:-1]):
        if any(finding.where == "channel" for finding in _findings(line)):
            drops[line.start] = Drop(unknown[index], "channel")


def _is_official(line: str) -> bool:
    """Whether *line* may belong to the head of a document: its letterhead, who issues it, a day, a note."""
    return bool(_is_letterhead(line) or _ISSUER.search(line)) or prose.is_kept(line) or line.startswith(("—", "《"))


def _is_letterhead(line: str) -> bool:
    """Whether a line is of a letterhead, be it spread out: 临 江 市 人 民 政 府 文 件."""
    return _LETTERHEAD.search(line.replace(" ", "").replace("\u3000", "")) is not None


def _sites(lines: Sequence[Line], unknown: Sequence[Line], drops: dict[int, Drop]) -> None:
    """The names of the site and of its columns over a title that is complete without them."""
    titled = [at for at, line in enumerate(unknown) if TITLE.fullmatch(line.text)]
    if titled:
        title = unknown[titled[0]].start
        known = max((line.start for line in lines if line.start in drops and line.start < title), default=-1)
        for line in unknown[: titled[0]]:
            if line.start < known and len(line.text) <= _NAME and not _is_official(line.text):
                drops[line.start] = Drop(line, "site-name")
    for line in unknown[: titled[-1] if titled else -1]:
        parts = [part for part in _PARTS.split(line.text) if part]
        named = bool(titled) or ">" in line.text or _WEB_COLUMN.search(line.text)
        if named and not _is_letterhead(line.text) and all(is_site(part) or is_column(part) for part in parts):
            drops.setdefault(line.start, Drop(line, "site-name"))


def _above_menu(lines: Sequence[Line], drops: dict[int, Drop]) -> None:
    """Whatever stands above the last menu is the site's, if something that can be the title stands below it."""
    rest = [line for line in lines if line.start not in drops]
    kinds = [(line.start, drops[line.start].kind) for line in lines if line.start in drops]
    said = [at for at, kind in kinds if kind == "source-line" and rest and rest[0].start < at]
    menus = [at for at, kind in kinds if kind in _NAVIGATION and (not said or at < said[0])]
    if not menus or not rest or rest[-1].start < menus[-1]:
        return
    titles = [line.start for line in rest if _TITLE_END.search(line.text)]
    top = min(menus[-1], titles[0]) if titles and titles[-1] < menus[-1] else menus[-1]
    for line in rest:
        if line.start < top and not _is_letterhead(line.text):
            drops[line.start] = Drop(line, "site-name")


def _bylines(lines: Sequence[Line], drops: dict[int, Drop]) -> None:
    """A name between a title and the same title again."""
    rest = [line for line in lines if line.start not in drops]
    for above, line, below in zip(rest, rest[1:], rest[2:], strict=False):
        if above.text == below.text and re.fullmatch("[\u4e00-\u9fff]{2,4}", line.text):
            drops[line.start] = Drop(line, "source-line", (("author", line.text),))


def _between(lines: Sequence[Line], drops: dict[int, Drop]) -> None:
    """Drop what is clutter wherever it stands."""
    for line in lines:
        if len(line.text) > prose.LONGEST or (line.text.endswith("。") and prose.is_text(line.text)):
            continue
        finding = _pick(line, ("any",))
        if finding is not None and line.start not in drops:
            drops[line.start] = Drop(line, finding.kind, finding.fields, finding.rights)


def _tail(lines: Sequence[Line], end: int, drops: dict[int, Drop]) -> None:
    """Drop what a page has below its text, with the short lines in the midst of it."""
    findings = [_opener(lines, index) or _pick(lines[index], ("contact",)) for index in range(end, len(lines))]
    last = max((at for at, finding in enumerate(findings) if finding is not None), default=-1)
    listed = False
    ended = _is_ended(lines[end:], findings)
    for at, (line, finding) in enumerate(zip(lines[end:], findings, strict=True)):
        if finding is not None:
            listed = listed or finding.kind in _LISTS
            drops[line.start] = Drop(line, finding.kind, finding.fields, finding.rights)
        elif listed or ((at < last or ended) and (not _CLAUSE.search(line.text) or is_spoken(line.text))):
            drops[line.start] = Drop(line, "list" if listed else "footer")
    if (
        0 < end < len(lines)
        and findings[0]
        and findings[0].kind == "download"
        and _FILES.fullmatch(lines[end - 1].text)
    ):
        drops[lines[end - 1].start] = Drop(lines[end - 1], "download")
    _footer_above(lines, end, drops)


def _is_ended(lines: Sequence[Line], findings: Sequence[Finding | None]) -> bool:
    """Whether what follows the last line of clutter is the site's too: few lines, beside the clutter known as such."""
    known = sum(finding is not None and finding.kind not in _PASSING for finding in findings)
    return 0 < len(lines) - known <= _MOST_UNKNOWN * known


def _footer_above(lines: Sequence[Line], end: int, drops: dict[int, Drop]) -> None:
    """Right above the first line of clutter, in a page written out: short lines set off from the text to the left."""
    if end >= len(lines):
        return
    depth: int | None = None
    for line in reversed(lines[:end]):
        if line.start in drops or prose.is_sentence(line.text) or prose.is_strong(line.text):
            return
        if depth is None:
            depth = _depth(lines[:end], drops)
        if line.indent >= depth:
            return
        drops[line.start] = Drop(line, "footer")


def _depth(lines: Sequence[Line], drops: dict[int, Drop]) -> int:
    """How deep most lines of the text are indented."""
    indents = Counter(line.indent for line in lines if line.start not in drops and prose.is_text(line.text))
    return indents.most_common(1)[0][0] if indents else 0
