"""Verse, and quotations that stand on lines of their own (7.3.3 knows neither; a page sets them apart)."""

from collections.abc import Sequence

from convert.document import Role
from convert.hanzi import HAN
from convert.patterns import pattern
from convert.recognizers.draft import Draft
from convert.recognizers.numerals import numeral
from convert.recognizers.shapes import is_date, is_salutation

LONGEST_LINE = 24
LONGEST_REGULAR = 40
"""Of a line that holds four clauses of one length: 故人西辞黄鹤楼，烟花三月下扬州。孤帆远影碧空尽，唯见长江天际流。"""
UNTOLD = (5, 7)
"""Hanzi of a clause of verse that no sentence before it tells of."""
_FIRST_COMMA = slice(min(UNTOLD), max(UNTOLD) + 1)
MOST_QUOTED = 50
"""Paragraphs of a quotation; one that is not closed by then is none, and is not walked again from each of its lines."""

_TOLD = pattern("诗|歌|谣|吟|诵|曲|[写唱]道|曰|云：|古[人语训]|[对楹]联|顺口溜|谚语|名[句言]")
"""What a sentence says that ends in a colon before verse."""
_TELLING = 40
_CLAUSE_ENDS = "，、。！？；"
_CLAUSES = pattern(f"([{HAN}]{{4,7}})[，、][{HAN}]{{4,7}}[，。！？；](?:[{HAN}]{{4,7}}[，。！？；]){{0,2}}")
_STOPS = ("。", "！", "？", "”", "…")


def assign(draft: Draft) -> None:
    """Give verse and quotations their role."""
    end = 0
    before = ""
    for index, text in enumerate(draft.texts):
        told, before = before.endswith("："), text
        if index < end or not text or not (told or "，" in text[_FIRST_COMMA]):
            continue
        end = _end_of_verse(draft, index, text) or _end_of_quotation(draft, index, text)
        draft.roles[index:end] = [Role.QUOTE] * (end - index)


def _end_of_verse(draft: Draft, first: int, text: str) -> int:
    """Where the verse that begins at *first* ends; 0 if none does."""
    told = _is_told(draft.text(first - 1))
    feet = _feet(text)
    if not (told or feet in UNTOLD) or not _may_be_verse(draft, first):
        return 0
    end = first + 1
    while _may_be_verse(draft, end) and _feet(draft.text(end)) == feet:
        end += 1
    if feet:
        return end if told or end - first > 1 else 0
    return end if _is_free_verse(draft.texts[first:end]) else 0


def _is_free_verse(lines: Sequence[str]) -> bool:
    """Whether short lines are verse: sentences go on over their ends, as they do not over those of paragraphs."""
    stopped = sum(line.endswith(_STOPS) for line in lines)
    return len(lines) > 1 and stopped <= len(lines) / 2


def _may_be_verse(draft: Draft, index: int) -> bool:
    text = draft.text(index)
    if not 3 <= len(text) <= LONGEST_REGULAR or draft.roles[index] is not Role.BODY or "：" in text:
        return False
    if text[-1] == "；" or (len(text) > LONGEST_LINE and not _feet(text)):
        return False
    return not (numeral(text) or is_date(text) or is_salutation(text))


def _feet(text: str) -> int:
    """How many characters each clause of a line of old verse has; 0 where they differ or there is but one."""
    match = _CLAUSES.fullmatch(text.strip("“”"))
    feet = len(match[1]) if match else 0
    return feet if all(mark in _CLAUSE_ENDS for mark in text.strip("“”")[feet :: feet + 1]) else 0


def _is_told(before: str) -> bool:
    """Whether the sentence before says that verse follows."""
    return before.endswith("：") and _TOLD.search(before, max(0, len(before) - _TELLING)) is not None


def _end_of_quotation(draft: Draft, first: int, text: str) -> int:
    """Where the quotation ends that the sentence before *first* leads to with its colon; 0 if none does."""
    if text[0] != "“" or not draft.text(first - 1).endswith("：") or draft.roles[first - 1] is not Role.BODY:
        return 0
    end = first
    while end < first + MOST_QUOTED and draft.text(end).startswith("“") and draft.roles[end] is Role.BODY:
        end += 1
        if _is_closed(draft.text(end - 1)):
            return end
    return 0


def _is_closed(text: str) -> bool:
    """Whether the quotation that opens a paragraph closes at its end, and no other one opens after it."""
    depth = 0
    for at, mark in enumerate(text):
        depth += (mark == "“") - (mark == "”")
        if depth == 0:
            return at == len(text) - 1
    return False
