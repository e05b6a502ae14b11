"""What stands in a text twice."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.document import Heading, Paragraph
from convert.patterns import pattern

SHORTEST = 20
"""Characters of a paragraph; formulas that may come again are shorter."""
_CREDITS = ("摄", "摄）", "摄)", "供图", "供图）", "供图)")
"""Who took a photograph; several may have one caption."""
_END = pattern("[。！？]")
_WRITTEN = Heading, Paragraph
SENTENCE = 9
"""Characters of a sentence that may not come twice running."""


def paragraphs(paper: Paper) -> Iterator[Finding]:
    """A paragraph that has stood before, and a sentence right after itself."""
    seen: set[str] = set()
    for block in paper.document.blocks:
        text = block.text if isinstance(block, _WRITTEN) else ""
        if len(text) < SHORTEST:
            continue
        if text in seen and not text.endswith(_CREDITS):
            yield paper.in_block("DC309", block, text[:16], text=text[:16])
        seen.add(text)
    prose = paper.prose
    ends = [0, *(match.end() for match in _END.finditer(prose))]
    for start, middle, end in zip(ends, ends[1:], ends[2:], strict=False):
        if prose[middle - SENTENCE : middle] != prose[end - SENTENCE : end]:
            continue  # as of nearly all: the last characters tell
        last, sentence = prose[start:middle].rpartition("\n")[2], prose[middle:end].rpartition("\n")[2]
        if sentence == last and len(sentence) >= SENTENCE:
            yield paper.finding("DC309", end - len(sentence), end, text=last[:16])
