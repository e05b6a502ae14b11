"""Parts of a document: 称谓 and 主送机关 end in a colon, 附件说明 has its numbers and no marks after a name."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Paragraph, Role
from convert.patterns import pattern
from convert.recognizers import shapes

HEAD = 4
"""Paragraphs among which a text is addressed to somebody."""
LONGEST = 80
_CALL = pattern(
    "(?:同志们|女士们|朋友们|老师们|同学们|乡亲们|代表们|(?:尊敬的|各位)[^。；：！？]{0,60}?"
    "(?:们|代表|委员|来宾|领导|朋友|同志|先生|女士|同学|老师|嘉宾))[，,。]?\\Z"
)
_LIST = pattern("^附件：(?P<mark>[0-9]{1,2}[.．、])?[ ]?(?P<name>[^\n。；]{2,80})(?P<end>[。；])?$", re.MULTILINE)
_ITEM = pattern("(?P<mark>[0-9]{1,2}[.．、])[ ]?(?P<name>[^\n。；]{2,80})(?P<end>[。；])?(?=\n|\\Z)")


def addressed(paper: Paper) -> Iterator[Finding]:
    """A 称谓 or 主送机关 without its colon."""
    for block in paper.document.blocks[:HEAD]:
        if not isinstance(block, Paragraph):
            return
        text = block.text
        if block.role is Role.BODY and len(text) <= LONGEST and block.lines and _calls(text):
            after = text.rstrip("，,。") + "："
            yield paper.in_line("DC311", block.lines.first, text, after)


def _calls(text: str) -> bool:
    """Whether a line addresses people or organs, but for the mark at its end."""
    if _CALL.match(text):
        return True
    # An organ alone, or several with 、 between, may be who issues the document.
    return "，" in text and text[-1] not in "，。！？：；、”）》" and shapes.is_address(f"{text}：")


def attachments(paper: Paper) -> Iterator[Finding]:
    """附件说明: 1. and not 1、, numbers without a gap, no mark after a name, no 《》 around it."""
    for match in _LIST.finditer(paper.prose):
        yield from _entry(paper, match)
        number = 1
        at = match.end() + 1
        while match["mark"] and (item := _ITEM.match(paper.prose, _past_blank(paper.prose, at))):
            number += 1
            yield from _entry(paper, item, number)
            at = item.end() + 1


def _past_blank(text: str, at: int) -> int:
    return at + text.startswith("\n", at)


def _entry(paper: Paper, match: re.Match[str], number: int = 1) -> Iterator[Finding]:
    """What is wrong with one entry, the *number*th."""
    mark, name, end = match["mark"] or "", match["name"], match["end"]
    digits = mark.rstrip(".．、")
    if mark and int(digits) != number:
        yield paper.finding("DC312", *match.span("mark"), before=mark, after=f"{number}.")
    elif mark.endswith(("、", "．")):
        start, stop = match.span("mark")
        yield paper.finding("DC312", start, stop, (stop - 1, stop, "."), before=mark, after=f"{digits}.")
    if end:
        start, stop = match.span("end")
        yield paper.finding("DC312", start, stop, (start, stop, ""), before=name[-4:] + end, after=name[-4:])
    if name.startswith("《") and name.endswith("》") and name.count("《") == 1:
        start, stop = match.span("name")
        edits = ((start, start + 1, ""), (stop - 1, stop, ""))
        yield paper.finding("DC312", start, stop, *edits, before=name, after=name[1:-1])
