"""What a numbered line looks like by itself: a heading on its own line, one that runs in, or a sentence."""

from enum import Enum, auto

from convert.patterns import pattern
from convert.recognizers.numerals import Kind, Numeral, numeral

LONGEST_OWN_LINE = 80
LONGEST_STOPPED = 50
"""Of a heading on its own line that ends in a full stop."""
LONGEST_LEAD = 42
LONGEST_LABEL = 18
LABELS = {
    Kind.HAN: 8,
    Kind.HAN_IN_BRACKETS: 8,
    Kind.ARABIC: LONGEST_LABEL,
    Kind.ARABIC_IN_BRACKETS: LONGEST_LABEL,
    Kind.DECIMAL: LONGEST_LABEL,
}
"""The longest run-in heading that ends in a colon, by the kind of its numeral."""
SHORT_LEAD = 24
"""Up to which a run-in heading may have any number of commas."""
LONGER_LEAD = 64
"""Where the rest of a series are headings."""

_STOP = pattern("[。！？；]")
_FIRST_STOP = pattern("[。！？；：]")
_OPENING, _CLOSING = "“‘（《〔【", "”’）》〕】"
_BRACKET = pattern(f"[{_OPENING}(①]")


class Shape(Enum):
    """What a numbered line looks like by itself."""

    OWN_LINE = auto()
    """No mark at its end: 一、总体要求; or 一 with nothing but its text under it."""
    STOPPED = auto()
    """One short sentence: （一）发展基础。"""
    RUN_IN = auto()
    """A short first sentence and more text."""
    LABEL = auto()
    """A short label with its colon and more text: 1.建设地点：城北。"""
    LONG_RUN_IN = auto()
    """The same, with a long first sentence."""
    SENTENCE = auto()
    """Anything else."""


def shape_of(line: str, found: Numeral) -> tuple[Shape, int]:
    """What a numbered line looks like, and where its heading would end."""
    stop = _FIRST_STOP.search(line, found.end, found.end + LONGEST_OWN_LINE)
    if stop is None:
        alone = len(line) == found.end and not line.isalnum()
        own = len(line) <= LONGEST_OWN_LINE and line[-1] not in "，、：" and not alone
        return (Shape.OWN_LINE if own else Shape.SENTENCE), len(line)
    end = stop.end()
    lead = line[found.end : end]
    if _is_open(lead) or stop[0] == "；" or _numbered_again(line, found, end):
        return Shape.SENTENCE, end
    if stop[0] == "：":
        return _labelled(line, found, end)
    return (_whole(line, lead, stop[0]) if end == len(line) else _leading(lead, end)), end


def _whole(line: str, lead: str, mark: str) -> Shape:
    """A line that is one sentence."""
    if mark in "？！":
        return Shape.OWN_LINE
    return Shape.STOPPED if len(line) <= LONGEST_STOPPED and _is_terse(lead, commas=1) else Shape.SENTENCE


def _leading(lead: str, end: int) -> Shape:
    """A line whose first sentence is *lead*."""
    if end > LONGER_LEAD or not _is_terse(lead, commas=2):
        return Shape.SENTENCE
    return Shape.RUN_IN if end <= LONGEST_LEAD else Shape.LONG_RUN_IN


def _labelled(line: str, found: Numeral, end: int) -> tuple[Shape, int]:
    """A line with a colon: a heading before its text (1.建设地点：城北。), a title with a colon, or a sentence."""
    lead = line[found.end : end]
    if end == len(line):
        return (Shape.OWN_LINE if len(lead) <= LONGEST_LABEL else Shape.SENTENCE), end
    if len(lead) <= LABELS.get(found.kind, 0) and "，" not in lead:
        return Shape.LABEL, end
    own = len(line) <= LONGEST_OWN_LINE and not _STOP.search(line) and line[-1] not in "，、："
    return (Shape.OWN_LINE if own else Shape.SENTENCE), len(line)


def _is_terse(lead: str, *, commas: int) -> bool:
    """Whether a sentence is as short, or as little broken by commas, as a heading is."""
    return len(lead) <= SHORT_LEAD or lead.count("，") <= commas


def _is_open(lead: str) -> bool:
    """Whether *lead* ends inside quotes or brackets, or has another numeral in it."""
    if not _BRACKET.search(lead):
        return False
    if any(a in lead and lead.count(a) > lead.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True)):
        return True
    return any(mark in lead for mark in ("（1）", "（一）", "(1)", "①"))


def _numbered_again(line: str, found: Numeral, end: int) -> bool:
    """Whether the text after the first sentence opens with the next numeral: a list written on one line."""
    rest = line[end : end + 12].lstrip(" \u3000")
    following = numeral(rest)
    return following is not None and following.kind is found.kind and following.value == found.value + 1
