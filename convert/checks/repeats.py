"""What stands in a text twice."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Heading, Paragraph

SHORTEST = 20
"""Characters of a paragraph; formulas that may come again are shorter."""
_END = re.compile("[。！？]")
SENTENCE = 9
"""Characters of a sentence that may not come twice running."""


def paragraphs(paper: Paper) -> Iterator[Finding]:
    """A paragraph that has stood before, and a sentence right after itself."""
    seen: set[str] = set()
    for block in paper.document.blocks:
        text = block.text if isinstance(block, Heading | Paragraph) else ""
        if len(text) < SHORTEST:
            continue
        if text in seen:
            yield paper.in_block("DC309", block, text[:16], text=text[:16])
        seen.add(text)
    last, at = "", 0
    for match in _END.finditer(paper.prose):
        sentence = paper.prose[at : match.end()].rpartition("\n")[2]
        at = match.end()
        if sentence == last and len(sentence) >= SENTENCE:
            yield paper.finding("DC309", at - len(sentence), at, text=last[:16])
        last = sentence
