"""Marks that come in pairs: brackets of a document number, brackets, quotes; what does not pair is left alone.

A pair is looked for inside one line, and decided by what stands in it and by the nearest letters around it, which
no cleaner changes; so cleaning again finds nothing more to do.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from convert.cleaners.marked import lines_with
from convert.cleaners.protected import mend
from convert.hanzi import HAN, LATIN, WIDE
from convert.ledger import Edit, Text
from convert.patterns import pattern

_NUMBER = pattern(
    r"[\[［【〔(（][ ]?((?:19|20)[0-9]{2})[ ]?[\]］】〕)）][ ]{0,2}(第?)[ ]{0,2}([0-9]{1,5})[ ]{0,2}([号號])"
)
_BEFORE_NUMBER = {
    "round": pattern("[发办函字令] {0,2}\\Z"),
    "square": pattern(f"[{HAN}X×] {{0,2}}\\Z"),
}
"""What a document number has before its year: round brackets alone are too common to show one."""
_BRACKET = pattern("[()（）]")
_DOUBLE = pattern('["“”]')
_SINGLE = pattern("[‘’'](?!(?<=[0-9A-Za-z].)[A-Za-z])(?![0-9]{2}年)")
"""Single quotes, but no apostrophe: It's, '25年."""

_SIGNS = r"=+*/×÷^<>≤≥\\_"
_OPERATOR = pattern(f"[{_SIGNS}]")
_SIGNIFICANT = pattern(f"[{WIDE}{LATIN}0-9{_SIGNS}]+")
_WIDE = pattern(f"[{WIDE}]+")
_DIGIT_OR_SIGN = pattern("[0-9=°′]")
_DIGITS = "0123456789"
_ENDS = pattern("[。！？…，；、.!?,;]")
_LEADS = pattern("[：，。、；…:,.;]")
"""What stands before a quote that closes, and before one that opens; both know each mark in all its widths."""

_MISPLACED = {
    closer: [pattern(f"{before}[^{opener}{closer}\n]*{closer}") for before in ("\n", closer)]
    for opener, closer in ("“”", "‘’")
}
"""Curly quotes that close before one has opened: in a text that has none and no straight ones, quotes are right."""


def clean(text: Text) -> Text:
    """Write 〔2026〕, （） and “ ” where a text has some other pair in their place."""
    text = mend(text, [*_numbers(text.content)])
    if "(" in text.content or ")" in text.content:
        text = mend(text, [edit for start, line in _lines(text.content, "()") for edit in _brackets(start, line)])
    if _has_odd_quotes(text.content):
        text = mend(text, [edit for start, line in _lines(text.content, "\"'”’") for edit in _quotes(start, line)])
    return text


def _has_odd_quotes(content: str) -> bool:
    if '"' in content or "'" in content:
        return True
    misplaced = (pattern for closer, patterns in _MISPLACED.items() if closer in content for pattern in patterns)
    return any(pattern.search(f"\n{content}") for pattern in misplaced)


def _lines(content: str, marks: str) -> Iterator[tuple[int, str]]:
    """The lines that hold one of *marks* and may hold hanzi, each with its place."""
    return ((start, line) for start, line in lines_with(marks, content) if not line.isascii())


def _numbers(content: str) -> Iterator[Edit]:
    found = ((at, match) for at, line in lines_with("号號", content) for match in _NUMBER.finditer(line))
    for at, match in found:
        shape = "round" if match[0][0] in "(（" else "square"
        if before := _BEFORE_NUMBER[shape].search(match.string[max(0, match.start() - 3) : match.start()]):
            start = match.start() - len(before[0]) + 1
            after = f"〔{match[1]}〕{match[2]}{match[3]}{match[4]}"
            if after != match.string[start : match.end()]:
                yield Edit(at + start, at + match.end(), after, "pairs.document-number")


def _brackets(at: int, line: str) -> Iterator[Edit]:
    """The brackets of the line that begins at *at*, where they are Chinese ones."""
    pairs = [(opener, closer) for opener, closer in _matched(line) if line[opener] + line[closer] != "（）"]
    if not pairs:
        return
    around = _Letters(line)
    places = {
        place: mark for pair in pairs if around.are_chinese(*pair) for place, mark in zip(pair, "（）", strict=True)
    }
    for place, mark in sorted(places.items()):
        if line[place] != mark:
            yield Edit(at + place, at + place + 1, mark, "pairs.bracket")


def _matched(line: str) -> Iterator[tuple[int, int]]:
    """Opening and closing brackets that belong together, of either width."""
    opened: list[int] = []
    for match in _BRACKET.finditer(line):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            yield opened.pop(), match.start()


class _Letters:
    """Where a line has letters, digits and signs of a formula: asked for each bracket, looked for once if at all."""

    def __init__(self, line: str) -> None:
        self.line = line

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The stretches of letters, digits and signs."""
        return [match.span() for match in _SIGNIFICANT.finditer(self.line)]

    @cached_property
    def wide(self) -> list[tuple[int, int]]:
        """The stretches of hanzi."""
        return [match.span() for match in _WIDE.finditer(self.line)]

    def are_chinese(self, opener: int, closer: int) -> bool:
        """Whether a pair is half full-width, holds hanzi, or stands in Chinese text and in no formula."""
        if self.line[opener] == "（" or self.line[closer] == "）" or self.has_wide(opener, closer):
            return True
        left, right = self.before(opener), self.after(closer)
        if _OPERATOR.match(left) or _OPERATOR.match(right):
            return False
        if _is_wide(left):
            return not right or _is_wide(right) or right in _DIGITS
        return not left and _is_wide(right)

    def has_wide(self, start: int, end: int) -> bool:
        """Whether there is a hanzi between two marks."""
        if _WIDE.match(self.line, start + 1):
            return start + 1 < end
        index = bisect_left(self.wide, (start, start))
        return index < len(self.wide) and self.wide[index][0] < end

    def before(self, place: int) -> str:
        """The nearest letter, digit or sign before a place; "" at the line's start."""
        index = bisect_left(self.spans, (place, place)) - 1
        return self.line[self.spans[index][1] - 1] if index >= 0 else ""

    def after(self, place: int) -> str:
        """The nearest letter, digit or sign after a place; "" at the line's end."""
        index = bisect_left(self.spans, (place, place))
        return self.line[self.spans[index][0]] if index < len(self.spans) else ""


