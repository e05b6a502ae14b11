"""What one line looks like by itself: every reason to think it clutter."""

from functools import lru_cache

from convert.cleaners.clutter import words
from convert.cleaners.clutter.finding import Finding
from convert.cleaners.clutter.furniture import LINK, furniture
from convert.cleaners.clutter.labels import labelled
from convert.cleaners.clutter.prose import LONGEST, NUMBERED, is_sentence
from convert.cleaners.clutter.speech import is_lead_in, is_own, sentences, spoken
from convert.patterns import pattern

_OWN = pattern(
    "本站|本网|本文|本公众号|本平台|https?:|www\\.|©|ICP|小编|作者原创|会员|上传者|客服|本作品|文库|范文|仅供参考"
    "|的全部内容|跟[帖贴]|网友"
)
"""Whom only a site speaks of: itself, its readers, its wares."""
_PARAGRAPH = 30
"""Characters of a line in which a site's sentence may be stuck to the text's own."""
_LONG = 30
"""Characters from which a sentence may well be a paragraph of the text."""


@lru_cache(maxsize=4096)
def examine(line: str) -> tuple[Finding, ...]:
    """Every reason to think *line* clutter, the most telling first."""
    if len(line) > LONGEST:
        return ()
    numbered = NUMBERED.match(line) is not None
    said = [] if numbered and line[0] not in "(（" else _sentences(line)
    return (*said, *labelled(line), *([] if numbered else furniture(line)))


def _sentences(line: str) -> list[Finding]:
    """What a site says about itself; a long sentence that names no site may be the text's own."""
    known = words.load()
    folded = known.fold(line)
    found = []
    for sentence in known.saying(folded):
        lone = (sentence.lone or len(line) > _LONG) and is_sentence(line) and not _OWN.search(line)
        fields = ((sentence.field, line),) if sentence.field else _link(line)
        found.append(Finding(sentence.kind, sentence.where, fields, sentence.rights, lone))
    found += spoken(folded)
    # Asked last, for few paragraphs have a sentence that may be a site's.
    mixed = found and len(line) > _PARAGRAPH and not is_lead_in(folded) and _is_mixed(folded)
    return [] if mixed else found


def _is_mixed(line: str) -> bool:
    """Whether a paragraph has sentences of its own, half of them or more, beside a site's."""
    known = words.load()
    pieces = sentences(line)
    own = sum(is_own(piece) and not any(known.saying(piece)) for piece in pieces)
    return own * 2 >= len(pieces) > 1


def _link(line: str) -> tuple[tuple[str, str], ...]:
    return tuple(("link", match[0]) for match in LINK.finditer(line) if "本文" in line[: match.start()])
