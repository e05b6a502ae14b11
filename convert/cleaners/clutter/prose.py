"""What shows a line to be text, however it stands: sentences, salutations, numbers, the parts of a document."""

from convert.hanzi import HAN, NUMERALS
from convert.patterns import pattern

LONGEST = 240
"""Characters; no line of clutter is longer, save a jam."""

_STOPS = pattern("[。；！？]")
_PLAINLY = 60
"""Characters from which a line with a 。 needs no counting."""
_FEWEST = 4
"""Letters of a numbered line, its number included; a counter in brackets has fewer."""
_BULLET = pattern("^[ \t\u3000]*(?:[*+•·◆■]|o)[ \u3000]+(?=[^ ])")

NUMBERED = pattern(
    f"(?:#{{1,6}} )?(?:[{NUMERALS}]{{1,4}}[、.．]|[(（][ ]?(?:[{NUMERALS}]{{1,4}}|[0-9]{{1,2}})[ ]?[)）]"
    f"|第[{NUMERALS}千0-9]{{1,6}}[编章节条款部])"
)
_DIGITED = pattern("(?:[0-9]{1,2}[.．、](?![0-9])|[①-⑳⒈-⒛⑴-⒇])")
_ADDRESSING = pattern(
    "(?:同志|朋友|先生|女士|代表|委员|同学|老师|来宾|嘉宾|来賓|領導|领导|们|們|单位|部门|政府|机构|公司|院校|委员会|局|厅|办|处)[：:！!]$"
)
_DATE_LINE = pattern(f"[(（]?(?:[12][0-9]{{3}}|[{NUMERALS}○Oo]{{4}}|20[×xX]{{2}})年.{{1,3}}月.{{1,3}}日[^。]{{0,16}}$")
_KEPT = pattern(
    f"^附[ \u3000]*件(?!下|.{{0,4}}下载)|^[(（](?=.{{0,20}}[{HAN}]{{2}}).{{1,60}}[)）]$|〔[0-9]{{4}}〕|印发$"
    "|^(?:抄送|抄报|主送|主题词)[:：]|^(?:图|表)[ ]?[0-9]|^(?:绝密|机密|秘密|特急|加急|特提|平急)|文件$|签发人[:：]"
)
_ENDS = ("。", "！", "？", "；", "：", ":", "…", "。”", "!", "?", ";")


def is_text(line: str) -> bool:
    """Whether the text proper has begun with *line*: a sentence of some length, a salutation, a numbered line."""
    if len(line) > LONGEST or (len(line) > _PLAINLY and "。" in line):
        return True
    if NUMBERED.match(line) or _DIGITED.match(line) or line.startswith("|"):
        return True
    letters = _letters(line)
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
    if (letters >= _FEWEST and NUMBERED.match(line)) or "\t" in line or line.startswith(("|", "#")):
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
    return bool(_DATE_LINE.match(line) or _KEPT.search(line) or NUMBERED.match(line))


def _letters(line: str) -> int:
    return sum(map(str.isalnum, line))
