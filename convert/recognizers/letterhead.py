"""版头: the lines around a title that the standard prints above the red line, taken into the metadata (7.2)."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from convert.hanzi import HAN, iso_date
from convert.patterns import pattern
from convert.recognizers.shapes import DATE, DOCUMENT_NUMBER

Fields = dict[str, Any]
"""Fields of Metadata by name."""

_NAMES = f"[{HAN}·]{{2,4}}(?:[、 \u3000]{{1,4}}[{HAN}·]{{2,4}}){{0,7}}"


def _number(match: re.Match[str]) -> Fields:
    fields: Fields = {"document_number": match["number"].replace(" ", "")}
    if match["names"]:
        fields["signatories"] = tuple(re.split("[、 \u3000]{1,4}", match["names"]))
    return fields


def _classification(match: re.Match[str]) -> Fields:
    return {"classification": match[1], "classified_for": match[2] or ""}


def _signatories(match: re.Match[str]) -> Fields:
    return {"signatories": tuple(re.split("[、 \u3000]{1,4}", match["names"]))}


_SIGNED = f"签发人[：:][ \u3000]?(?P<names>{_NAMES})"

_EDITOR = pattern(f"([{HAN}（）()]{{4,30}})[ \u3000]{{1,20}}({DATE.pattern})")

PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fields]], ...] = (
    (pattern("[0-9]{6}"), lambda match: {"copy_number": match[0]}),
    (pattern("(绝密|机密|秘密)(?:[★☆*]([0-9一二三四五六七八九十]{1,3}(?:年|个月|天)|长期))?"), _classification),
    (pattern("特急|加急|平急|特提"), lambda match: {"urgency": match[0]}),
    (pattern(_SIGNED), _signatories),
    (pattern(f"[（(][ ]?(?P<number>{DOCUMENT_NUMBER.pattern})[ ]?[）)](?P<names>)"), _number),
    (pattern(f"(?P<number>{DOCUMENT_NUMBER.pattern})(?:[ \u3000]{{1,20}}{_SIGNED})?"), _number),
    (pattern(f"(?!.*关于)[{HAN}（）()、 \u3000]{{4,40}}文件"), lambda match: {"masthead": (match[0],)}),
)
"""What a line of the 版头 looks like → what it says; the 份号 is six digits (7.2.1)."""


def read(line: str) -> Fields:
    """What a line of the 版头 says; nothing if it is none."""
    if len(line) > 80:
        return {}
    for shape, fields in PATTERNS:
        if match := shape.fullmatch(line):
            return fields(match)
    return {}


def editor(line: str) -> Fields:
    """Who edited an issue of a series and when, as stands under its number; nothing if a line does not say so."""
    match = _EDITOR.fullmatch(line) if len(line) <= 80 else None
    return {"printed_by": match[1], "printed_on": iso_date(match[2])} if match else {}


def is_issue(lines: Sequence[str]) -> bool:
    """Whether the only line is the number of an issue: 〔2026〕第5期, 第12期."""
    return len(lines) == 1 and str(read(lines[0]).get("document_number", "")).endswith("期")


def is_letterhead(line: str) -> bool:
    """Whether a line belongs to the 版头."""
    return bool(read(line))
