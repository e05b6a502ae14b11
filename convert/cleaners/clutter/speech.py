"""Sentences in which a site speaks of itself, known by what they speak of and not by their wording."""

from convert.cleaners.clutter import words
from convert.cleaners.clutter.finding import Finding
from convert.patterns import pattern

_KINDS, _KINDS_OF_NORMS = 2, 4
_FEWEST = 8
_SITE = pattern("[\u4e00-\u9fff]{2,8}(?:网|文库|论坛|文秘|范文)|www\\.")
_PASSING = 60
"""Characters of a site's sentence that may stand between two paragraphs."""
_LEAD_IN = pattern(
    "(?:以下|下面|这里|本文)(?:是|为|就是|给|由)[^。]{0,30}(?:整理|收集|分享|带来|推荐|准备|提供)|小编[^。]{0,12}(?:整理|收集|分享|带来|推荐|准备)"
    "|为[您你][^。]{0,4}(?:整理|收集|搜集)"
)
_LONGEST_LEAD_IN = 240
_END = pattern("(?<=[。！？!?])")
_SHORTEST = 12
"""Letters of a sentence that says something by itself."""


def spoken(line: str) -> list[Finding]:
    """A line that a site says about its texts, its files or its readers."""
    terms = words.load().terms
    subject = terms.subject.search(line)
    if not subject or len(line) < _FEWEST:
        return []
    kinds = [kind for kind, pattern in terms.kinds.items() if pattern.search(line)]
    if len(kinds) < (_KINDS_OF_NORMS if terms.norm.search(line) else _KINDS):
        return []
    passing = len(line) <= _PASSING and _SITE.search(line) is not None
    return [Finding("disclaimer", "any" if passing else "edge", rights="rights" in kinds)]


def sentences(line: str) -> list[str]:
    """The sentences of *line* that are long enough to say something."""
    return [piece for piece in _END.split(line) if sum(map(str.isalnum, piece)) >= _SHORTEST]


def is_own(piece: str) -> bool:
    """Whether a sentence is the text's own: it speaks of nothing that a site's sentences speak of."""
    terms = words.load().terms
    return not terms.subject.search(piece) and sum(bool(pattern.search(piece)) for pattern in terms.kinds.values()) < 2


def is_lead_in(line: str) -> bool:
    """Whether a site leads over to the text it has: all of such a line is the site's, its first sentence too."""
    return len(line) <= _LONGEST_LEAD_IN and _LEAD_IN.search(line) is not None


def is_spoken(line: str) -> bool:
    """Whether *line* speaks of anything that a site speaks of: enough where only a site still speaks."""
    return any(pattern.search(line) for pattern in words.load().terms.kinds.values())
