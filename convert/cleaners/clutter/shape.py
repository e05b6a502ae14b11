"""What one line looks like by itself: clutter of some kind, the text proper, or neither."""

import re
from functools import lru_cache
from typing import NamedTuple

from convert.cleaners.clutter import words
from convert.hanzi import HAN, NUMERALS

LONGEST = 240
"""Characters; no line of clutter is longer, save a jam."""


class Finding(NamedTuple):
    """One reason to think a line clutter, and where it counts: any, edge, head, tail, record, dated, contact, menu."""

    kind: str
    where: str
    fields: tuple[tuple[str, str], ...] = ()
    """What the line says of the document: field of Metadata (or title) and value."""
    rights: bool = False
    lone: bool = False
    """Whether it counts only beside another line of clutter."""


_STAMP = re.compile(
    "[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
    "|[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?:[ ]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_MACHINE = re.compile("[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_CLOCKED = re.compile("(?:[12][0-9]{3}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_DAY = re.compile("([12][0-9]{3})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_NUMBER = re.compile("[0-9][0-9,.]*(?:[万wWkK+])?[ ]?(?:[次条位个篇℃](?![\u4e00-\u9fff]{4}))?\\+?")
_LINK = re.compile("(?:https?://|www\\.)[!-~]+")
_TOKEN = re.compile(f"[{HAN}A-Za-z+]+")
_WRAP = " \t\u3000【】[]()（）<>《》*•·◆■|｜+-—_>»›:：."
_MENU = re.compile("[|｜]|[ \u3000]{1,8}[-–—·/][ \u3000]{1,8}|[】\\]][ \u3000]*[【\\[]")
_STOPS = re.compile("[。；！？]")
_MENU_SHARE, _ROW_SHARE = 0.7, 0.5
"""How much of a menu may be words that are not in the list: with bars between its entries, with spaces only."""
_FEWEST = 4
"""Letters of a numbered line, its number included; a counter in brackets has fewer."""
_LONGEST_MENU = 160
_CERTAIN = 3
"""Words of menus in one line that make it one wherever it stands."""
_BULLET = re.compile("^[ \t\u3000]*(?:[*+•·◆■]|o)[ \u3000]+(?=[^ ])")

_NUMBERED = re.compile(
    f"(?:#{{1,6}} )?(?:[{NUMERALS}]{{1,4}}[、.．]|[(（][ ]?(?:[{NUMERALS}]{{1,4}}|[0-9]{{1,2}})[ ]?[)）]"
    f"|第[{NUMERALS}千0-9]{{1,6}}[编章节条款部])"
)
_DIGITED = re.compile("(?:[0-9]{1,2}[.．、](?![0-9])|[①-⑳⒈-⒛⑴-⒇])")
_ADDRESSING = re.compile(
    "(?:同志|朋友|先生|女士|代表|委员|同学|老师|来宾|嘉宾|来賓|領導|领导|们|們|单位|部门|政府|机构|公司|院校|委员会|局|厅|办|处)[：:！!]$"
)
_DATE_LINE = re.compile(
    f"[(（]?(?:[12][0-9]{{3}}|[{NUMERALS}○Oo]{{4}}|20[×xX]{{2}})年.{{1,3}}月.{{1,3}}日[^。]{{0,16}}$"
)
_KEPT = re.compile(
    f"^附[ \u3000]*件(?!下|.{{0,4}}下载)|^[(（](?=.{{0,20}}[{HAN}]{{2}}).{{1,60}}[)）]$|〔[0-9]{{4}}〕|印发$"
    "|^(?:抄送|抄报|主送|主题词)[:：]|^(?:图|表)[ ]?[0-9]|^(?:绝密|机密|秘密|特急|加急|特提|平急)|文件$|签发人[:：]"
)
_ENDS = ("。", "！", "？", "；", "：", ":", "…", "。”", "!", "?", ";")
_OWN = re.compile(
    "本站|本网|本文|本公众号|本平台|https?:|www\\.|©|ICP|小编|作者原创|会员|上传者|客服|本作品|文库|范文|仅供参考"
    "|的全部内容|跟[帖贴]|网友"
)
"""Whom only a site speaks of: itself, its readers, its wares."""
_LONG = 30
"""Characters from which a sentence may well be a paragraph of the text."""


def is_text(line: str) -> bool:
    """Whether the text proper has begun with *line*: a sentence of some length, a salutation, a numbered line."""
    if len(line) > LONGEST:
        return True
    letters = _letters(line)
    if _NUMBERED.match(line) or _DIGITED.match(line) or line.startswith("|"):
        return True
    if _ADDRESSING.search(line) and letters >= 3:
        return True
    if letters >= 16 and ("。" in line or line.endswith(_ENDS)):
        return True
    return letters >= 60 and (line.count("，") + line.count(",")) * 25 >= letters


def is_strong(line: str) -> bool:
    """Whether a text that has such a line still goes on there."""
    if len(line) > LONGEST:
        return True
    letters = _letters(line)
    if (letters >= _FEWEST and _NUMBERED.match(line)) or "\t" in line or line.startswith(("|", "#")):
        return True
    if _DATE_LINE.match(line) or _KEPT.search(line) or (_ADDRESSING.search(line) and letters >= 3):
        return True
    if letters >= 100:
        return True
    return (
        letters >= 30 and line.endswith(("。", "！", "？", "”", "）", ")", "!", "?")) and ("，" in line or "," in line)
    )


def is_sentence(line: str) -> bool:
    """Whether *line* ends as a sentence does."""
    return line.endswith(("。", "！", "？", "；", "!", "?", "……"))


def is_item(line: str) -> bool:
    """Whether *line*, as it stands with its indent, is an entry of a menu written out: "* 首页"."""
    return bool(_BULLET.match(line)) and not _STOPS.search(line) and len(line.strip()) <= 40


def is_kept(line: str) -> bool:
    """Whether *line* has the shape of a part of a document, however short: a date, 附件, a note, 发文字号."""
    return bool(_DATE_LINE.match(line) or _KEPT.search(line) or _NUMBERED.match(line))


@lru_cache(maxsize=4096)
def examine(line: str) -> tuple[Finding, ...]:
    """Every reason to think *line* clutter, the most telling first."""
    if len(line) > LONGEST:
        return ()
    found: list[Finding] = []
    if not _NUMBERED.match(line) or re.match("[(（]", line):
        found += _sentence(line)
    found += _labelled(line)
    if not _NUMBERED.match(line):
        found += _furniture(line)
    return tuple(found)


def _sentence(line: str) -> list[Finding]:
    found = []
    for sentence in words.load().sentences:
        if sentence.pattern.search(line):
            lone = (sentence.lone or len(line) > _LONG) and is_sentence(line) and not _OWN.search(line)
            fields = ((sentence.field, line),) if sentence.field else _link(line)
            found.append(Finding(sentence.kind, sentence.where, fields, sentence.rights, lone))
    return found


def _link(line: str) -> tuple[tuple[str, str], ...]:
    return tuple(("link", match[0]) for match in _LINK.finditer(line) if "本文" in line[: match.start()])


def _labelled(line: str) -> list[Finding]:
    """A line of labels with their values, and nothing else but what the furniture accounts for."""
    known = words.load()
    matches = list(known.label.finditer(line))
    if not matches:
        return []
    before = line[: matches[0].start()].strip(_WRAP)
    stamped = bool(_STAMP.search(before))
    if before and _cover(before).missing > (12 if stamped else 0):
        return []
    bounds = [*(match.start() for match in matches[1:]), len(line)]
    pairs = []
    for match, end in zip(matches, bounds, strict=True):
        label = (
            known.labels[re.sub("[ \u3000]", "", match[1])] if match[1] not in known.labels else known.labels[match[1]]
        )
        value = line[match.end() : end].strip()
        long = label.field in ("link", "title")
        if not long and (len(value) > 70 or _STOPS.search(value)):
            return []
        pairs.append((label, value))
    fields = [(label.field, _value(label.field, value)) for label, value in pairs if label.field]
    if stamped:
        fields.append(("dated", iso(before)))
    strengths = {label.strength for label, _ in pairs}
    several = len(pairs) > 1 or stamped
    where = _where(strengths, several, any(_MACHINE.match(value) for _, value in pairs))
    return [Finding(pairs[0][0].kind, where, tuple((f, v) for f, v in fields if v))]


def _where(strengths: set[str], several: bool, dated: bool) -> str:
    """Where a line of labels counts, by the labels it has."""
    if "any" in strengths:
        return "any"
    if "edge" in strengths:
        return "edge"
    if "dated" in strengths:
        return "edge" if several else "dated" if dated else ""
    if "record" in strengths:
        return "head" if several else "record"
    return "contact"


def _value(field: str, value: str) -> str:
    """The value of a label without what the page put after it."""
    if field == "link":
        match = _LINK.search(value)
        return match[0] if match else ""
    if field in ("dated", "issued_on"):
        return iso(value)
    if field in ("title", "index_number", "document_number"):
        return value.strip()
    kept = []
    for word in re.split("[ \u3000\t]+|(?=[【\\[(（])", value):
        if not word:
            continue
        if _STAMP.match(word) or not _cover(word).missing or word[0] in "【[(（":
            break
        kept.append(word)
    return " ".join(kept)


def iso(value: str) -> str:
    """The first day in *value* as ISO 8601; "" if it has none."""
    match = _DAY.search(value)
    if not match:
        return ""
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


class _Cover(NamedTuple):
    """How far the words of menus and buttons account for the letters of a line."""

    missing: int
    whole: int
    tokens: int
    kind: str
    """Of the first word; "" if there is none."""


def _cover(text: str) -> _Cover:
    known = words.load()
    bare = _NUMBER.sub(" ", _STAMP.sub(" ", _LINK.sub(" ", text)))
    missing = whole = tokens = 0
    kind = ""
    for token in _TOKEN.findall(bare.casefold()):
        lacking, first = known.uncovered(token)
        missing += lacking
        whole += len(token)
        tokens += 1
        if first and (not kind or kind == "channel"):
            kind = first
    return _Cover(missing, whole, tokens, kind)


def _furniture(line: str) -> list[Finding]:
    """A line made of the words of menus and buttons, or mostly of them where it has a menu's shape."""
    if _STOPS.search(line) or len(line) > _LONGEST_MENU:
        return []
    cover = _cover(line)
    if not cover.whole:
        return _signs(line)
    where = _where_furniture(cover) if not cover.missing else "edge" if _is_menu(line, cover) else ""
    return [Finding(cover.kind, where)] if cover.kind and where else []


def _where_furniture(cover: _Cover) -> str:
    """Where a line counts that has nothing but such words; the name of a site's column may also be a title."""
    if cover.kind == "channel":
        return "channel" if cover.tokens == 1 else "edge"
    return "any" if cover.tokens >= _CERTAIN else "edge"


def _is_menu(line: str, cover: _Cover) -> bool:
    """Whether a line has the shape of a menu, and enough words of one."""
    if "，" in line or "," in line:
        return False
    share = cover.missing / cover.whole
    barred = bool(_MENU.search(line)) and cover.tokens > 1 and share <= _MENU_SHARE
    return barred or (cover.tokens > 2 and cover.whole <= 8 * cover.tokens and share <= _ROW_SHARE)


def _signs(line: str) -> list[Finding]:
    """A line without a letter: the point of an empty menu entry, a bar, a day and an hour."""
    if _CLOCKED.fullmatch(line.strip()):
        return [Finding("date-stamp", "edge", (("dated", iso(line)),) if iso(line) else ())]
    bare = re.sub("[ \u3000\t]", "", line)
    if bare and len(bare) <= 3 and not any(c.isalnum() or c in "…—-=_#" for c in bare):
        return [Finding("navigation", "edge")]
    return []


def _letters(line: str) -> int:
    return sum(map(str.isalnum, line))
