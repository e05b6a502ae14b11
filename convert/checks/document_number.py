"""发文字号: no 第 and no leading zero before its number."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.patterns import pattern

_NUMBER = pattern("(〔(?:19|20)[0-9]{2}〕)(?:第0{0,4}|0{1,4})([1-9][0-9]{0,4}号)")


def numbers(paper: Paper) -> Iterator[Finding]:
    """〔2026〕第3号 and 〔2026〕03号, which should be 〔2026〕3号."""
    for match in _NUMBER.finditer(paper.prose):
        if paper.changed(*match.span()):
            continue  # its brackets come first: they have a finding of their own
        after = match[1] + match[2]
        edit = (match.start(), match.end(), after)
        yield paper.finding("DC303", match.start(), match.end(), edit, safe=False, before=match[0], after=after)
