"""What a writer would be ashamed of, found before a leader reads it out: one rule, one function; the table CHECKS."""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from operator import itemgetter
from typing import TypeAlias

from convert.checks import (
    clutter,
    counts,
    damage,
    dates,
    document_number,
    endings,
    markdown,
    marks,
    normal,
    numbering,
    numbers,
    pairs,
    parts,
    placeholders,
    repeats,
    series,
    suppression,
    years,
)
from convert.checks.finding import Finding, Fix, fixed
from convert.checks.paper import Paper
from convert.diagnostic import Diagnostic, ReadError, catalogue
from convert.ledger import Format

__all__ = ["CHECKS", "RULES", "Finding", "Fix", "Paper", "codes_of", "fixed", "run"]

_CLEANED = frozenset(normal.CODES.values()) | {"DC104"}

Rule: TypeAlias = Callable[[Paper], Iterator[Finding]]

CHECKS: dict[str, Rule] = {
    "DC104": pairs.unbalanced,
    "DC105": pairs.nested,
    "DC108": marks.doubled,
    "DC109": marks.between_quotations,
    "DC113": damage.damaged,
    "DC201": series.gaps,
    "DC202": series.jumps,
    "DC203": numbering.marks,
    "DC205": endings.truncated,
    "DC206": numbering.ends,
    "DC207": series.lonely,
    "DC208": series.ordinals,
    "DC301": placeholders.left,
    "DC302": clutter.left,
    "DC303": document_number.numbers,
    "DC304": dates.forms,
    "DC305": dates.short_years,
    "DC306": numbers.forms,
    "DC307": years.consistent,
    "DC308": counts.announced,
    "DC309": repeats.paragraphs,
    "DC311": parts.addressed,
    "DC312": parts.attachments,
    "DC313": dates.impossible,
    "DC314": dates.weekdays,
    "DC401": markdown.emphasis,
    "DC402": markdown.accidents,
}
"""Code → the rule that looks for it, beside the codes of the cleaners (normal.CODES)."""

RULES = frozenset({*CHECKS, *normal.CODES.values(), "DC204"})
"""All that `check` looks for in a text; DC204 is found in structuring it."""


def run(paper: Paper, codes: Collection[str], diagnostics: Iterable[Diagnostic] = ()) -> tuple[Finding, ...]:
    """What rules with these *codes* find, and what of the *diagnostics* has one of them, in the order of the text."""
    found = [paper.of(diagnostic) for diagnostic in diagnostics]
    if not _CLEANED.isdisjoint(codes):
        found += normal.findings(paper)
    for code, rule in CHECKS.items():
        if code in codes:
            found += rule(paper)
    found = [finding for finding in found if finding.diagnostic.code in codes]
    if paper.source.format is Format.HTML:
        found = [Finding(start, end, diagnostic) for start, end, diagnostic, _ in found]  # its text is not the page's
    found.sort(key=itemgetter(0, 1, 2))  # by place, then by code
    return tuple(suppression.heard(paper.source.text, found))


def codes_of(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that *select* names, whole or by their beginning – none: all that are on – less those of *ignore*.

    ReadError DC512 for one that no code begins with.
    """
    known = catalogue()
    chosen = {code for prefix in select for code in _matching(prefix)}
    chosen = chosen or {code for code, message in known.items() if message.on}
    return frozenset(chosen.difference(*(_matching(prefix) for prefix in ignore)))


def _matching(prefix: str) -> set[str]:
    """The codes that begin with *prefix*, or the one of this name."""
    wanted = prefix.strip().upper()
    found = {code for code, m in catalogue().items() if code.startswith(wanted) or m.name.upper() == wanted}
    if not wanted or not found:
        near = get_close_matches(wanted, catalogue(), 1)
        raise ReadError("DC512", code=prefix, hint=near[0] if near else "DC1, DC2, DC301")
    return found
