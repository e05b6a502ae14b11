"""Findings that somebody has looked at and wants to hear no more of: a comment on the line before."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from convert.checks.finding import Finding
from convert.patterns import pattern

_COMMENT = pattern("^[ \t\u3000]{0,20}<!-- ?doconv: ?ignore((?: ?,? ?DC[0-9]{1,3}){0,20}) ?-->[ \t]*$", re.MULTILINE)
_CODE = pattern("DC[0-9]{1,3}")

_Ignored: TypeAlias = tuple[int, int, tuple[str, ...]]


def heard(text: str, findings: Iterable[Finding]) -> Iterable[Finding]:
    """The findings but those on a line of *text* after a comment <!-- doconv: ignore DC301 -->; without codes, all."""
    ignored = _ignored(text) if "doconv:" in text else []
    return _unsilenced(ignored, findings) if ignored else findings


def _unsilenced(ignored: Sequence[_Ignored], findings: Iterable[Finding]) -> Iterator[Finding]:
    starts = [start for start, _, _ in ignored]
    for finding in findings:
        index = bisect_right(starts, finding.start) - 1
        if index >= 0 and finding.diagnostic.line:
            _, end, codes = ignored[index]
            if finding.start <= end and finding.diagnostic.code.startswith(codes):
                continue
        yield finding


def _ignored(text: str) -> list[_Ignored]:
    """The stretches that comments speak of – from the comment to the end of the next line with text – and the codes."""
    found = []
    for match in _COMMENT.finditer(text):
        start = match.end()
        while text.startswith("\n", start):
            start += 1
        end = text.find("\n", start)
        found.append((match.start(), len(text) if end < 0 else end, tuple(_CODE.findall(match[1])) or ("DC",)))
    return found
