"""The line breaker: 禁则, what stays whole, and the engines it stands for."""

import pytest

from convert.compose.breaker import LIBREOFFICE, NOT_AT_END, NOT_AT_START, WORD, Engine, break_lines

SIZE = 16.0
ENGINES = [WORD, LIBREOFFICE, Engine(hanging=True)]


def lines(text: str, cells: float = 10, *, engine: Engine = WORD, indents: tuple[float, float] = (0, 0)) -> list[str]:
    """The lines of a text in a column of so many hanzi; a letter or a digit takes a half."""
    advances = [SIZE if ord(c) > 0x2000 else SIZE / 2 for c in text]
    first, others = indents
    breaks = break_lines(text, advances, cells * SIZE, size=SIZE, indents=(first * SIZE, others * SIZE), engine=engine)
    return [text[start:end] for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]


CASES = {
    "full lines": ("一二三四五六七八九十甲乙丙丁", ["一二三四五六七八九十", "甲乙丙丁"]),
    "no mark begins a line": ("一二三四五六七八九十，乙丙丁", ["一二三四五六七八九", "十，乙丙丁"]),
    "nor do two": ("一二三四五六七八九十”。丙丁", ["一二三四五六七八九", "十”。丙丁"]),
    "no opening mark ends one": ("一二三四五六七八九《甲乙》", ["一二三四五六七八九", "《甲乙》"]),
    "a break before an opening quote": ("一二三四五六七八九十“甲乙”", ["一二三四五六七八九十", "“甲乙”"]),
    "and after a closing one": ("一二三四五六七“甲”乙丙", ["一二三四五六七“甲”", "乙丙"]),
    "a dash stays whole": ("一二三四五六七八九——甲", ["一二三四五六七八九", "——甲"]),
    "an ellipsis too, and does not begin a line": ("一二三四五六七八九……甲", ["一二三四五六七八", "九……甲"]),
    "a number stays whole": ("一二三四五六七八1234甲", ["一二三四五六七八", "1234甲"]),
    "with its year": ("一二三四五六七八2026年", ["一二三四五六七八", "2026年"]),
    "with its unit": ("一二三四五六七达1.5亿元整", ["一二三四五六七达", "1.5亿元整"]),
    "with %": ("一二三四五六七八长7.5%左右", ["一二三四五六七八长", "7.5%左右"]),
    "with its ordinal": ("一二三四五六七八九第12届会", ["一二三四五六七八九", "第12届会"]),
    "a short title stays whole": ("一二三四五六七《城市法》甲", ["一二三四五六七", "《城市法》甲"]),
    "unless the line would gape": ("一二三四《城市道路管理法》甲", ["一二三四《城市道路管", "理法》甲"]),
    "a word stays whole": ("一二三四五六七八COVID-19甲", ["一二三四五六七八", "COVID-19甲"]),
    "spaces end a line": ("abcdefghij klmnopqrstuvw xyz", ["abcdefghij ", "klmnopqrstuvw xyz"]),
    "a URL is broken after its marks": (
        "见http://www.example.gov.cn/art/2026/1.html止",
        ["见http://www.", "example.gov.cn/art/", "2026/1.html止"],
    ),
    "and between any letters where it has none": ("a" * 45, ["a" * 20, "a" * 20, "a" * 5]),
    "a gap at a line's end takes no room": ("一二三四五六七八九A甲", ["一二三四五六七八九A", "甲"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_case(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_indents() -> None:
    assert lines("甲" * 25, indents=(2, 1)) == ["甲" * 8, "甲" * 9, "甲" * 8]


def test_a_gap_stands_between_scripts() -> None:
    assert lines("一二三四五六七A九甲乙") == ["一二三四五六七A九甲", "乙"]
    assert lines("一A三B五C七D九E二甲") == ["一A三B五C七D九E", "二甲"]


def test_marks_may_hang() -> None:
    assert lines("一二三四五六七八九十，乙", engine=Engine(hanging=True)) == ["一二三四五六七八九十，", "乙"]
    assert lines("一二三四五六七八九十；乙", engine=Engine(hanging=True)) == ["一二三四五六七八九", "十；乙"]


def test_libreoffice_splits_a_number_from_its_unit() -> None:
    assert lines("一二三四五六七2026年", engine=LIBREOFFICE)[0] == "一二三四五六七2026"


def test_tracking_counts_between_characters_only() -> None:
    advances = [SIZE] * 29
    assert break_lines("甲" * 29, advances, 442.2, size=SIZE, tracking=-0.25) == [28]
    assert break_lines("甲" * 29, advances, 442.2, size=SIZE) == [27]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_line_breaks_the_rules(engine: Engine) -> None:
    text = "“甲，”《乙》（丙）——丁……戊！己？庚2026年1月5日7.5%ABC、、、。。“‘辛’”" * 20
    for cells in range(14, 30):
        broken = lines(text, cells, engine=engine)
        assert "".join(broken) == text
        for line in broken[1:]:
            assert line[0] not in NOT_AT_START
        for line in broken[:-1]:
            assert line[-1] not in NOT_AT_END


@pytest.mark.parametrize("text", ["", "甲", "，", "。。。。。。。。。。。。。。。。。", "（" * 40, " " * 50, "A" * 3])
def test_odd_texts_come_through(text: str) -> None:
    assert "".join(lines(text)) == text


@pytest.mark.parametrize("unit", ["（", "。", "a", "1", "—", "《甲", "甲1", "1.", "第1", "http://"])
def test_a_long_paragraph_is_broken_before_the_time_limit(unit: str) -> None:
    lines(unit * 200_000, 28)  # square time would take minutes
