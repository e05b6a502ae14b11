"""A source that was checked, and its findings as every format tells of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from convert.checks import Finding
from convert.ledger import Source


@dataclass(frozen=True)
class Checked:
    """A source and what was found in it."""

    source: Source
    findings: Sequence[Finding]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the source's text."""
        return self.source.text.split("\n")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1 and in code points, of a place in the source's text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts


def uri(name: str) -> str:
    """The name of a source as other programs write it: with forward slashes, "stdin" for standard input."""
    return "stdin" if name == "-" else name.replace("\\", "/")
