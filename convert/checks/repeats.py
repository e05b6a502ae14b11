"""What stands in a text twice."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Heading, Paragraph

SHORTEST = 20
"""Characters of a paragraph; formulas that may come again are shorter."""
_SENTENCE = re.compile("[^。！？\n]{8,400}[。！？]")


def paragraphs(paper: Paper) -> Iterator[Finding]:
    """A paragraph that has stood before, and a sentence right after itself."""
    seen: set[str] = set()
    for block in paper.document.blocks:
        if not isinstance(block, Heading | Paragraph) or len(block.text) < SHORTEST:
            continue
        if block.text in seen:
            yield paper.in_block("DC309", block, block.text[:16], text=block.text[:16])
        seen.add(block.text)
    last = ""
    for match in _SENTENCE.finditer(paper.prose):
        if match[0] == last:
            yield paper.finding("DC309", *match.span(), text=last[:16])
        last = match[0]
