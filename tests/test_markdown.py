"""Markdown both ways: nothing changes on the way there and back, nothing vanishes on the way in."""

import os
from dataclasses import fields, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convert.document import KEYS, Block, Document, Heading, Image, Metadata, Paragraph, Role, Run, Table
from convert.markdown import dump, front_matter, parse, parser, plain, strings

NASTY = (
    *("1. ", "12) ", "2025. ", "+ ", "- ", "* ", "# ", "###### ", "> ", "---", "***", "===", "___", "```", "~~~", "~~"),
    *("[^1]", "[^1]: 注", "^", "![", "](", "[", "]", "!"),
    *("<XX>", "<!-- 署名 -->", "<br>", "</p>", "<http://a.cn>", "&copy;", "&#65;", "& ", "    ", "\t", " ", "\u3000"),
    *(
        "[1]: http://a.cn",
        "[x](y)",
        "[x][y]",
        "![x](y)",
        "\\",
        "`",
        "``",
        "*",
        "**",
        "_",
        "__",
        "a_b",
        "_a_",
        "#",
        " #",
    ),
    *(
        "|",
        "| --- |",
        "（一）",
        "一、",
        "1.",
        "（1）",
        "第一条",
        "附件：",
        "附件1",
        "图1 流程",
        "《通知》",
        "“做优”",
        "”",
        "“",
    ),
    *(
        "。",
        "？",
        "！",
        "：",
        "，",
        "；",
        "…",
        "——",
        "「",
        "同志们：",
        "各区人民政府：",
        "2026年3月5日",
        "（此件公开发布）",
    ),
    *(
        "市政府办公室",
        "临江",
        "字",
        "a",
        "Z9",
        "7.5%",
        "No",
        "9:30",
        "null",
        "~",
        "=",
        "-",
        "doconv: 1",
        "http://a.cn/_b_",
    ),
    *("\u00a0", "\n", "\r", "\u2028", "©", "℃", "½", "😀", "𠮷"),
)
"""What Markdown, YAML or the recognizers could take for something else."""

texts = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join)


def merged(runs: list[Run]) -> tuple[Run, ...]:
    """Runs as a document has them: no two neighbours in the same emphasis."""
    kept: list[Run] = []
    for run in runs:
        if not kept or kept[-1].note or (kept[-1].strong, kept[-1].emphasis) != (run.strong, run.emphasis):
            kept.append(run)
    return tuple(kept)


