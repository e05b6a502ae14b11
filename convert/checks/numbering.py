"""The marks of numbers and headings that only an author chooses: 1、 for 1., 一. for 一、, a stop after a heading."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding, Fix
from convert.checks.paper import Paper
from convert.document import Heading
from convert.hanzi import NUMERALS
from convert.ledger import Edit
from convert.patterns import pattern
from convert.recognizers.numerals import numeral

_PREFIX = pattern(
    rf"^(?:#{{1,6}} )?(?P<lead>(?P<digits>[0-9]{{1,2}})、(?![0-9])|(?P<han>[{NUMERALS}]{{1,4}})[.．](?![0-9])"
    rf"|（(?P<bracketed>[{NUMERALS}0-9]{{1,4}})）[、.．，]|(?P<one>[㈠-㈩])、?)",
    re.MULTILINE,
)
_ONES = "一二三四五六七八九十"
_END = pattern("[。，；、]\\Z")
_STOP = "numbering.stop"
"""What cleaning calls the taking of a stop off a heading."""
_COMMA = "numbering.comma"
"""What cleaning calls the mending of 一，."""


def marks(paper: Paper) -> Iterator[Finding]:
    """A number at a line's start with another mark than its kind takes."""
    for match in _PREFIX.finditer(paper.prose):
        start, end = match.span("lead")
        if numeral(paper.prose[start : end + 12]) is None:
            continue
        after = _after(match)
        yield paper.finding("DC203", start, end, (start, end, after), before=match["lead"], after=after)
    for start, end, after, rule in paper.text.moves:
        if rule.endswith(_COMMA):
            fix = Fix((Edit(start, end, after, "DC203"),))
            yield paper.at("DC203", start, end, fix, before=paper.source.text[start:end], after=after)


def _after(match: re.Match[str]) -> str:
    if match["digits"]:
        return f"{match['digits']}."
    if match["han"]:
        return f"{match['han']}、"
    return f"（{match['bracketed'] or _ONES[ord(match['one']) - ord('㈠')]}）"


def ends(paper: Paper) -> Iterator[Finding]:
    """A heading on a line of its own that ends in a stop.

    Below 一、 many an official document keeps the 。, like that of headings that run in: only where headings of a level
    differ is it a slip.
    """
    dropped = {}
    for edit in paper.text.moves:
        if not edit.after and edit.rule.endswith(_STOP):
            dropped[paper.source.place(edit.start)[0]] = edit
    own_line = [
        (block, dropped.get(block.lines.last), _END.search(block.text))
        for block in paper.document.blocks
        if isinstance(block, Heading) and block.lines and not block.run_in
    ]
    plain = {1, *(block.level for block, stop, found in own_line if not (stop or found))}
    for block, stop, found in own_line:
        if stop and block.level in plain:
            fix = Fix((Edit(stop.start, stop.end, "", "DC206"),))
            yield paper.at("DC206", stop.start, stop.end, fix, before="。", after="")
        elif not stop and found and (found[0] != "。" or block.level in plain):
            yield paper.in_block("DC206", block, found[0], last=True, before=found[0], after="")
