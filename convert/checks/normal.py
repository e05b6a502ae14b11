"""What the cleaners of marks would mend is a finding: their rules, run on the source and given codes."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from convert.checks import gaps
from convert.checks.finding import Finding, Fix
from convert.checks.paper import Paper
from convert.cleaners import MARKS
from convert.diagnostic import Diagnostic
from convert.ledger import Edit

CODES = {
    "punctuation.full-width": "DC101",
    "punctuation.full-stop": "DC101",
    "pairs.bracket": "DC102",
    "pairs.quote": "DC103",
    "punctuation.ellipsis": "DC106",
    "punctuation.dash": "DC107",
    "space.chinese": "DC110",
    "space.exotic": "DC111",
    "space.unbreakable": "DC111",
    "line.separator": "DC111",
    "invisible.zero-width": "DC111",
    "invisible.joiner": "DC111",
    "invisible.direction": "DC111",
    "invisible.control": "DC111",
    "width.digit": "DC112",
    "width.letter": "DC112",
    "width.mark": "DC112",
    "width.half": "DC112",
    "width.sign": "DC112",
    "character.radical": "DC112",
    "character.small-form": "DC112",
    "character.vertical": "DC112",
    "character.quote": "DC112",
    "character.dot": "DC112",
    "character.ellipsis": "DC106",
    "mojibake": "DC113",
    "numbering.bracketed": "DC203",
    "numbering.han": "DC203",
    "numbering.digits": "DC203",
    "pairs.document-number": "DC303",
}
"""Rule of a cleaner → code; what nobody sees, as an indent or a space at a line's end, is no finding."""

_new = tuple.__new__
_CURLY = frozenset("“”‘’")


def findings(paper: Paper) -> Iterator[Finding]:
    """Every change the cleaners of marks would make, but in what cleaning takes out as clutter."""
    text = paper.source.text
    starts = [*paper.source.line_starts, len(text) + 1]
    cuts = chain(paper.clutter, [Edit(len(text) + 1, len(text) + 1, "", "")])
    cut = next(cuts)
    line = 0
    for edit in _edits(paper):
        start, end, after, rule = edit
        while cut.end <= start:
            cut = next(cuts)
        if cut.start < end:
            continue
        code, values = _said(rule, text[start:end], after)
        if code == "DC110" and (after or gaps.is_meant(text, start, end)):
            continue
        if code:
            while starts[line] <= start:
                line += 1
            # As Diagnostic(), Fix() and Finding(), in half the time: of these there are tens of thousands.
            diagnostic = _new(Diagnostic, (code, line, start - starts[line - 1] + 1, values))
            yield _new(Finding, (start, end, diagnostic, _new(Fix, ((edit,), True))))


def _edits(paper: Paper) -> tuple[Edit, ...]:
    text = paper.begun
    for cleaner in () if paper.text is text else MARKS:  # which have been at a text that is as it was
        text = cleaner(text)
    return text.edits


@lru_cache(maxsize=4096)
def _said(rule: str, before: str, after: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The code of a change and what its message says; of one that several cleaners made, of the first with a code."""
    parts = rule.split("+")
    if any(part.startswith("markup.") for part in parts):
        return "", ()  # left over from a page: that is for cleaning
    code = next((CODES[part] for part in parts if part in CODES), "")
    if code == "DC103" and before in _CURLY:
        code = "DC104"  # turned round, not straight
    seen = _visible(before)
    return code, (("text", seen), ("before", seen), ("after", _visible(after)))


def _visible(text: str) -> str:
    """What a person sees of a change: the character, or its number where there is nothing to see."""
    shown = (c if c.isprintable() and c not in "\u3000 " else f"U+{ord(c):04X}" for c in text)
    return "".join(shown) or "∅"
