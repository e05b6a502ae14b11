"""The laws of cleaning, on texts put together from what has misled cleaners before."""

import unicodedata
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert import cleaners
from convert.cleaners import characters, numbering
from convert.ledger import Format, Source, Text, restore

NORMALISERS = (characters.clean, *cleaners.MARKS, numbering.mend_commas, numbering.drop_stops)
LOCAL = tuple(clean for clean in NORMALISERS if clean is not numbering.mend_commas)
"""Those that ask of no more than a line and the next; a number stands in a series, however far its fellows are."""
LETTERS = """
    同志 发展 一 三 第一章 第二条 年 号 国发 王强 约翰 市委 国务院 记者 a Word XX GDP 1 12 2025 3.5 １２ Ａ
    ① ㎡ ⼀ ％ ℃ % http://a.b/c,d?e a.b@c.cn 9:30 1:2 3,000 C:\\ It's
    [2025]3号 (2025)3号 (一) (1) 一、 一. 1. 1、 1． （一）
"""
MARKS = """
    , : ; ! ? . ... 。 。。。 … …… 、 ， ： ； - -- —— － ． ～ · • ∶ / // = + * # | > \\
    ( ) （ ） [ ] 【 】 〔 〕 《 》 “ ” ‘ ’ " ' ` ``` <!-- --> ]( **
"""
BLANKS = [" ", "  ", "\u3000", "\u3000\u3000", "\t", "\u00a0", "\u200b", "\u200d", "\ufeff"]
BREAKS = ["\n", "\n\n", "\u2028", "\x0b"]
FRAGMENTS = [*LETTERS.split(), *MARKS.split(), *BLANKS, *BREAKS]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)
formats = st.sampled_from(Format)
inline = st.lists(st.sampled_from([f for f in FRAGMENTS if f not in BREAKS]), max_size=14).map("".join)
paragraphs = inline.map("各级党委要统一思想{}切实把各项工作抓紧抓实抓出成效。".format)
documents = st.lists(paragraphs, min_size=1, max_size=4).map("\n".join)
"""Prose with fragments in it."""


def of(raw: str, form: Format = Format.TEXT) -> Text:
    return Text.of(Source("-", b"", raw, form))


def normalise(text: Text, normalisers: Sequence[Callable[[Text], Text]] = NORMALISERS) -> Text:
    for cleaner in normalisers:
        text = cleaner(text)
    return text


def skeleton(text: str) -> str:
    """The letters and digits of a text, each as the declared map gives it."""
    mapped = (characters.MAP.get(c, (c, ""))[0] for c in text)
    return "".join(c for c in mapped if unicodedata.category(c)[0] in "LN")


@pytest.mark.parametrize("clean", [*NORMALISERS, normalise], ids=lambda clean: f"{clean.__module__}.{clean.__name__}")
@given(raw=fragments, form=formats)
def test_cleaning_twice_equals_once(clean: Callable[[Text], Text], raw: str, form: Format) -> None:
    once = clean(of(raw, form)).content
    assert clean(of(once, form)).content == once


@given(st.one_of(documents, fragments))
def test_the_whole_twice_equals_once(raw: str) -> None:
    text = cleaners.run(of(raw))
    assert restore(text.content, text.ledger) == raw
    assert cleaners.run(of(text.content)).content == text.content


@given(fragments, formats)
def test_letters_and_digits_survive_in_order(raw: str, form: Format) -> None:
    assert skeleton(normalise(of(raw, form)).content) == skeleton(raw)


@given(fragments, formats)
def test_the_ledger_gives_the_source_back(raw: str, form: Format) -> None:
    text = normalise(of(raw, form))
    assert restore(text.content, text.ledger) == raw


@given(fragments, fragments)
def test_lines_far_apart_do_not_know_each_other(one: str, two: str) -> None:
    wall = "\n\n甲。\n\n"
    apart = "".join(normalise(of(part), LOCAL).content for part in (one, wall, two))
    assert normalise(of(one + wall + two), LOCAL).content == apart
