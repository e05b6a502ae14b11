"""Years that contradict what the text says of them: five-year plans begin and end when they do."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.patterns import pattern

FIRST_PLANS = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
"""五年规划 → the first of its five years."""

_PLAN = "(十[一二三四五六]?)五[”’]?"
_END = "开局|起步|第一年|头一年|收官|最后一年|末年"
_YEAR = "(?<![0-9])((?:19|20)[0-9]{2})年"
_BEFORE = pattern(
    f"{_YEAR}，?[既也又正就]?是(?:我国|全国|国家|实施|全省|全市|全县|全区)?[“‘]?{_PLAN}(?:规划|计划)?(?:的|实施的)?({_END})"
)
_AFTER = pattern(f"{_PLAN}(?:规划|计划)?的?({_END})之?年(?:的|（|——){_YEAR}")
_PERIOD = pattern(
    f"{_PLAN}(?:规划|计划)?(?:时期|期间)?（((?:19|20)[0-9]{{2}})年?[-—－～~至到]{{1,2}}((?:19|20)[0-9]{{2}})年?）"
)
_SIGN = pattern("五(?<=[十一二三四五六]五)")
REACH = 20, 20
"""Characters that a plan's name may be away from the ends of what is said of it."""
_FIRST = ("开局", "起步", "第一年", "头一年")


def consistent(paper: Paper) -> Iterator[Finding]:
    """2024年是“十四五”收官之年, “十四五”时期（2021—2026年）."""
    for written, year, plan, end in ((_BEFORE, 1, 2, 3), (_AFTER, 3, 1, 2)):
        for match in paper.around(_SIGN, written, *REACH):
            first = FIRST_PLANS.get(match[plan])
            right = first and (first if match[end] in _FIRST else first + 4)
            if right and int(match[year]) != right:
                yield paper.finding("DC307", *match.span(), plan=match[plan] + "五", expected=f"{right}年")
    for match in paper.around(_SIGN, _PERIOD, *REACH):
        first = FIRST_PLANS.get(match[1])
        if first and (int(match[2]), int(match[3])) != (first, first + 4):
            yield paper.finding("DC307", *match.span(), plan=match[1] + "五", expected=f"{first}—{first + 4}年")
