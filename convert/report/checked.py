"""A source that was checked, and its findings as every format tells of them."""

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


def uri(name: str) -> str:
    """The name of a source as other programs write it: with forward slashes, "stdin" for standard input."""
    return "stdin" if name == "-" else name.replace("\\", "/")
