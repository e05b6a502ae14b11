"""Parts that a page has left on two lines or more: 主送机关, the names and titles of attachments, articles."""

from collections.abc import Sequence
from dataclasses import replace

from convert.document import Block, Lines, Paragraph
from convert.recognizers import imprint, shapes
from convert.recognizers.closing import is_attachment_label, is_list_label, is_listed_attachment
from convert.recognizers.draft import text_of
from convert.recognizers.letterhead import more_signatories
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
    above = before = ""
    for index, block in enumerate(blocks):
        last = joined[-1] if joined else None
        text = text_of(block) if isinstance(block, Paragraph) else ""
        if isinstance(last, Paragraph) and isinstance(block, Paragraph):
            gap = _gap(above, before, text, blocks[index : index + MOST_LINES] if len(joined) <= ADDRESS_DEPTH else ())
            if gap is not None:
                joined[-1] = _together(last, block, gap)
                before += gap + text
                continue
        joined.append(block)
        above, before = before, text
    return joined


def _gap(above: str, before: str, text: str, following: Sequence[Block]) -> str | None:
    """What goes between the two where *text* goes on with the paragraph *before* it; None where it does not."""
    if following and more_signatories(before, text):
        return "\u3000"
    if is_list_label(before) and is_listed_attachment(text):
        return ""
    if len(before) <= LONGEST_NUMERAL and (gap := _gap_after_numeral(before, text)) is not None:
        return gap
    return "" if _goes_on(above, before, text, following) else None


def _gap_after_numeral(before: str, text: str) -> str | None:
    """What goes between a number that stands alone and the text that a page has put on the next line; else None."""
    found = numeral(before)
    if found is None or found.end < len(before) or numeral(text):
        return None
    if found.kind is Kind.ARTICLE:
        return "\u3000"
    said = found.kind in GAPS and len(text) <= LONGEST_NAME and text[-1:] not in ("。", "；") and not imprint.read(text)
    # 一 without a mark is a heading by itself.
    return GAPS[found.kind] if said and not (found.kind is Kind.HAN and before.isalnum()) else None


def _goes_on(above: str, before: str, text: str, following: Sequence[Block]) -> bool:
    """Whether *text*, and what is *following* with it, goes on with what stands *before* it."""
    if following and _goes_on_as_address(before, following):
        return True
    if is_attachment_label(above) and _goes_on_as_title(before, text):
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
