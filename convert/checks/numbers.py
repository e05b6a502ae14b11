"""Numbers and figures written in a form that leaves a doubt."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.patterns import pattern

_MIXED = pattern(
    "[0-9](?<![0-9.].)(?:[0-9]{0,2}几(?!何)|[0-9]{0,3}亿[0-9]{1,4}[千百]万|[百千](?=[余多]?[人名户元个家亩]))"
)
"""10几, 3亿4千万, 3千人. What may not stand before is asked after the first digit: a pattern that begins with a class
is looked for ten times as fast."""
_APPROXIMATE = pattern(
    "([一二三四五六七八九])(?<![第、一二三四五六七八九十].)、([二三四五六七八九])"
    "(?=[天岁里人次](?!会)|个(?!季度|月|方面|阶段|批次)|年(?!级|期))"
)
_ADJACENT = ("一二", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")
"""Two numerals that side by side mean an approximate number."""
_DECIMALS = "(?:\\.[0-9]{1,4})?"
_RANGE = pattern(f"[0-9](?<![0-9.\\-—～~年月第].)[0-9]{{0,7}}{_DECIMALS}[-—～~][0-9]{{1,8}}{_DECIMALS}(?=[%万亿])")


def forms(paper: Paper) -> Iterator[Finding]:
    """10几, 三、五天, 3亿4千万, 15～30%: each can be read in two ways or mixes two."""
    yield from paper.find("DC306", _MIXED)
    for match in _APPROXIMATE.finditer(paper.prose):
        if match[1] + match[2] in _ADJACENT:
            start = match.start() + 1
            yield paper.finding("DC306", *match.span(), (start, start + 1, ""), safe=False)
    yield from paper.find("DC306", _RANGE)
