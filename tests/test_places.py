"""Findings about a saved page point into the file that the user has."""

import json
from pathlib import Path

import pytest
from test_check_command import check

from convert import pipeline
from convert.pipeline import read
from convert.readers.html.places import Places

PAGE = """<!DOCTYPE html>
<html><head><title>在全市工作会议上的讲话_某网</title>
<script>if (a<b) document.write("推动XX发展,");</script></head>
<body>
<div><a href="/">首页</a> <a href="/b">新闻,XX</a></div>
<div id="text">
  <h1>在全市工作会议上的讲话</h1>
  <!-- 推动XX发展 -->
  <p>
    今天召开会议，主要任务是总结工作，
    <b>部署</b>任务。推动XX发展，各部门要认真<span style="display:none">，XX</span>落实，抓好整改。
  </p>
  <ol><li>提高认识，统一思想，凝聚共识。</li><li>加强领导,明确责任，强化督导。</li></ol>
  <table><tr><td>单位</td><td>金额</td></tr><tr><td>甲局</td><td>××元</td></tr><tr><td>乙局</td><td>6元</td></tr></table>
  <p>全区GDP增长&nbsp;7.5%&#65292;稳中有进，总体平稳。</p>
</div>
</body></html>
"""
SELECT = "DC101,DC111,DC301"
WANTED = [(11, "XX"), (13, ","), (14, "××"), (15, "&nbsp;")]
"""Line of the page, and what stands there."""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_each_finding_is_where_the_page_has_it(encoding: str, newline: str, page: Path) -> None:
    page.write_bytes(PAGE.replace("\n", newline).encode(encoding))
    found = json.loads(check(page, "--select", SELECT, "--format", "json").stdout)
    lines = PAGE.split("\n")
    told = [
        (
            one["location"]["row"],
            lines[one["location"]["row"] - 1][one["location"]["column"] - 1 : one["end_location"]["column"] - 1],
        )
        for one in found
    ]
    assert told == WANTED
    assert [one["location"]["row"] for one in found] == [one["end_location"]["row"] for one in found]


def test_the_caret_stands_under_the_pages_own_line(page: Path) -> None:
    shown = check(page, "--select", "DC111").stdout.decode().split("\n")
    assert shown[0].startswith(f"{page}:15:13: DC111")
    assert shown[1] == "   15 |   <p>全区GDP增长&nbsp;7.5%&#65292;稳中有进，总体平稳。</p>"
    assert shown[2] == "      |                 ^^^^^^"


def test_sarif_and_github_name_the_pages_lines(page: Path) -> None:
    log = json.loads(check(page, "--select", "DC301", "--format", "sarif").stdout)
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in log["runs"][0]["results"]]
    assert regions[0] == {"startLine": 11, "startColumn": 19, "endLine": 11, "endColumn": 21}
    commands = check(page, "--select", "DC301", "--format", "github").stdout.decode()
    assert "line=11,col=19,endLine=11,endColumn=21::" in commands


def test_a_page_on_one_line_has_columns(page: Path) -> None:
    whole = PAGE.replace("\n", " ")
    page.write_text(whole, encoding="utf-8")
    found = pipeline.check(read(page), {"DC101", "DC111", "DC301"})
    assert [whole[one.start : one.end] for one in found] == [text for _, text in WANTED]
    assert [one.diagnostic.column for one in found] == [one.start + 1 for one in found]


def test_what_cannot_be_found_is_on_the_line_where_its_element_begins(page: Path) -> None:
    # In the cell a browser shows 推动X发展X; no stretch of the page reads so.
    hidden = "推<i hidden>甲</i>动<i hidden>乙</i>X<i hidden>丙</i>X<i hidden>丁</i>发展"
    page.write_text(PAGE.replace("推动XX发展，各部门要认真", f"</p>\n<p>{hidden}，"), encoding="utf-8")
    first = pipeline.check(read(page), {"DC301"})[0]
    assert (first.diagnostic.line, first.diagnostic.column) == (12, 1)
    assert page.read_text(encoding="utf-8")[first.start : first.end].startswith("<p>推<i hidden>")


def test_a_byte_that_is_none_of_the_encoding_keeps_its_place(page: Path) -> None:
    page.write_bytes(
        PAGE.replace("</body>", "<!--" + "x" * 9000 + "--></body>").encode().replace("首页".encode(), b"\xff")
    )
    source = read(page, encoding="utf-8")
    found = pipeline.check(source, {"DC507"})
    assert [(one.diagnostic.line, one.diagnostic.column) for one in found] == [(5, 18)]
    assert [source.page[one.start : one.end] for one in found] == ["\ufffd"]


def test_every_stretch_reads_the_same_in_text_and_page() -> None:
    source = read(PAGE.encode(), name="page.html")
    places, text = Places(source), source.text
    torn = range(text.index("各部门要认真"), text.index("抓好整改"))  # by what is hidden in the middle of it
    numbers = {text.index("1.提"), text.index("1.提") + 1, text.index("2.加"), text.index("2.加") + 1}
    letters = [at for at, letter in enumerate(text) if letter not in " \n|" and at not in torn and at not in numbers]
    assert len(letters) > 100
    for at in letters:
        start, end = places.of(at, at + 1)
        assert PAGE[start:end].replace("&#65292;", "，").replace("&nbsp;", "\xa0") == text[at], text[at - 5 : at + 5]