runs = st.lists(st.builds(Run, texts, st.booleans(), st.booleans()), min_size=1, max_size=4).map(merged)
notes = st.one_of(st.just(""), texts)
with_notes = st.lists(st.builds(Run, texts, st.booleans(), st.booleans(), notes), min_size=1, max_size=4).map(merged)
contents = st.one_of(texts.map(lambda text: (Run(text),)), runs, with_notes)
paragraphs = st.builds(Paragraph, contents, st.sampled_from(Role))
headings = st.builds(Heading, st.integers(1, 4), texts, st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    cells = st.one_of(st.just(""), texts)
    rows = draw(st.lists(st.tuples(*[cells] * width), min_size=height, max_size=height))
    return Table(tuple(rows), draw(st.integers(0, height)), draw(st.sampled_from([None, True, False])))


values = {
    f.name: st.lists(texts, max_size=2).map(tuple) if f.default == () else st.one_of(st.just(""), texts)
    for f in fields(Metadata)
    if f.metadata
}
extras = st.dictionaries(texts.filter(lambda key: key not in KEYS and key != "doconv"), texts, max_size=2)
metadata = st.builds(Metadata, **values, extra=extras.map(lambda pairs: tuple(pairs.items())))
images = st.builds(Image, st.one_of(texts, st.text()), st.one_of(st.just(""), texts))
blocks: st.SearchStrategy[Block] = st.one_of(paragraphs, headings, tables(), images)
documents = st.builds(
    Document,
    st.one_of(st.just(""), texts),
    st.lists(blocks, max_size=6).map(tuple),
    st.one_of(st.just(Metadata()), metadata),
)


_keys, _values = (st.text(st.sampled_from(letters), max_size=4) for letters in ("aZ文 :-", "aZ1文、。／-: #'~&*"))
_pairs = st.builds("{}: {}".format, _keys, _values)

many = settings(max_examples=int(os.environ.get("DOCONV_FUZZ_EXAMPLES", "300")))
unhurried = pytest.mark.timeout(0)
"""The alarm of a time limit may ring in what Hypothesis does at a collection of rubbish, and be lost there: the test
runs on, and fails at its end with an unraisable exception."""


@settings(max_examples=500)
@given(st.lists(_pairs, max_size=3))
def test_front_matter_that_is_read_at_once_says_what_yaml_says(pairs: list[str]) -> None:
    source = "".join(f"{pair}\n" for pair in ("doconv: 1", *pairs))
    if front_matter._SIMPLE.fullmatch(source):
        assert front_matter._load(source, own=True) == (strings.load(source), ())


FRAGMENTS = (
    *("\n", "\n\n", "## ", "#", "甲", "一、", "。", "    ", "\t", "\u3000", " ", "> 甲", "|-|-|"),
    *("-", "|", ":", "=", "1. ", "a", "~", "\x0b", "\r"),
)


@unhurried
@many
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), texts)).map("".join))
@example("## 甲 | 乙\n| - | - |")
@example("> 甲\n乙\n\n- 甲\n\n  ## 乙\n  丙")
@example("# 甲\n\n乙\n\n## 一、丙\n丁")
def test_a_whole_line_is_what_the_other_rules_make_of_it(source: str) -> None:
    read = parse(source)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "lines", lambda _: None)
        assert parse(source) == read
        parser._parser().disable("line")
        try:
            assert parse(source) == read
        finally:
            parser._parser().enable("line")


def test_a_speech_as_doconv_writes_it_needs_no_parser() -> None:
    assert plain.lines("# 甲——乙\n\n各位同志：\n\n## 一、丙\n\n丁，1234。\n")
    assert not plain.lines("# 甲\n\n乙\n丙\n")


SNAKE = Run("a_ba_b")


@unhurried
@many
@given(documents)
@example(Document(blocks=(Paragraph((Run("1. ", emphasis=True), SNAKE, Run("+ ", emphasis=True))),)))
def test_parse_undoes_dump(document: Document) -> None:
    assert parse(dump(document))[0] == document


def test_headings_of_several_numbers_stay_what_they_are() -> None:
    document = Document(
        "应急预案",
        (
            Heading(1, "1 总则"),
            Heading(2, "1.1 编制目的"),
            Heading(3, "1.1.1 原则。", run_in=True),
            Paragraph((Run("正文。"),)),
        ),
    )
    assert "\n## 1 总则\n\n### 1.1 编制目的\n\n#### 1.1.1 原则。\n" in dump(document)
    assert parse(dump(document))[0] == document


@unhurried
@many
@given(documents)
def test_nothing_that_doconv_wrote_cannot_be_shown(document: Document) -> None:
    written = replace(document, metadata=replace(document.metadata, extra=()))
    assert parse(dump(written))[1] == ()


@unhurried
@many
@given(runs)
def test_plain_commonmark_shows_the_same_emphasis(content: tuple[Run, ...]) -> None:
    """What doconv writes, any Markdown renders alike."""
    written = dump(Document("", (Paragraph(content, Role.QUOTE),))).split("\n\n> ", 1)[1]
    shown: list[Run] = []
    strong = emphasis = 0
    for token in MarkdownIt("commonmark").parseInline(written.rstrip("\n"))[0].children or []:
        strong += token.nesting * (token.tag == "strong")
        emphasis += token.nesting * (token.tag == "em")
        shown.append(Run(token.content, strong > 0, emphasis > 0))
    assert [(c, s, e) for c, s, e in spelled(shown)] == [(c, s, e) for c, s, e in spelled(content)]


def spelled(content: list[Run] | tuple[Run, ...]) -> list[tuple[str, bool, bool]]:
    """Every character with its emphasis."""
    return [(character, run.strong, run.emphasis) for run in content for character in run.text]


