"""Headings without a numeral: short lines that stand between the paragraphs of a text that has no numbered ones."""

from collections.abc import Mapping, Sequence

from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Lines, Paragraph
from convert.patterns import pattern
from convert.recognizers import shapes
from convert.recognizers.captions import is_caption
from convert.recognizers.draft import text_of
from convert.recognizers.headings import Place
from convert.recognizers.letterhead import is_letterhead
from convert.recognizers.numerals import numeral

FEWEST = 3
"""Such lines that make each other headings; two are only told of."""
SHORTEST, LONGEST = 4, 26
SHORTEST_TEXT = 24
"""Characters of the paragraph under a heading, which is twice as long as the heading at least."""

_HAS_MARK = pattern("[。；：:！!…|\\t\u3000]| {2}|，[^，]*，")
_ENDS = ("。", "！", "？", "”", "）", "：", "；", "…")
_NO_HEADING = pattern(
    "^[图表]|(?:[摄图]|现场|合影|全景|剪影|留念|仪式|幕式|讲话|致辞|发言|报告)$|来源|记者|编辑|作者|附件|地点|时间|电话|抄送|——"
)
"""What other lines say that stand by themselves: captions of pictures, credits, contacts."""


def find(
    blocks: Sequence[Block], numbered: Mapping[int, Place], *, named: bool
) -> tuple[dict[int, Place], tuple[Diagnostic, ...]]:
    """The headings among *blocks*, by index, and a finding where lines look like some and stay text.

    They are found only in a text that is *named* as a document or a speech: in the report of a newspaper such a line
    may be what stood under a picture. And only where no *numbered* heading is of the first level: beside such a line
    may be of any level.
    """
    texts = [text_of(block) if isinstance(block, Paragraph) else "" for block in blocks]
    found = {index for index in range(len(texts)) if index not in numbered and _stands_out(texts, index)}
    if named and len(found) >= FEWEST and all(place.level > 1 for place in numbered.values()):
        return {index: Place(1, len(texts[index]), False) for index in found}, ()
    if len(found) < 2:
        return {}, ()
    first = min(found)
    lines = blocks[first].lines or Lines(0, 0)
    return {}, (diagnose("DC212", lines.first, 1, text=texts[first], count=len(found)),)


def _stands_out(texts: Sequence[str], index: int) -> bool:
    """Whether a line is short, between a paragraph that has ended and one that is long."""
    text = texts[index]
    if not SHORTEST <= len(text) <= LONGEST or index + 1 >= len(texts):
        return False
    under = texts[index + 1]
    above = texts[index - 1] if index else ""
    begun = above.endswith(_ENDS) if index else not shapes.is_organ(text)
    covers = len(under) >= max(SHORTEST_TEXT, 2 * len(text)) and under.endswith(_ENDS)
    return begun and covers and _may_be_heading(text)


def _may_be_heading(text: str) -> bool:
    if _HAS_MARK.search(text) or _NO_HEADING.search(text) or text[-1] in "，、":
        return False
    if shapes.is_date(text) or is_letterhead(text) or is_caption(text) or shapes.is_signer(text):
        return False
    return numeral(text) is None and sum(map(str.isalpha, text)) >= SHORTEST
