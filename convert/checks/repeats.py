"""What stands in a text twice."""

import re
from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Heading, Paragraph

SHORTEST = 20
"""Characters of a paragraph; formulas that may come again are shorter."""
_CREDIT = re.compile("(?:摄|供图)[）)]?\\Z")
"""Who took a photograph; several may have one caption."""
_END = re.compile("[。！？]")
_WRITTEN = Heading, Paragraph
SENTENCE = 9
"""Characters of a sentence that may not come twice running."""


def paragraphs(paper: Paper) -> Iterator[Finding]:
    """A paragraph that has stood before, and a sentence right after itself."""
    seen: set[str] = set()
    for block in paper.document.blocks:
        text = block.text if isinstance(block, _WRITTEN) else ""
        if len(text) < SHORTEST or _CREDIT.search(text, len(text) - 3):
            continue
        if text in seen:
            yield paper.in_block("DC309", block, text[:16], text=text[:16])
        seen.add(text)
    prose = paper.prose
    last, at, length = "", 0, 0
    for match in _END.finditer(prose):
        end = match.end()
        start = max(at, prose.rfind("\n", at, end) + 1)
        if end - start == length >= SENTENCE and prose.startswith(last, start):
            yield paper.finding("DC309", start, end, text=last[:16])
        at, length, last = end, end - start, prose[start:end]
