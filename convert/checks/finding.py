"""A finding of a rule: what it says, the stretch of the source that it is about, and how to mend it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from convert.diagnostic import Diagnostic
from convert.ledger import Edit, Source, Text


class Fix(NamedTuple):
    """Edits of the source's text that mend a finding."""

    edits: tuple[Edit, ...]
    safe: bool = True
    """Whether the text cannot come to mean something else by it."""


class Finding(NamedTuple):
    """A diagnostic with its place in the source's text, source.text[start:end], and a fix where there is one.

    Of a page, the pipeline moves it to source.page[start:end].
    A text can have a hundred thousand of them, hence a tuple: it is made in half the time of a dataclass.
    """

    start: int
    end: int
    diagnostic: Diagnostic
    fix: Fix | None = None


def fixed(source: Source, findings: Iterable[Finding], *, unsafe: bool = False) -> Text:
    """The source after every fix that may be made at once; of two that touch, the first."""
    wanted = [finding.fix for finding in findings if finding.fix and (finding.fix.safe or unsafe)]
    chosen: list[Edit] = []
    for fix in sorted(wanted, key=_place):
        if not chosen or fix.edits[0].start >= max(chosen[-1].end, chosen[-1].start + 1):
            chosen += fix.edits
    # As of a source without repairs: a fix that undoes a wrong decoding is an edit like the others.
    return Text(source, source.text).edited(chosen)


def _place(fix: Fix) -> tuple[int, int, Sequence[Edit]]:
    return fix.edits[0].start, fix.edits[-1].end, fix.edits
