"""A text that breaks off."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Paragraph, Role
from convert.patterns import pattern

SHORTEST = 20
"""Characters of a paragraph that is no name, no place and no date."""
_ENDS = pattern('[。！？…”’）》】：；.!?)"]\\Z')
_PROSE = pattern("[，。；]")


def truncated(paper: Paper) -> Iterator[Finding]:
    """A last paragraph of prose without a mark at its end."""
    blocks = paper.document.blocks
    if not blocks or not isinstance(blocks[-1], Paragraph):
        return
    last = blocks[-1]
    text = last.text.rstrip()
    if "  " in text:  # the row of a table
        return
    if last.role is Role.BODY and len(text) >= SHORTEST and _PROSE.search(text) and not _ENDS.search(text):
        yield paper.in_block("DC205", last, text[-8:], last=True, text=text[-8:])
