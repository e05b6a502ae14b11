"""What a line must hold for a pattern to be worth a search, and patterns compiled in half the time."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from convert import patterns
from convert.cleaners.clutter import words
from convert.cleaners.clutter.demands import demanded

FIXTURES = Path(__file__).parents[1] / "fixtures"

DEMANDS: dict[str, list[set[str]]] = {
    "扫一扫": [{"扫一扫"}],
    "微信?扫": [{"微"}, {"扫"}],
    "(?:官方|微信)公众号$": [{"公众号"}, {"官方", "微信"}],
    "(?:网|文库)ab": [{"ab"}, {"网", "文库"}],
    "(?:评论|留言)仅(?:供|代表)": [{"评论", "留言"}, {"仅"}, {"供", "代表"}],
    "^(?:新浪|腾讯)?的": [{"的"}],
    "(?:新浪|腾讯)(?:a)?": [{"新浪", "腾讯"}],
    "a|bc": [{"a", "bc"}],
    "a|b*": [],
    "ab{0,3}": [{"a"}],
    "ab{2,3}cd": [{"ab"}, {"cd"}],
    "ab+": [{"ab"}],
    "(?:ab)+c": [{"ab"}, {"c"}],
    "(?:ab|c[de]f+)": [{"ab", "c"}],
    "(?!ab)c": [{"c"}],
    "(?=ab|cd)ef": [{"ef"}],
    r"www\.[!-~]": [{"www."}],
    "[上下]一篇": [{"一篇"}],
    r"[\]一]二三": [{"二三"}],
    "(?i)ab": [],
    "(?P<name>ab)": [],
    ".{2,3}": [],
    r"\d\d": [],
}


@pytest.mark.parametrize("source", DEMANDS)
def test_what_a_pattern_demands(source: str) -> None:
    assert list(demanded(source)) == DEMANDS[source]


def lines() -> list[str]:
    files = [path for path in FIXTURES.rglob("*") if path.suffix in {".txt", ".md", ".html"}]
    return [line for path in files for line in path.read_text(encoding="utf-8", errors="replace").split("\n")]


def test_no_sentence_is_missed() -> None:
    known = words.load()
    told = 0
    for line in map(known.fold, lines()):
        said = [sentence for sentence in known.sentences if sentence.pattern.search(line)]
        assert list(known.saying(line)) == said
        told += len(said)
    assert told > 200, "the fixtures have clutter"


@given(some.data())
def test_no_sentence_that_hypothesis_can_write_is_missed(data: some.DataObject) -> None:
    known = words.load()
    number = data.draw(some.integers(0, len(known.sentences) - 1))
    line = data.draw(some.from_regex(known.sentences[number].pattern.pattern))
    assert number in known.demands.candidates(line)


def test_most_lines_of_a_text_are_asked_for_few_patterns() -> None:
    known = words.load()
    paragraph = "各级各部门要高度重视，认真贯彻落实，明确责任分工，确保取得实效。"
    assert len(known.demands.candidates(paragraph)) < 9


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE | re.DOTALL])
def test_the_pattern_is_that_of_python(flags: int) -> None:
    sources = [sentence.pattern.pattern for sentence in words.load().sentences]
    for source in ["[\u4e00-\u9fff]{2}|[a-z\u4e00-\u9fff]", "[^\u3400-\u9fffA-Z]", "[\\w\u3007]", *sources]:
        quick = patterns.compile_now(source, flags)
        re.purge()
        assert quick == re.compile(source, flags)
        re.purge()


OTHER_MAKES = {
    "no such module": None,
    "a module without its insides": SimpleNamespace(),
    "code that is not understood": SimpleNamespace(
        _parser=patterns._COMPILER._parser,
        _code=patterns._COMPILER._code,
        _sre=SimpleNamespace(compile=lambda *_: re.compile("b")),
    ),
}


@pytest.mark.parametrize("insides", OTHER_MAKES.values(), ids=OTHER_MAKES)
def test_a_python_of_another_make_compiles_too(monkeypatch: pytest.MonkeyPatch, insides: object) -> None:
    monkeypatch.setattr(patterns, "_COMPILER", insides)
    assert not patterns._compiles_as_known.__wrapped__()
    monkeypatch.setattr(patterns, "_compiles_as_known", lambda: False)
    assert patterns.compile_now("[一-龟]+") == re.compile("[一-龟]+")


def test_this_python_is_as_known() -> None:
    assert patterns._compiles_as_known()


@pytest.mark.parametrize("source", [r"\x41bc", r"\u4e00二", "[]a]b", "ab{0}c"])
def test_what_is_written_otherwise_demands_nothing(source: str) -> None:
    assert demanded(source) == ()
