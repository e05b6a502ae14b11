"""Parts that a page broken at a width has left on two lines or more: 主送机关 and the names of attachments."""

from collections.abc import Sequence
from dataclasses import replace

from convert.document import Block, Lines, Paragraph
from convert.recognizers import shapes
from convert.recognizers.closing import is_listed_attachment
from convert.recognizers.draft import text_of

ADDRESS_DEPTH = 8
"""Blocks at the head among which 主送机关 are looked for."""
MOST_LINES = 6
LONGEST_NAME = 60

_OPENING, _CLOSING = "（《“", "）》”"


def rejoin(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each part that was broken in one paragraph again."""
    joined: list[Block] = []
    for index, block in enumerate(blocks):
        before = joined[-1] if joined else None
        if isinstance(before, Paragraph) and isinstance(block, Paragraph):
            address = len(joined) <= ADDRESS_DEPTH and _goes_on_as_address(before, blocks[index : index + MOST_LINES])
            if address or _goes_on_as_attachment(text_of(before), text_of(block)):
                joined[-1] = _together(before, block)
                continue
        joined.append(block)
    return joined


def _goes_on_as_address(before: Paragraph, following: Sequence[Block]) -> bool:
    """Whether a list of organs ends on a later line, with its colon."""
    whole = before.text
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


def _together(first: Paragraph, second: Paragraph) -> Paragraph:
    lines = Lines(first.lines.first, second.lines.last) if first.lines and second.lines else None
    *head, last = first.content
    following, *tail = second.content
    if (last.strong, last.emphasis) == (following.strong, following.emphasis):
        last, following = replace(last, text=last.text + following.text), replace(following, text="")
    return Paragraph((*head, last, *(run for run in (following, *tail) if run.text)), first.role, lines)