def body(markdown: str) -> Document:
    return parse(markdown)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("统一思\n想", ["统一思想"]),
        ("讲 AI\nmodel", ["讲 AI model"]),
        ("甲  \n乙", ["甲", "乙"]),
        ("[1]: http://a.cn", ["[1]: http://a.cn"]),
        ("<XX>区与&copy;", ["<XX>区与©"]),
        ("10. 甲\n12. 乙", ["10.甲", "12.乙"]),
        ("- 甲\n- 乙", ["甲", "乙"]),
        ("1.\n\n正文", ["1.", "正文"]),
        ("1. - 甲", ["1.甲"]),
        ("    缩进的一段", ["缩进的一段"]),
        ("```\n甲\n乙", ["甲", "乙"]),
        ("> 甲\n>\n> 乙", ["甲", "乙"]),
        ("> " * 60 + "深", ["> " * 30 + "深"]),
        ("> " * 1000 + "深", ["> " * 970 + "深"]),
        ("- " * 40 + "9. 深", ["- " * 10 + "9. 深"]),
        ("甲\n\n" + "-" * 200, ["甲"]),
        ("同志们：\n---\n大家好。\n===", ["同志们：", "大家好。"]),
        ("前[^1]\n\n[^1]: 注", ["前"]),
        ("前[^1]\n\n[^2]: 注", ["前[^1]", "[^2]: 注"]),
        ("前[^1]\n\n[^1]: 注\n[^1]: 再注", ["前", "[^1]: 再注"]),
        ("## 前[^1]\n\n[^1]: 注", ["[^1]: 注"]),
    ],
)
def test_no_text_vanishes(source: str, expected: list[str]) -> None:
    assert [
        block.text for block in body(f"---\ndoconv: 1\n---\n\n{source}\n").blocks if isinstance(block, Paragraph)
    ] == expected


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("她**“做优”**城区", "她“**做优**”城区"),
        ("**要点：**她", "**要点**：她"),
        ("这是**重点。**下面", "这是**重点**。下面"),
        ("**“做优”**，好", "**“做优”**，好"),
        ("甲 **“做优”** 乙", "甲 **“做优”** 乙"),
    ],
)
def test_somebody_elses_emphasis_is_written_for_everybody(source: str, written: str) -> None:
    assert dump(body(source)).rstrip("\n").endswith(f"\n\n{written}")


@pytest.mark.parametrize(
    ("source", "strong"),
    [
        ("她**“做优”**城区", "“做优”"),
        ("**要点：**她", "要点："),
        ("做**《通知》**的", "《通知》"),
        ("**（一）**加强", "（一）"),
        ("这是**重点。**下面", "重点。"),
        ("**重点**，好", "重点"),
    ],
)
def test_emphasis_beside_chinese_marks(source: str, strong: str) -> None:
    (block,) = body(f"---\ndoconv: 1\n---\n\n{source}").blocks
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.content if run.strong] == [strong]


def test_a_heading_that_ends_in_a_full_stop_is_run_in() -> None:
    for gap in ("\n", "\n\n"):
        heading, paragraph = body(f"### （一）加强领导。{gap}要落实。").blocks
        assert heading == Heading(2, "（一）加强领导。", run_in=True)
        assert isinstance(paragraph, Paragraph)


def test_a_question_on_its_own_line_says_so() -> None:
    document = Document("", (Heading(1, "一、为什么？"), Paragraph((Run("因为。"),))))
    assert "<!-- 独行 -->\n## 一、为什么？\n\n因为。" in dump(document)


def test_title_and_subtitle_of_a_speech_are_one_line() -> None:
    document = Document("乘势而上", (), Metadata(subtitle="——在全市大会上的讲话"))
    assert "# 乘势而上——在全市大会上的讲话\n" in dump(document)
    assert "副标题: ——随笔\n---\n\n# 乘势而上\n" in dump(Document("乘势而上", (), Metadata(subtitle="——随笔")))
    assert "副标题: ''\n" in dump(Document("乘势而上——在全市大会上的讲话"))


