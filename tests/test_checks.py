"""The rules of `check`: case by case, and the laws that hold for all of them."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_normalisation import unescape

from convert import check, pipeline, read
from convert.checks import RULES, codes_of
from convert.cleaners import characters
from convert.diagnostic import ReadError, Severity, catalogue
from convert.ledger import Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
RAW = sorted((FIXTURES / "corpus/raw").glob("*.[tm]*[td]"))
CASES = sorted((FIXTURES / "checks").glob("*.tsv"))
EVERYTHING = codes_of(["DC"])


def source(text: str, code: str = "") -> Source:
    markdown = code.startswith("DC4") or text.startswith("# ")
    return read(text.encode(), name="case.md" if markdown else "case.txt")


def cases() -> list[tuple[str, str, str]]:
    found = []
    for path in CASES:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if "\t" in line:
                raw, wanted = line.split("\t")
                found.append((path.stem, unescape(raw), unescape(wanted)))
    return found


@pytest.mark.parametrize(("code", "raw", "wanted"), cases())
def test_case(code: str, raw: str, wanted: str) -> None:
    given_source = source(raw, code)
    found = check(given_source, {code})
    mended = pipeline.fix(given_source, {code}, unsafe=True).content
    if wanted == "-":
        assert not found
    elif wanted == "found":
        assert found
        assert mended == raw
    else:
        assert found
        assert mended == wanted
        assert not check(source(wanted, code), {code})


def test_every_rule_has_hits_and_near_misses() -> None:
    hits = {code for code, _, wanted in cases() if wanted != "-"}
    misses = {code for code, _, wanted in cases() if wanted == "-"}
    assert hits == misses == RULES


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_says_why(code: str) -> None:
    message = catalogue()[code]
    assert message.why_zh
    assert message.why_en
    assert message.binding == ("required" if message.basis else "custom")
    assert bool(message.before) == bool(message.after)


def test_examples_of_explain_are_found() -> None:
    shown = {code: message.before for code, message in catalogue().items() if message.before and code in RULES}
    for code in ("DC101", "DC102", "DC103", "DC104", "DC106", "DC107", "DC303", "DC306", "DC401", "DC402"):
        assert check(source(shown[code], code), {code}), code


@pytest.mark.parametrize("path", sorted((FIXTURES / "documents").glob("*.md")), ids=lambda path: path.stem)
def test_nothing_is_found_in_a_correct_document(path: Path) -> None:
    assert not [(finding.diagnostic.code, finding.diagnostic.line) for finding in check(read(path))]


def skeleton(text: str) -> str:
    """Letters and digits, as the declared map of the cleaners has them."""
    mapped = "".join(characters.MAP.get(c, (c, ""))[0] for c in text)
    return "".join(c for c in mapped if c.isalnum())


RENUMBERS = {"DC203", "DC303", "DC304"}
"""Rules whose declared map is one of digits: ㈠ → 一, 03号 → 3号, 二○二六年 → 2026年."""

KEEP_LETTERS = EVERYTHING - RENUMBERS - {"DC302"}
"""All rules but those and the one that takes clutter out."""

FRAGMENTS = [
    *"，。、；：！？“”‘’（）《》,.:;!?()\"'\n",
    *(
        "同志们",
        "加强领导",
        "XX",
        "2026年",
        "1、",
        "一、",
        "（一）",
        "(二)",
        "三.",
        "……",
        "...",
        "——",
        "--",
        " ",
        "\u3000",
    ),
    *(
        "国发[2026]3号",
        "〔2026〕第3号",
        "二○二六年",
        "７５%",
        "\u200b",
        "一是",
        "三是",
        "附件：",
        "**",
        "# ",
        "GDP",
        "3千人",
    ),
]
texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=25).map("".join)


@settings(max_examples=300)
@given(texts, st.sampled_from(["a.txt", "a.md"]))
def test_after_fixing_nothing_is_left_to_fix(text: str, name: str) -> None:
    try:
        given_source = read(text.encode(), name=name)
    except ReadError:
        return
    mended = pipeline.fix(given_source, EVERYTHING, unsafe=True).content
    try:
        again = read(mended.encode(), name=name)
    except ReadError:
        return
    assert [f for f in check(again, EVERYTHING) if f.fix] == []


@settings(max_examples=300)
@given(texts, st.sampled_from(["a.txt", "a.md"]))
def test_a_fix_keeps_letters_and_digits(text: str, name: str) -> None:
    try:
        given_source = read(text.encode(), name=name)
    except ReadError:
        return
    mended = pipeline.fix(given_source, KEEP_LETTERS, unsafe=True)
    assert skeleton(mended.content) == skeleton(text)


@settings(max_examples=200)
@given(texts)
def test_a_finding_lies_in_the_source(text: str) -> None:
    try:
        given_source = read(text.encode(), name="a.txt")
    except ReadError:
        return
    lines = given_source.text.split("\n")
    for finding in check(given_source, EVERYTHING):
        place = finding.diagnostic
        assert 0 <= finding.start <= finding.end <= len(given_source.text)
        if place.line:
            assert place.column <= len(lines[place.line - 1]) + 1


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_the_laws_hold_for_whole_texts(path: Path) -> None:
    given_source = read(path)
    mended = pipeline.fix(given_source, KEEP_LETTERS, unsafe=True)
    again = read(mended.content.encode(), name=path.name)
    assert [f for f in check(again, KEEP_LETTERS) if f.fix] == []
    assert skeleton(mended.content) == skeleton(given_source.text)
    assert pipeline.encode(mended)


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_taking_clutter_out_takes_out_nothing_else(path: Path) -> None:
    given_source = read(path)
    mended = pipeline.fix(given_source, {"DC302"}, unsafe=True)
    try:
        assert check(read(mended.content.encode(), name=path.name), {"DC302"}) == ()
    except ReadError:
        assert not mended.content.strip()
    at, left = 0, []
    for edit in mended.edits:
        left.append(given_source.text[at : edit.start])
        at = edit.end
        assert not edit.after.strip()
    assert skeleton("".join([*left, given_source.text[at:]])) == skeleton(mended.content)
    kept = Counter(skeleton(pipeline.clean(given_source).content))
    assert kept <= Counter(skeleton(mended.content))


def test_findings_point_past_clutter_and_indents() -> None:
    raw = "首页 > 文库 > 讲话稿\n\u3000\u3000同志们,大家好。\n\u3000\u3000推动XX发展,再上台阶。\n"
    found = check(source(raw), {"DC101", "DC301"})
    places = [(f.diagnostic.code, f.diagnostic.line, f.diagnostic.column) for f in found]
    assert places == [("DC101", 2, 6), ("DC301", 3, 5), ("DC101", 3, 9)]


def test_a_comment_silences_the_line_after_it() -> None:
    raw = "# 标题\n\n<!-- doconv: ignore DC301 -->\n推动XX,发展。\n\n推动XX发展。\n"
    counts = Counter(f.diagnostic.code for f in check(source(raw), {"DC101", "DC301"}))
    assert counts == {"DC101": 1, "DC301": 1}
    assert not check(source("# 标题\n\n<!-- doconv: ignore -->\n推动XX,发展。\n"), {"DC101", "DC301"})


def test_a_page_is_checked_but_not_mended() -> None:
    page = "<html><body><h1>关于工作的讲话</h1><p>同志们,大家好!今天召开会议,部署工作。</p></body></html>"
    found = check(read(page.encode(), name="a.html"), {"DC101"})
    assert found
    assert all(finding.fix is None for finding in found)


def test_codes_are_chosen_by_their_beginnings_and_names() -> None:
    assert codes_of(["DC30"]) == {code for code in catalogue() if code.startswith("DC30")}
    assert codes_of(["placeholder"]) == {"DC301"}
    assert "DC109" not in codes_of()
    assert "DC109" in codes_of(["DC1"])
    assert not {"DC101", "DC301"} & codes_of(ignore=["DC1", "DC301"])
    with pytest.raises(ReadError, match="did you mean"):
        codes_of(["DC01"])


READ = {
    "GB/T 9704-2012": {"7.2.5", "7.3.2", "7.3.3", "7.3.4", "7.3.5.4"},
    "GB/T 15834-2011": {"4.5.3.5", "4.11", "5.1", "5.1.3", "5.1.4"},
    "CommonMark": {"6.2"},
}
"""The clauses whose words were read again in a public text of the standard; no other is named to a user."""


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_no_clause_is_named_that_was_not_read(code: str) -> None:
    message = catalogue()[code]
    assert not message.clause or message.clause in READ[message.basis]
    assert isinstance(message.severity, Severity)


NASTY = [
    "“",
    "”",
    "（",
    "）",
    "1、",
    "\n一、",
    "XX",
    "，",
    "_",
    "**",
    "**“甲",
    "[1]: ",
    "附件：1、甲\n",
    "一是",
    "二○二六年",
    "《",
]


@pytest.mark.parametrize("fragment", NASTY)
def test_a_nasty_text_is_checked_before_the_time_limit(fragment: str) -> None:
    name = "a.md" if "*" in fragment or "[" in fragment else "a.txt"
    check(read(("甲" + fragment * 40_000).encode(), name=name), EVERYTHING)  # square time would take minutes
