"""What normalisation does and what it leaves alone, case by case, and in Markdown from elsewhere."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_cleaning_laws import normalise, of

from convert.cleaners import harvested
from convert.document import Metadata
from convert.ledger import Format

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = FIXTURES / "cases/cleaning.tsv"


def unescape(cell: str) -> str:
    """A cell of the table as text."""
    plain = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\(u[0-9a-f]{4}|[nt\\])", lambda m: plain.get(m[1]) or chr(int(m[1][1:], 16)), cell)


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(unescape(raw), unescape(clean)) for raw, clean in rows]


@pytest.mark.parametrize(("raw", "clean"), cases())
def test_case(raw: str, clean: str) -> None:
    assert normalise(of(raw)).content == clean


@pytest.mark.parametrize(("raw", "clean"), cases())
def test_clean_text_stays(raw: str, clean: str) -> None:
    del raw
    assert normalise(of(clean)).content == clean


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("corpus/raw/clean_*.txt")), ids=lambda path: path.stem)
def test_a_clean_document_stays(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    assert normalise(of(raw)).content == raw


MARKDOWN = [
    ("# 一、 标题,好", "# 一、标题，好"),
    ("## (一)加强领导", "## （一）加强领导"),
    ("1. 加强领导,抓落实", "1. 加强领导，抓落实"),
    ("- 项目,一\n  - 子项,二", "- 项目，一\n  - 子项，二"),
    ("> 引用:好", "> 引用：好"),
    ("**重点:**内容,好  \n硬换行", "**重点：**内容，好  \n硬换行"),
    ('键 `a,"甲",b` 值,好', '键 `a,"甲",b` 值，好'),
    ('[链接,文字](http://a.b/甲,c "标题,甲"),好', '[链接，文字](http://a.b/甲,c "标题,甲")，好'),
    ("![图,一](甲,b.png)", "![图，一](甲,b.png)"),
    ('甲,<b title="甲,乙">乙</b><!-- 丙,丁 -->', '甲，<b title="甲,乙">乙</b><!-- 丙,丁 -->'),
    ("脚注[^1]\n\n[^1]: 说明,好", "脚注[^1]\n\n[^1]: 说明，好"),
    ("```py\nprint('甲,乙')  # 丙, 丁\n```\n甲,乙", "```py\nprint('甲,乙')  # 丙, 丁\n```\n甲，乙"),
    ("~~~\n甲,乙", "~~~\n甲,乙"),
    ("---\n标题: 甲,乙\n---\n甲,乙", "---\n标题: 甲,乙\n---\n甲，乙"),
    ("| 名称,一 | 数 量 |\n|:--|--:|\n| 增长 率 | 5% |", "| 名称，一 | 数 量 |\n|:--|--:|\n| 增长 率 | 5% |"),
    ("\u3000\u3000甲乙", "甲乙"),
]


@pytest.mark.parametrize(("raw", "clean"), MARKDOWN)
def test_markdown_keeps_its_syntax(raw: str, clean: str) -> None:
    assert normalise(of(raw, Format.MARKDOWN)).content == clean


def test_every_change_has_a_rule_and_a_place() -> None:
    text = normalise(of("\u3000\u3000同志们:\n增长７.5%,好"))
    assert [(entry.line, entry.column, entry.rule, entry.before, entry.after) for entry in text.ledger] == [
        (1, 1, "space.indent", "\u3000\u3000", ""),
        (1, 6, "punctuation.full-width", ":", "："),
        (2, 3, "width.digit", "７", "7"),
        (2, 7, "punctuation.full-width", ",", "，"),
    ]


def test_what_was_harvested_is_mended_but_addresses() -> None:
    said = Metadata(
        document_number="临政发[2026]3号", link="http://a.b/(甲),乙", issuers=("甲局 ", "乙局"), author="王强"
    )
    text = harvested.clean(replace(of(""), title="关于印发办法(试行)的通知", harvest=said))
    assert text.title == "关于印发办法（试行）的通知"
    mended = replace(said, document_number="临政发〔2026〕3号", issuers=("甲局", "乙局"))
    assert text.harvest == mended
