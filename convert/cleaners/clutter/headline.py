"""The title as a browser's window shows it: with the names of the column and of the site before or after it."""

import re
from collections.abc import Iterator

from convert.cleaners.clutter import words
from convert.hanzi import HAN
from convert.ledger import Edit
from convert.patterns import pattern

_LINES = 12
"""Lines that are not blank in which such a title may stand."""
_LONGEST = 120
TITLE = pattern(
    f"(?:[{HAN}A-Za-z0-9（）]{{0,30}}(?:关于|在)|[{HAN}]{{2,30}}(?:同志|书记|主席|总书记|市长|县长|局长))[^。；！？|_]{{3,60}}"
    "(?:讲话|讲话稿|致辞|致词|演讲|发言|主持词|贺信|通知|通报|意见|决定|决议|报告|方案|办法|规定|细则|条例|批复|请示|函|公告|通告|纪要|总结|计划|规划)"
    "(?:稿|提纲)?(?:[（(][^（）()]{1,16}[)）])?"
)
"""A title complete in itself."""
_BREAK = pattern("[ \u3000]{0,4}(?:[|｜_»]{1,2}|>>|[ \u3000][-–—·]{1,2}[ \u3000]|(?<![-—])[-–](?![-—]))[ \u3000]{0,4}")
_SITE = pattern(
    f"[{HAN}A-Za-z0-9.·]{{2,24}}(?:网|网站|论坛|文库|在线|门户|文秘|范文大全|社区|频道|官网|百科|博客|空间|客户端|\\.com|\\.cn|\\.net)(?:手机版)?"
)
_OWNER = pattern(f"[{HAN}]{{2,20}}(?:政府|日报|新闻|资讯|局|委员会|办公室)")
"""Whose site it may be, behind a title."""
_BEFORE = pattern(f"([{HAN}A-Za-z0-9.]{{1,16}}(?:网|网站|论坛|文库|在线|文秘|范文|频道|社区))[ ]?[:：|｜_»-][ ]?")


_STATUS = pattern("[【\\[](?:现行有效|有效|已失效|失效|已废止|废止|已修改)[】\\]](?=.{6})")
"""Whether a document still holds, as a government's page says before its title."""
_BARS = ("|", "｜", "_", "»")
"""What parts a title from the names of tags, columns and sites."""
_TAGS = pattern("^【[^【】]{2,8}】|【[^【】]{2,8}】$")
_PRAISE = pattern("(?<=.{6})[【\\[](?:[^【】\\[\\]]{0,4}(?:范文|精选|完整版|通用版|推荐)[^【】\\[\\]]{0,4})[】\\]]$")
"""How a library of texts praises one behind its title."""
_WHOLE = ("全文", "（全文）", "(全文)", "【全文】", "[全文]")
_MARKED = (*_BARS, "】", "]", "全文")
"""What a line has that says more than a title."""
_SHORTEST = 8
"""Characters of a title that is known again in another line."""
_FILE = pattern("[.](?:docx?|pdf|wps|txt|rtf)$", re.IGNORECASE)


def is_site(name: str) -> bool:
    """Whether *name* is that of a site."""
    return _SITE.fullmatch(name) is not None


def is_column(name: str) -> bool:
    """Whether *name* is made of what the names of a site's columns are made of."""
    known = words.load()
    return name in known.kinds or bool(words.built(known.fold(name), known.columns))


def edits(content: str) -> Iterator[Edit]:
    """What stands before and after a title in its line; where the title stands again below, all of it."""
    heads = _heads(content)
    titles = [line.strip(" \u3000") for _, line in heads]
    listed = sum(_STATUS.match(line) is not None for _, line in heads) > 1  # a document tells of others
    for at, line in heads:
        if any(mark in line for mark in _MARKED):
            if not listed and (status := _STATUS.match(line)):
                yield Edit(at, at + status.end(), "", "clutter.record")
                continue
            if praise := _PRAISE.search(line):
                yield Edit(at + praise.start(), at + len(line), "", "clutter.site-name")
                continue
            if any(_says_more(line.strip(" \u3000"), title) for title in titles):
                yield Edit(at, min(at + len(line) + 1, len(content)), "", "clutter.headline")
                continue
        start, end = _title(line)
        title = line[start:end]
        if title == line or not TITLE.fullmatch(title):
            continue
        if any(other.strip(" \u3000") == title for place, other in heads if place != at):
            yield Edit(at, min(at + len(line) + 1, len(content)), "", "clutter.headline")
            continue
        if start:
            yield Edit(at, at + start, "", "clutter.site-name")
        if end < len(line):
            yield Edit(at + end, at + len(line), "", "clutter.site-name")


def _says_more(line: str, title: str) -> bool:
    """Whether *line* is *title*, which has a line of its own, with names or a count of a page beside it."""
    if not _SHORTEST <= len(title) < len(line) or line.startswith("|"):
        return False
    if line.removeprefix(title) in _WHOLE or _TAGS.sub("", line) == title:
        return True
    if not any(mark in line for mark in _BARS):
        return False
    if any(mark in title for mark in (*_BARS, *"。；！？;")):
        return False
    before, after = line.removesuffix(title).rstrip(" \u3000"), line.removeprefix(title).lstrip(" \u3000")
    return (before != line and before.endswith((*_BARS, ":", "："))) or (after != line and after.startswith(_BARS))


def _heads(content: str) -> list[tuple[int, str]]:
    """The first lines that are not blank nor long, each with its place."""
    heads: list[tuple[int, str]] = []
    at = 0
    while at < len(content) and len(heads) < _LINES:
        end = content.find("\n", at)
        end = len(content) if end < 0 else end
        line = content[at:end] if end - at <= _LONGEST else ""
        if line.strip(" \u3000"):
            heads.append((at, line))
        elif end - at > _LONGEST:
            break
        at = end + 1
    return heads


def _title(line: str) -> tuple[int, int]:
    """The part of *line* between the names of columns and sites; all of it where none of them is a site's."""
    start = len(line) - len(line.lstrip(" \u3000"))
    if file := _FILE.search(line):
        return start, file.start()
    before = _BEFORE.match(line, start)
    breaks = list(_BREAK.finditer(line, start))
    end = len(line)
    sited = False
    for mark in reversed(breaks):
        name = line[mark.end() : end].strip(" \u3000")
        owned = mark is breaks[-1] and _OWNER.fullmatch(name) is not None
        if not owned and not is_site(name) and not is_column(name):
            break
        sited = sited or is_site(name) or owned
        end = mark.start()
    if before and TITLE.fullmatch(line[before.end() : end if sited else len(line)].strip(" \u3000")):
        return before.end(), end if sited else len(line)
    return (start, end) if sited else (0, len(line))
