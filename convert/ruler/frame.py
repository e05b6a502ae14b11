"""What a ruler finds of 版头 and 版记, held against the style: red on page 1, rules at the foot of the last page."""

from collections.abc import Iterator, Sequence

from convert.ruler.reading import Reading, edges, near, span
from convert.ruler.sheet import MM, Line, Page, Rule
from convert.style import Style

ABOVE, UNDER = 0.88, 0.12
"""What of a hanzi's square stands above and under the baseline, in em."""
_THINNEST = 0.2
"""Millimetres of the thinnest rule of a 版记; a table's are thinner."""


def letterhead(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """The 发文机关标志, what stands under it, and the red rules (7.2, 10.1, 10.2)."""
    page, look = pages[0], style.letterhead
    red = [line for line in page.all_lines if line.characters[0].colour == style.roles["masthead"].colour]
    if not red:
        return
    start, end = min(line.top for line in red), max(line.bottom for line in red)
    origin = style.page.head * MM if look.top_from == "type_area" else 0.0
    yield _reading("7.2.4", "发文机关标志上边缘 mm", "top of the mark, mm", start - origin, look.top * MM, 0.5)
    middle = (min(line.left for line in red) + max(line.right for line in red)) / 2
    yield _reading("7.2.4", "标志中心偏差 mm", "mark off the centre, mm", middle - sum(edges(page, style)) / 2, 0, 0.3)
    rules = [rule for rule in page.rules if rule.colour == look.colour]
    upper, foot = rules[: len(look.rules)], rules[len(look.rules) :]
    under = [line for line in page.lines if line.top > end]
    if look.number == "right":
        yield from _letter(upper, foot, under, end, page, style)
    else:
        yield from _ordinary(upper, under, end, page, style)


def _ordinary(rules: Sequence[Rule], under: Sequence[Line], end: float, page: Page, style: Style) -> Iterator[Reading]:
    look, pitch = style.letterhead, style.pdf.pitch * MM
    above = [line for line in under if not rules or line.bottom < rules[0].top]
    if above:
        distance = square(above[0])[0] - end
        yield _blank("7.2.5", "标志下空行", "blank lines under the mark", distance, look.number_gap, pitch)
    if not rules:
        return
    below = [line for line in under if line.top > rules[-1].bottom]
    if above:
        distance = rules[0].top - square(above[-1])[1]
        yield _reading("7.2.7", "分隔线距字号 mm", "separator under the number, mm", distance, look.rule_gap * MM, 0.3)
    yield from _ends("7.2.7", rules, page, style)
    if below:
        distance = square(below[0])[0] - rules[-1].bottom
        yield _blank("7.3.1", "分隔线下空行", "blank lines under the separator", distance, look.title_gap, pitch)


def _letter(
    rules: Sequence[Rule], foot: Sequence[Rule], under: Sequence[Line], end: float, page: Page, style: Style
) -> Iterator[Reading]:
    look = style.letterhead
    if not rules:
        return
    distance = rules[0].top - end
    yield _reading("10.1", "双线距标志 mm", "double rule under the mark, mm", distance, look.rule_gap * MM, 0.3)
    yield from _ends("10.1", [*rules, *foot], page, style)
    if foot:
        distance = page.height - foot[-1].bottom
        yield _reading("10.1", "双线距下页边 mm", "double rule above the edge, mm", distance, look.foot_rule * MM, 0.3)
    if under:
        distance = square(under[0])[0] - rules[-1].bottom
        yield _reading("10.1", "双线下要素距线 mm", "parts under the rule, mm", distance, look.under_rule * MM, 0.3)


def _ends(clause: str, rules: Sequence[Rule], page: Page, style: Style) -> Iterator[Reading]:
    """How long the rules are, and whether they lie centred on the 版心."""
    long = [rule.right - rule.left for rule in rules]
    wanted = style.letterhead.rule_width * MM
    yield Reading(clause, "红线长 mm", "red rules, mm long", span(long), all(near(each, wanted, 0.3) for each in long))
    off = [(rule.left + rule.right) / 2 - sum(edges(page, style)) / 2 for rule in rules]
    yield Reading(
        clause, "红线中心偏差 mm", "red rules off the centre, mm", span(off), all(near(at, 0, 0.3) for at in off)
    )


def imprint_rules(page: Page, style: Style) -> tuple[Rule, ...]:
    """The rules of the 版记 at the foot of a page."""
    wide = style.page.type_area_width * MM
    return tuple(
        rule
        for rule in page.rules
        if rule.colour == style.text.colour and near(rule.right - rule.left, wide, 0.5) and rule.thickness > _THINNEST
    )


def imprint(pages: Sequence[Page], style: Style) -> Iterator[Reading]:
    """The rules of the 版记, and how far its text is from the edges of the 版心 (7.4)."""
    page = pages[-1]
    rules = imprint_rules(page, style)
    if len(rules) < 2:
        return
    found = [rule.thickness for rule in rules]
    inner, outer = style.imprint.inner * MM, style.imprint.outer * MM
    wanted = [outer, *[inner] * (len(rules) - 2), outer]
    right = all(near(one, other, 0.03) for one, other in zip(found, wanted, strict=True))
    yield Reading("7.4.1", "版记线粗 mm", "rules of the imprint, mm", " ".join(f"{each:.2f}" for each in found), right)
    lowest = (style.page.head + style.page.type_area_height) * MM
    yield _reading("7.4.1", "末条线下边缘 mm", "lower edge of the last, mm", rules[-1].bottom, lowest, 0.3)
    left, _ = edges(page, style)
    lines = [line for line in page.lines if rules[0].bottom < line.baseline < rules[-1].top]
    inset = min((line.left - left for line in lines), default=0.0)
    wanted_inset = style.roles["imprint"].left * style.cell * MM
    yield _reading("7.4.2", "版记左空 mm", "blank left of the imprint, mm", inset, wanted_inset, 0.3)


def is_imprint_alone(page: Page, style: Style) -> bool:
    """Whether a page holds nothing but the 版记."""
    rules = imprint_rules(page, style)
    return len(rules) > 1 and all(line.top > rules[0].top for line in page.lines)


def square(line: Line) -> tuple[float, float]:
    """Where the squares of a line's first character begin and end."""
    size = line.size * MM
    return line.baseline - ABOVE * size, line.baseline + UNDER * size


def _reading(clause: str, zh: str, en: str, found: float, wanted: float, tolerance: float) -> Reading:
    return Reading(clause, zh, en, f"{found + 0.0:.2f}", near(found, wanted, tolerance))


def _blank(clause: str, zh: str, en: str, distance: float, wanted: float, pitch: float) -> Reading:
    """So many blank lines: at least that, and less than one more."""
    lines = distance / pitch
    return Reading(clause, zh, en, f"{lines:.2f}", wanted - 0.05 <= lines < wanted + 1)
