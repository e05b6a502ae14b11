"""The marks of numbers and headings that only an author chooses: 1、 for 1., 一. for 一、, a stop after a heading."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Heading
from convert.hanzi import NUMERALS
from convert.recognizers.numerals import numeral

_PREFIX = re.compile(
    rf"^(?:#{{1,6}} )?(?P<lead>(?P<digits>[0-9]{{1,2}})、(?![0-9])|(?P<han>[{NUMERALS}]{{1,4}})[.．](?![0-9])"
    rf"|（(?P<bracketed>[{NUMERALS}0-9]{{1,4}})）[、.．，]|(?P<one>[㈠-㈩])、?)",
    re.MULTILINE,
)
_ONES = "一二三四五六七八九十"
_END = re.compile("[。，；、]\\Z")


def marks(paper: Paper) -> Iterator[Finding]:
    """A number at a line's start with another mark than its kind takes."""
    for match in _PREFIX.finditer(paper.prose):
        start, end = match.span("lead")
        if numeral(paper.prose[start : end + 12]) is None:
            continue
        after = _after(match)
        yield paper.finding("DC203", start, end, (start, end, after), before=match["lead"], after=after)


def _after(match: re.Match[str]) -> str:
    if match["digits"]:
        return f"{match['digits']}."
    if match["han"]:
        return f"{match['han']}、"
    return f"（{match['bracketed'] or _ONES[ord(match['one']) - ord('㈠')]}）"


def ends(paper: Paper) -> Iterator[Finding]:
    """A heading on a line of its own that ends in a stop."""
    for block in paper.document.blocks:
        if isinstance(block, Heading) and not block.run_in and (found := _END.search(block.text)):
            yield paper.in_block("DC206", block, block.text, before=found[0], after="")
