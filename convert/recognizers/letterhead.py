"""版头: the lines around a title that the standard prints above the red line, taken into the metadata (7.2)."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from convert.hanzi import HAN, iso_date
from convert.patterns import pattern
from convert.recognizers.shapes import DATE, DOCUMENT_NUMBER, closed_up, ends_as_title

LONGEST = 120
"""Characters of a line of the 版头."""
LONGEST_SECRECY = 20
"""Characters of 密级 and 保密期限, or of 紧急程度, set apart."""
_SET_APART = ("绝", "机", "秘", "特", "加", "平")
"""How these begin: 机　密★1年."""
Fields = dict[str, Any]
"""Fields of Metadata by name."""

_SPREAD = f"[{HAN}][ \u3000]{{1,3}}[{HAN}](?![{HAN}·])"
"""A name of two characters set apart: 张　三."""
_PERSON = f"(?:{_SPREAD}|[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}}){{1,4}}|[{HAN}]{{2,4}})"
_NAMES = f"{_PERSON}(?:[、 \u3000]{{1,4}}{_PERSON}){{0,11}}"
_EACH = pattern(_PERSON)
_LABEL = pattern("(?:份号|密级(?:和保密期限)?|紧急程度)[：:][ \u3000]?")
"""What a form puts before what the standard prints alone (7.2.1 to 7.2.3)."""


def _number(match: re.Match[str]) -> Fields:
    number = {"document_number": match["number"].replace(" ", "")}
    return number | _signatories(match) if match["names"] else number


def _classification(match: re.Match[str]) -> Fields:
    return {"classification": match[1], "classified_for": match[2] or ""}


def _signatories(match: re.Match[str]) -> Fields:
    return {"signatories": _people(match["names"])}


def _last_row(match: re.Match[str]) -> Fields:
    """发文字号 on the line of the last 签发人 (7.2.5)."""
    names = _people(match["names"]) + _people(match["last"])
    return {"document_number": match["number"], "signatories": names}


def _people(names: str) -> tuple[str, ...]:
    """Each of the names, none set apart."""
    return tuple(map(_closed, _EACH.findall(names)))


def _closed(text: str) -> str:
    return text.replace(" ", "").replace("\u3000", "")


_SIGNED = f"签发人[：:][ \u3000]?(?P<names>{_NAMES})"

_BARE = ("〔", "[", "（", "(", "【")
"""With what a number begins that no 机关代字 precedes."""
_ROW = pattern(f"(?:{DOCUMENT_NUMBER.pattern}[ \u3000]{{1,20}})?{_NAMES}")
"""A row of 签发人 under the first one, 发文字号 before the last."""

_EDITOR = pattern(f"([{HAN}（）()]{{4,30}})[ \u3000]{{1,20}}({DATE.pattern})")

PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fields]], ...] = (
    (pattern("[0-9]{6}"), lambda match: {"copy_number": match[0]}),
    (pattern("(绝密|机密|秘密)(?:[★☆*]([0-9一二三四五六七八九十]{1,3}(?:年|个月|天)|长期))?"), _classification),
    (pattern("特急|加急|平急|特提"), lambda match: {"urgency": match[0]}),
    (pattern(_SIGNED), _signatories),
    (pattern(f"[（(][ ]?(?P<number>{DOCUMENT_NUMBER.pattern})[ ]?[）)](?P<names>)"), _number),
    (pattern(f"(?P<number>{DOCUMENT_NUMBER.pattern})(?:[ \u3000]{{1,20}}{_SIGNED})?"), _number),
    (
        pattern(f"{_SIGNED}[ \u3000](?P<number>{DOCUMENT_NUMBER.pattern})[ \u3000]{{1,20}}(?P<last>{_NAMES})"),
        _last_row,
    ),
    (pattern(f"(?!.*关于)[{HAN}（）()、 \u3000]{{4,40}}文件"), lambda match: {"masthead": (match[0],)}),
)
"""What a line of the 版头 looks like → what it says; the 份号 is six digits (7.2.1)."""


def read(line: str) -> Fields:
    """What a line of the 版头 says; nothing if it is none."""
    if len(line) > LONGEST:
        return {}
    line = closed_up(_LABEL.sub("", line, count=1) if _LABEL.match(line) else line)
    if line.startswith(_SET_APART) and len(line) <= LONGEST_SECRECY:
        line = _closed(line)
    for shape, fields in PATTERNS:
        if match := shape.fullmatch(line):
            return fields(match)
    return {}


def more_signatories(above: str, line: str) -> bool:
    """Whether a line is one more row of the 签发人 that stand *above*, two a row (7.2.6)."""
    if "签发人" not in above or len(line) > LONGEST or not _ROW.fullmatch(line) or ends_as_title(line):
        return False
    names = read(above).get("signatories", ())
    return len(names) > 0 and len(names) % 2 == 0


def editor(line: str) -> Fields:
    """Who edited an issue of a series and when, as stands under its number; nothing if a line does not say so."""
    match = _EDITOR.fullmatch(line) if len(line) <= LONGEST else None
    return {"printed_by": match[1], "printed_on": iso_date(match[2])} if match else {}


def is_issue(lines: Sequence[str]) -> bool:
    """Whether the only line is the number of an issue: 〔2026〕第5期, 第12期, 〔2026〕7号 without an organ's sign."""
    number = str(read(lines[0]).get("document_number", "")) if len(lines) == 1 else ""
    return number.endswith("期") or number.startswith(_BARE)


def is_letterhead(line: str) -> bool:
    """Whether a line belongs to the 版头."""
    return bool(read(line))