def test_a_role_is_written_only_where_it_would_not_be_seen() -> None:
    salutation = Paragraph((Run("同志们："),), Role.SALUTATION)
    assert "<!--" not in dump(Document("在会上的讲话", (salutation,)))
    assert "<!-- 正文 -->\n同志们：" in dump(Document("在会上的讲话", (Paragraph((Run("同志们："),)),)))


def test_front_matter_makes_strings_of_everything() -> None:
    document, found = parse(
        "---\ndoconv: 1\n份号: 000001\n日期: 2026-01-05\n签发人:\n- 李 明\n- no\n---\n\n9:30开会。\n"
    )
    assert document.metadata == Metadata(copy_number="000001", dated="2026-01-05", signatories=("李 明", "no"))
    assert not found


def test_an_unknown_key_is_kept_and_told() -> None:
    document, (finding,) = parse("---\ndoconv: 1\n发文子号: 临政发〔2026〕1号\n---\n")
    assert document.metadata.extra == (("发文子号", "临政发〔2026〕1号"),)
    assert finding.code == "DC403"
    assert dict(finding.values)["hint"] == "发文字号"


def test_broken_front_matter_is_read_line_by_line() -> None:
    document, (finding,) = parse('---\ndoconv: 1\n来源: "临江日报\n---\n\n正文。\n')
    assert document.metadata.source == '"临江日报'
    assert finding.code == "DC404"
    assert finding.line == 3


def test_an_alias_is_refused() -> None:
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n\n正文。\n"
    assert "正文。" in [block.text for block in body(bomb).blocks if isinstance(block, Paragraph)]


def test_a_table_and_its_head() -> None:
    (table,) = body("| 序号 | 项目 |\n| --- | --- |\n| 1 | a\\|b |").blocks
    assert table == Table((("序号", "项目"), ("1", "a|b")))
    (table,) = body("|  |  |\n| --- | --- |\n| 1 | 2 |").blocks
    assert table == Table((("1", "2"),), 0)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("- 甲", "DC405"),
        ("如图![图](a.png)", "DC406"),
        ("[甲](http://a.cn)", "DC407"),
        ("```\n甲\n```", "DC408"),
        ("用`甲`", "DC408"),
        ("甲\n\n***", "DC409"),
        ("###### 甲", "DC410"),
        ("<!-- 编者的话 -->", "DC411"),
        ("甲~~乙~~丙", "DC412"),
        ("甲==乙==丙", "DC412"),
        ("H~2~O", "DC412"),
        ("公式$a^2$", "DC412"),
        ("[x] 甲", "DC412"),
        ("[甲]: http://a.cn", "DC412"),
        ("| 甲 |\n|:---:|\n| 乙 |", "DC413"),
        ("1. 甲\n   1. 乙", "DC414"),
        ("> 甲\n>\n> > 乙", "DC414"),
    ],
)
def test_what_paper_cannot_show_is_told(source: str, code: str) -> None:
    assert [finding.code for finding in parse(source)[1]] == [code]


@pytest.mark.parametrize(
    "lines",
    [
        ("某某车间", "2026年3月1日"),
        ("[甲]: http://a.cn", "用到[甲]"),
        ("现通知如下。", "一、甲"),
        ("同志们：", "会议很重要。"),
    ],
)
def test_somebody_parts_paragraphs_by_a_line_end(lines: tuple[str, str]) -> None:
    assert [block.text for block in body("\n".join(lines)).blocks if isinstance(block, Paragraph)] == list(lines)


def test_lists_nested_by_their_indent_keep_their_text() -> None:
    source = "\n".join("  " * depth + f"- 第{depth}层" for depth in range(300))
    shown = "".join(block.text for block in body(source).blocks if isinstance(block, Heading | Paragraph))
    assert all(f"第{depth}层" in shown for depth in range(300))


def test_lines_are_those_of_the_file() -> None:
    document, _ = parse("---\ndoconv: 1\n---\n\n# 题\n\n## 一、甲\n\n乙。\n")
    assert document.title_lines is not None
    assert document.title_lines.first == 5
    assert [block.lines.first for block in document.blocks if block.lines] == [7, 9]