def _is_wide(character: str) -> bool:
    return _WIDE.match(character) is not None


def _quotes(at: int, line: str) -> Iterator[Edit]:
    """The quotes of the line that begins at *at*: double ones, then single ones inside or beside them."""
    edits = [*_mended(line, _DOUBLE, '"', "“”"), *_mended(line, _SINGLE, "'", "‘’")]
    for place, mark in sorted(edits):
        yield Edit(at + place, at + place + 1, mark, "pairs.quote")


def _mended(line: str, pattern: re.Pattern[str], straight: str, curly: str) -> list[tuple[int, str]]:
    """Each place whose quote is another than *curly* has it; none where the line leaves a doubt."""
    if straight not in line and curly[1] not in line:
        return []
    marks = "".join(pattern.findall(line))
    if len(marks) % 2 or not (straight in marks or marks.startswith(curly[1])):
        return []
    places = [match.start() for match in pattern.finditer(line)]
    if not (_agree(marks, straight, curly) or _reversed(line, places, marks, curly)):
        return []
    around = _Letters(line)
    found = []
    for opener, closer in zip(places[::2], places[1::2], strict=True):
        if _DIGIT_OR_SIGN.match(line, opener - 1 if opener else len(line)):
            return []  # 5" and 30°15'20" are measures
        if around.has_wide(opener, closer) or _beside_wide(around, opener, closer):
            found += [(opener, curly[0]), (closer, curly[1])]
    return [(place, mark) for place, mark in found if line[place] != mark]


def _beside_wide(around: "_Letters", opener: int, closer: int) -> bool:
    left = around.before(opener)
    return _is_wide(left) or (not left and _is_wide(around.after(closer)))


def _agree(marks: str, straight: str, curly: str) -> bool:
    """Whether some quotes are straight and the curly ones among them open and close in turn."""
    return straight in marks and all(mark == straight or mark == curly[n % 2] for n, mark in enumerate(marks))


def _reversed(line: str, places: Sequence[int], marks: str, curly: str) -> bool:
    """Whether every quote of a line is turned round: ”做优“, with no mark that says it may close an earlier line's."""
    if not marks or marks != curly[::-1] * (len(marks) // 2):
        return False
    return not any(
        _ENDS.match(line, place - 1) if mark == curly[1] else _LEADS.match(line, place - 1)
        for place, mark in zip(places, marks, strict=True)
        if place
    )
