"""Words that were to be filled in and were not."""

from collections.abc import Iterator

from convert.checks.finding import Finding
from convert.checks.paper import Paper
from convert.hanzi import NUMERALS
from convert.patterns import pattern

_PLACEHOLDER = pattern(
    "(?<![A-Za-z])[XxＸ]{2,20}(?![A-Za-z])"
    "|×{2,20}|＿{2,40}|(?:\\\\?_){3,80}|【[ \u3000]{0,20}】|（[ \u3000]{1,20}）"
    f"|(?<![{NUMERALS}])[○〇●]{{2,20}}(?![{NUMERALS}年])"
    "|待定(?=[）。，；\n]|\\Z)|待补充|待填|(?<![A-Za-z])TODO(?![A-Za-z])|某某(?=[省市县区镇乡村局委部厅处]|同志|单位|部门|公司|学校|领导|地方)"
)
_SIGN = pattern(r"[XxＸ×＿\\_【（○〇●待T某]")
"""What a placeholder begins with: one class, which is looked for ten times as fast as all of them."""


def left(paper: Paper) -> Iterator[Finding]:
    """XX, ××, ____, 【】, 某某同志 and their like."""
    end = 0
    for sign in _SIGN.finditer(paper.prose):
        if sign.start() >= end and (match := _PLACEHOLDER.match(paper.prose, sign.start())):
            end = match.end()
            yield paper.finding("DC301", *match.span())
