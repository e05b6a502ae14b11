"""Characters that stand for text an earlier program lost."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.patterns import pattern

_LOST = pattern("\ufffd{1,60}|(?:锟斤拷|锟斤|斤拷){1,20}|[烫屯锘]{3,20}|[\ue000-\uf8ff]{1,60}")
_SIGN = pattern("[\ufffd锟斤烫屯锘\ue000-\uf8ff]")


def damaged(paper: Paper) -> Iterator[Finding]:
    """U+FFFD, 锟斤拷 and private-use characters, a run of them once."""
    text = paper.source.text
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < end or not (match := _LOST.match(text, sign.start())):
            continue
        end = match.end()
        shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in match[0][:4])
        yield paper.at("DC113", match.start(), match.end(), None, before=shown)
