"""What a site stuck to a paragraph: its name, its address, a sentence about itself; the paragraph stays."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.cleaners.clutter.speech import is_lead_in, is_own, sentences, spoken
from convert.hanzi import HAN
from convert.ledger import Edit
from convert.memo import remembering
from convert.patterns import pattern

_SIGNS = (
    pattern("www[.]"),
    pattern("http"),
    pattern("本[文站]"),
    pattern("小编"),
    pattern("秘(?<=文秘)"),
    pattern("范文"),
    pattern("库(?<=[文料]库)"),
    pattern("论坛"),
    pattern("未完"),
    pattern("网(?<=[文档书料件板作]网)"),
)
"""What only a few paragraphs have: no other is looked at."""
_WARES = "(?:文秘|范文|公文|文档|作文|论文|秘书|写作|资料|课件|模板)"
_TRADE = f"[{HAN}]{{0,8}}(?:{_WARES}(?:网|站|库|之家|大全)|(?<=[{HAN}]{{2}})文库)"
"""The name of a site that deals in texts, which no text speaks of."""
_NAME = f"[{HAN}A-Za-z0-9]{{2,10}}(?:网(?!站)|文库|论坛|文秘|范文)"
_LINK = "(?:https?://|www\\.)[!-'*-~]{4,80}"
_BRACKETS = pattern(
    f"[（(【\\[](?:{_TRADE}[^（）()【】\\[\\]\n]{{0,60}}|{_NAME}[ :：]?{_LINK}"
    f"|(?:本文|此文|文章|更多)[^（）()【】\\[\\]\n]{{0,30}}(?:{_NAME}|{_LINK})[^（）()【】\\[\\]\n]{{0,30}})[)）】\\]]"
)
_ASIDE = pattern("[（(【\\[][^（）()【】\\[\\]\n]{12,100}[)）】\\]]")
"""In which a site may say something of its files."""
_FIRST = pattern(
    f"{_NAME}[ ]?[（(]?{_LINK}[)）]?[ :：]?(?=[{HAN}“《])(?![是为的于和将与上发公])|{_TRADE}[ :：]{{1,3}}(?=[{HAN}“《])"
)
_SAID = "(?:来源|来自|摘自|转自|文章来源|出处|更多[^。！？]{0,16})[:：]?"
_LAST = pattern(
    f"(?<=[。！？”])[ ]?(?:{_SAID}[^。！？\n]{{0,16}}(?:{_NAME}|{_LINK})[^。！？\n]{{0,20}}"
    f"|{_TRADE}[ ]?(?:{_LINK})?|{_NAME}[ ]?{_LINK})$"
)
_UNFINISHED = pattern("[(（]未完[,，、 ](?=[^\n]{0,60}(?:会员|全文|显示|阅读|下载|请看))[^\n)）]{0,120}[)）]?$")
"""What a library of texts puts where it breaks off."""
_END = pattern("(?<=[。！？])(?![”’）)】])")
_LONGEST_SENTENCE = 120
_SHORTEST = 12
"""Characters that must be left of a paragraph; else the line is the site's, or not known to be anybody's."""


def edits(content: str) -> Iterator[Edit]:
    """Every such piece in *content*, in order."""
    places = sorted(match.start() for sign in _SIGNS for match in sign.finditer(content))
    done = 0
    for place in places:
        if place < done:
            continue
        start = content.rfind("\n", 0, place) + 1
        done = content.find("\n", place)
        done = len(content) if done < 0 else done
        for low, high in _in_line(content[start:done]):
            yield Edit(start + low, start + high, "", "clutter.site-name")


@remembering(500, 1024)
def _in_line(line: str) -> tuple[tuple[int, int], ...]:
    """The pieces stuck to one paragraph, of which something is left without them."""
    low = len(line) - len(line.lstrip(" \u3000\t"))
    found = [match.span() for match in _BRACKETS.finditer(line)]
    asides = [match.span() for match in _ASIDE.finditer(line) if spoken(match[0][1:-1].strip(" \u3000"))]
    found += asides
    if first := _FIRST.match(line, low):
        found.append(first.span())
    if last := _LAST.search(line, max(0, len(line) - _LONGEST_SENTENCE)):
        found.append(last.span())
    unfinished = _UNFINISHED.search(line, max(0, len(line) - _LONGEST_SENTENCE))
    if unfinished and any(map(str.isalnum, line[: unfinished.start()])):
        return (unfinished.span(),)
    if not is_lead_in(line) and any(is_own(piece) for piece in sentences(line)):
        found += _outer(line, asides)
    pieces = []
    reached = 0
    for start, end in sorted(found):
        if start >= reached:
            pieces.append((start, end))
            reached = end
    rest = len(line) - low - sum(end - start for start, end in pieces)
    return tuple(pieces) if rest >= _SHORTEST else ()


def _outer(line: str, asides: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The first and the last sentence, where a site says it; one with an aside of the site's is the text's."""
    cuts = [0, *(match.start() for match in _END.finditer(line)), len(line)]
    pieces = [(start, end) for start, end in pairwise(cuts) if line[start:end].strip(" \u3000\t")]
    for start, end in (pieces[0], pieces[-1]) if len(pieces) > 1 else ():
        if any(low < end and start < high for low, high in asides):
            continue
        if end - start <= _LONGEST_SENTENCE and spoken(line[start:end].strip(" \u3000\t（(）)")):
            yield start, end
