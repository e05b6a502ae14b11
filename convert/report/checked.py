"""A source that was checked, and its findings as every format tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from convert.checks import Finding
from convert.diagnostic import Diagnostic
from convert.ledger import Source


@dataclass(frozen=True)
class Checked:
    """A source and what was found in it."""

    source: Source
    """Its name, and what its file holds for a text."""
    findings: Sequence[Finding]
    failed: bool = False
    """Whether it could not be checked; its one finding says why."""

    @classmethod
    def of(cls, source: Source, findings: Sequence[Finding]) -> "Checked":
        """The findings of a source, with no more of it than is told: there may be thousands."""
        return cls(Source(source.name, b"", source.page or source.text), findings)

    @classmethod
    def unread(cls, name: str, reason: Diagnostic) -> "Checked":
        """A source that could not be read, or not be checked to the end."""
        return cls(Source(name, b"", ""), (Finding(0, 0, reason),), failed=True)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the source's text."""
        return self.source.text.split("\n")


def uri(name: str) -> str:
    """The name of a source as other programs write it: with forward slashes, "stdin" for standard input."""
    return "stdin" if name == "-" else name.replace("\\", "/")
