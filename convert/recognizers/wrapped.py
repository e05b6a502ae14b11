"""Parts that a page has left on two lines or more: 主送机关, the names and titles of attachments, articles."""

from collections.abc import Sequence
from dataclasses import replace

from convert.document import Block, Lines, Paragraph
from convert.recognizers import imprint, shapes
from convert.recognizers.closing import is_attachment_label, is_listed_attachment
from convert.recognizers.draft import text_of
from convert.recognizers.numerals import Kind, numeral

ADDRESS_DEPTH = 8
"""Blocks at the head among which 主送机关 are looked for."""
MOST_LINES = 6
LONGEST_NAME = 60
LONGEST_COPIES = 80
LONGEST_NUMERAL = 8
GAPS = {
    Kind.HAN: "",
    Kind.HAN_IN_BRACKETS: "",
    Kind.PART: "\u3000",
    Kind.CHAPTER: "\u3000",
    Kind.SECTION: "\u3000",
}
"""What stands between the number of a heading and its text."""

_OPENING, _CLOSING = "（《“", "）》”"


def rejoin(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each part that was broken in one paragraph again."""
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        before = joined[-1] if joined else None
        if not isinstance(before, Paragraph) or not isinstance(block, Paragraph):
            joined.append(block)
        elif (gap := _gap_after_numeral(text_of(before), text_of(block))) is not None:
            joined[-1] = _together(before, block, gap)
        elif _goes_on(joined, blocks[index : index + MOST_LINES], text_of(before), text_of(block)):
            joined[-1] = _together(before, block)
        else:
            joined.append(block)
    return joined


def _gap_after_numeral(before: str, text: str) -> str | None:
    """What goes between a number that stands alone and the text that a page has put on the next line; else None."""
    found = numeral(before) if len(before) <= LONGEST_NUMERAL else None
    if found is None or found.end < len(before) or numeral(text):
        return None
    if found.kind is Kind.ARTICLE:
        return "\u3000"
    if found.kind not in GAPS or len(text) > LONGEST_NAME or text[-1:] in ("。", "；"):
        return None
    return GAPS[found.kind]


def _goes_on(joined: Sequence[Block], following: Sequence[Block], before: str, text: str) -> bool:
    """Whether *text* goes on with what stands *before* it."""
    if len(joined) <= ADDRESS_DEPTH and _goes_on_as_address(before, following):
        return True
    above = joined[-2] if len(joined) > 1 else None
    if isinstance(above, Paragraph) and is_attachment_label(text_of(above)) and _goes_on_as_title(before, text):
        return True
    return _goes_on_as_attachment(before, text) or _goes_on_as_copies(before, text)


def _goes_on_as_title(before: str, text: str) -> bool:
    """Whether the title of an attachment comes to its last word on the second line."""
    if len(before) > LONGEST_NAME or len(text) > LONGEST_NAME or before[-1] in "。；：，":
        return False
    return shapes.ends_as_title(text) and not shapes.ends_as_title(before) and not numeral(text)


def _goes_on_as_address(whole: str, following: Sequence[Block]) -> bool:
    """Whether a list of organs ends on a later line, with its colon."""
    if whole[-1:] not in ("，", "、") or any(mark in whole for mark in "。；：“"):
        return False
    for block in following:
        if not isinstance(block, Paragraph):
            return False
        whole += block.text
        if block.text[-1:] not in ("，", "、"):
            return shapes.is_address(whole)
    return False


def _goes_on_as_attachment(before: str, text: str) -> bool:
    """Whether the name of an attachment has a bracket that the next line closes."""
    if not is_listed_attachment(before) or len(text) > LONGEST_NAME or is_listed_attachment(text):
        return False
    return any(before.count(a) > before.count(b) and b in text for a, b in zip(_OPENING, _CLOSING, strict=True))


def _goes_on_as_copies(before: str, text: str) -> bool:
    """Whether the organs that get a copy go on to their full stop on the next line."""
    if not before.startswith(("抄送", "抄 送", "抄\u3000送")) or "copies_to" not in imprint.read(before):
        return False
    return before[-1] != "。" and text[-1:] == "。" and len(text) <= LONGEST_COPIES and "。" not in text[:-1]


def _together(first: Paragraph, second: Paragraph, gap: str = "") -> Paragraph:
    lines = Lines(first.lines.first, second.lines.last) if first.lines and second.lines else None
    *head, last = first.content
    following, *tail = second.content
    if not last.note and (last.strong, last.emphasis) == (following.strong, following.emphasis):
        last, following = replace(following, text=last.text + gap + following.text), replace(following, text="")
    else:
        following = replace(following, text=gap + following.text)
    return Paragraph((*head, last, *(run for run in (following, *tail) if run.text)), first.role, lines)
