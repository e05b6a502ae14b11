"""Titles: 梯形 or 菱形, words left whole (7.3.1)."""

from itertools import pairwise
from pathlib import Path

import pytest

from convert.compose.signature import nominal_width
from convert.compose.title import plain, shape, split_words, title_lines
from convert.style import load

STYLE = load("gbt9704")
TITLES = [
    line.split("\t")
    for line in Path(__file__).with_name("titles.tsv").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]
MEASURE = 20.3


@pytest.mark.parametrize(("title", "accepted"), TITLES, ids=[title for title, _ in TITLES])
def test_a_title(title: str, accepted: str) -> None:
    assert " / ".join(title_lines(title, "title", STYLE)) in accepted.split(" || ")


@pytest.mark.parametrize("title", [title for title, _ in TITLES])
def test_the_rules_hold(title: str) -> None:
    lines = title_lines(title, "title", STYLE)
    widths = [nominal_width(line, 0.25) for line in lines]
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert max(widths) <= MEASURE
    assert len(lines[-1]) > 2
    assert not any(line.startswith(tuple("的和与及、，》）”")) for line in lines)
    assert not any(line.endswith(tuple("《（“")) for line in lines)
    falls = [at for at, (one, other) in enumerate(pairwise(widths)) if other < one - 0.6]
    assert not falls or not any(other > one + 0.6 for one, other in list(pairwise(widths))[falls[0] + 1 :])


def test_there_are_enough_of_them() -> None:
    assert len(TITLES) >= 80


def test_the_author_can_end_a_line_himself() -> None:
    assert title_lines("在全市大会上 | 的讲话", "title", STYLE) == ("在全市大会上", "的讲话")
    assert plain("在全市大会上 | 的讲话") == "在全市大会上的讲话"


def test_a_short_title_is_one_line() -> None:
    assert shape("关于召开会议的通知", nominal_width, MEASURE) == ("关于召开会议的通知",)
    assert shape("", nominal_width, MEASURE) == ()


def test_words_are_known() -> None:
    title = "临江市人民政府办公室关于印发2026年度工作要点的通知"
    assert split_words(title)[3:] == ["人民政府", "办公室", "关于", "印发", "2026年度", "工作要点", "的", "通知"]


@pytest.mark.parametrize(
    "text", ["国" * 300, "a" * 300, "《" * 60, "，" * 90, "关于" * 55, "《" + "国" * 80 + "》", "1 " * 50]
)
def test_what_is_no_title_comes_through(text: str) -> None:
    lines = shape(text, nominal_width, MEASURE)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(nominal_width(line) <= MEASURE for line in lines)
