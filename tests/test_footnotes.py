"""Footnotes: under the text that calls for them, and nothing of the text moved by them."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import opened
import pytest
import ruler
from openxml_audit import OpenXmlValidator
from papers import NOTICE, of, part, text_of

from convert import fonts, markdown, style
from convert.compose import pages
from convert.compose.calls import RISE, SIZE, call
from convert.compose.setting import Setting
from convert.document import Block, Document, Heading, Paragraph, Role, Run, Table
from convert.recognizers import understand
from convert.writers import Resources, Written, writer
from convert.writers.html import Body

STYLE = style.load("gbt9704")
MARKS = [call(number) for number in range(1, 51)]
TEXT = "为了保障道路完好、出行安全，现就有关事项通知如下，请认真抓好落实。"


def noted(note: str, times: int = 3, role: Role = Role.BODY) -> Paragraph:
    """A paragraph with a footnote in its midst."""
    return Paragraph((Run(TEXT * times, note=note), Run(TEXT * times, strong=True), Run("此复。", note=note)), role)


MANY = of(*(noted(f"第{number}条，" + TEXT * (number % 4 + 1)) for number in range(1, 13)))


def write(to: str, document: Document) -> Written:
    return writer(to)(document, STYLE, Resources(lambda: fonts.resolve(STYLE.faces)))


def test_marks_are_single_characters_as_far_as_there_are_any() -> None:
    assert [call(number) for number in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "〔51〕"]


def test_a_call_brings_no_entities_with_it() -> None:
    content = (Run("道路完好", note="甲"), Run("，请"), Run("照办", strong=True, note="乙"), Run("。"))
    written = markdown.dump(of(Paragraph(content)))
    assert written.endswith("\n\n道路完好[^1]，请**照办**[^2]。\n\n[^1]: 甲\n\n[^2]: 乙\n")


def marks_of(page: ruler.Page, size: float) -> list[str]:
    return [c.text for c in page.characters if c.text in MARKS and c.size == pytest.approx(size, abs=0.1)]


def hold(written: Written) -> None:
    """Each footnote stands on the page of its call, under the text, and the last ends where a page's last line does."""
    for page in ruler.measure(written.data):
        text, notes = ([c for c in page.characters if c.size == pytest.approx(size, abs=0.1)] for size in (16, 12))
        assert marks_of(page, 12) == marks_of(page, 16 * SIZE)
        if notes:
            assert min(n.top for n in notes) > max(c.bottom for c in text)
            assert max(n.bottom for n in notes) == pytest.approx(262, abs=0.3)


def test_a_footnote_stands_under_the_text_that_calls_for_it() -> None:
    written = write("pdf", MANY)
    hold(written)
    assert [mark for page in ruler.measure(written.data) for mark in marks_of(page, 12)] == MARKS[:24]


def test_a_call_is_small_and_raised_in_the_line_it_stands_in() -> None:
    page = ruler.measure(write("pdf", of(Paragraph((Run("国" * 9, note="注"), Run("家" * 40))))).data)[0]
    line = page.lines[0]
    at = line.text.index("①")
    mark, before, after = line.characters[at], line.characters[at - 1], line.characters[at + 1]
    assert line.text == "国" * 9 + "①" + "家" * 16
    assert before.baseline == after.baseline
    assert mark.size == pytest.approx(16 * SIZE, abs=0.1)
    assert (before.baseline - mark.baseline) / ruler.MM == pytest.approx(16 * RISE, abs=0.2)
    assert (after.x - mark.x) / ruler.MM == pytest.approx(16 * SIZE, abs=0.8)


AFTER_NOTES: dict[str, tuple[Block, ...]] = {
    "a paragraph": (part("国" * 54),),
    "two notes on a line": (
        Paragraph((Run("国" * 30), Run("国", note=TEXT), Run("国", note=TEXT * 3), Run("国" * 25))),
    ),
    "headings": (Heading(1, "一、要求"), Heading(2, "（一）时限"), part("国" * 54)),
    "a run-in heading": (Heading(2, "（一）时限。", run_in=True), part("国" * 54)),
    "a table": (Table((("序号", "项目"), *[("1", "道路养护" * 12)] * 3)), part("国" * 54)),
    "a head of two rows": (Table((("序号", "项目"), ("甲", "道路养护" * 12), ("1", "丙")), 2), part("国" * 54)),
    "a caption": (part("表1 任务", Role.CAPTION), Table((("序号", "项目"), ("1", "道路养护" * 12)))),
    "a signature": (part("国" * 54), part("临江市人民政府", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON)),
}


@pytest.mark.parametrize("after", AFTER_NOTES)
@pytest.mark.parametrize("lines", range(15, 19))
def test_what_has_no_room_above_footnotes_moves_none_of_them(lines: int, after: str) -> None:
    """WeasyPrint by itself would send them to the next page, and lose some."""
    noted = Paragraph((Run("国" * 20, note=TEXT * 3), Run("国", note=TEXT)))
    document = of(*[part("国" * 20)] * lines, noted, *AFTER_NOTES[after], part("国" * 28 * 22))
    written = write("pdf", document)
    hold(written)
    assert all(text in ruler.copied(written.data) for block in AFTER_NOTES[after] for text in text_of(of(block)))
    body = Body(document, STYLE, Setting(STYLE, fonts.resolve(STYLE.faces)).for_style())
    list(body.elements())
    assert pages.foretell(body.items, STYLE)[-1].last == written.pages


@pytest.mark.edges
def test_a_paragraph_parted_by_a_page_end_is_filled_and_its_footnote_is_not() -> None:
    document = of(*[part("国" * 20)] * 10, Paragraph((Run("国" * 20, note="注" * 40), Run("国" * 28 * 12))))
    written = write("pdf", document)
    first, second = ruler.measure(written.data)
    last = [line for line in first.lines if line.characters[0].size == pytest.approx(16, abs=0.1)][-1]
    assert (last.right, second.lines[0].left) == pytest.approx((184, 26), abs=0.3)
    assert notes_of(written)[-1].right < 80


@pytest.mark.parametrize("run_in", [False, True])
@pytest.mark.parametrize("lines", range(14, 18))
def test_a_heading_that_a_page_end_parts_is_once_in_the_outline(lines: int, run_in: bool) -> None:
    heading = Heading(2, "（一）" + "国" * 40 + "。", run_in=run_in)
    document = of(*[part("国" * 20)] * lines, noted("注甲", 1), heading, part("正文。" * 60))
    assert [title for _, title, _ in ruler.outline(write("pdf", document).data)] == [heading.text]


@pytest.mark.edges
def test_what_a_page_end_parts_has_its_label_once() -> None:
    """Nothing is widened in a label, 出席：; on the next page, where none is, all is."""
    names = Paragraph((Run("出席：" + "王强a、" * 30, note="注" * 40), Run("李明明，a" * 30)), Role.ATTENDANCE)
    second = ruler.measure(write("pdf", of(*[part("国" * 20)] * 9, names)).data)[1].lines[0].characters
    steps = [after.x - before.x for before, after in pairwise(second) if before.text + after.text == "李明"]
    assert steps == pytest.approx([steps[-1]] * len(steps), abs=0.02)


@pytest.mark.edges
def test_the_grid_and_the_edges_hold_above_footnotes() -> None:
    plain = ruler.measure(write("pdf", of(*[part(TEXT * 6)] * 9)).data)[0]
    grid = {round(c.baseline, 2) for c in plain.characters}
    for page in ruler.measure(write("pdf", MANY).data):
        lines = [line for line in page.lines if line.characters[0].size == pytest.approx(16, abs=0.1)]
        assert {round(c.baseline, 2) for line in lines for c in line.characters if c.text not in MARKS} <= grid
        right = 184.0 if page.number % 2 else 182.0
        assert all(line.right <= right + 0.3 for line in lines)
        full = [line for line in lines if len(line.characters) >= 26]
        assert full
        assert all(line.right == pytest.approx(right, abs=0.3) for line in full)


def test_pages_with_footnotes_are_foretold() -> None:
    body = Body(MANY, STYLE, Setting(STYLE, fonts.resolve(STYLE.faces)).for_style())
    list(body.elements())
    places = pages.foretell(body.items, STYLE)
    assert places[-1].last == write("pdf", MANY).pages


def test_footnotes_take_no_more_of_the_page_than_their_lines() -> None:
    """16 lines and a footnote of eight lines of 18.5 pt fit on a page; one line more would, but for what is around."""
    eight = Paragraph((Run("国" * 20, note="注" * (36 * 8 - 6)),))
    fits = write("pdf", of(*[part("国" * 20)] * 14, eight, part("国" * 20)))
    assert len(notes_of(fits)) == 8
    assert fits.pages == 1
    assert write("pdf", of(*[part("国" * 20)] * 15, eight, part("国" * 20))).pages == 2


def notes_of(written: Written) -> list[ruler.Line]:
    lines = ruler.measure(written.data)[0].lines
    return [line for line in lines if line.characters[0].size == pytest.approx(12, abs=0.1)]


def test_a_browser_is_given_them_at_the_end() -> None:
    page = write("html", of(noted("甲<注>"))).data.decode()
    assert page.index("此复。<sup>②</sup>") < page.index('<p class="footnote">①甲&lt;注&gt;</p>')
    assert page.count("甲&lt;注&gt;") == 2


@pytest.mark.parametrize(
    "document", [MANY, NOTICE, of(noted("在表题里", 1, Role.CAPTION))], ids=["many", "none", "caption"]
)
def test_a_docx_has_real_footnotes_and_is_sound(document: Document, tmp_path: Path) -> None:
    data = write("docx", document).data
    assert data == write("docx", document).data
    found = opened.parts(data)
    w = opened.W
    notes = {n.get(f"{w}id"): n for n in found["word/footnotes.xml"] if n.get(f"{w}type") is None}
    calls = [c.get(f"{w}id") for c in found["word/document.xml"].iter(f"{w}footnoteReference")]
    wanted = [run.note for b in document.blocks if isinstance(b, Paragraph) for run in b.content if run.note]
    assert ["".join(t.text for t in notes[number].iter(f"{w}t")) for number in calls] == wanted
    assert len(notes) == len(calls)
    for name in ("word/settings.xml", "word/document.xml"):  # Word reads the first, LibreOffice the second
        assert opened.value(next(found[name].iter(f"{w}footnotePr")), "numFmt") == "decimalEnclosedCircle"
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert not OpenXmlValidator().validate(file).errors


def test_a_centred_line_keeps_its_footnote() -> None:
    written = ruler.copied(write("pdf", of(noted("在题注里", 1, Role.CAPTION))).data)
    assert "在题注里" in written


def test_what_xml_forbids_is_replaced_in_a_footnote_too() -> None:
    data = write("docx", of(noted("甲\x00乙"))).data
    assert "甲\ufffd乙" in opened.zipfile.ZipFile(BytesIO(data)).read("word/footnotes.xml").decode()


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("一、加强领导[^1]\n\n要抓好落实。\n\n[^1]: 注文甲", "注文甲"),
        ("（一）加强领导。[^1]要抓好落实。\n\n[^1]: 注文甲", "注文甲"),
        ("# 关于工作的通知[^1]\n\n各区：\n\n请照办。\n\n[^1]: 注文甲", "注文甲"),
        ("[^1]请照办。\n\n[^1]: 注文甲", "注文甲"),
        ("请照办[^1][^b]。\n\n[^1]: 注文甲\n[^b]: 注文乙", "注文甲 注文乙"),
        ("请照办。\n\n[^1]: 无人问津的注", "无人问津的注"),
    ],
)
def test_no_footnote_of_somebody_vanishes(source: str, kept: str) -> None:
    from convert import pipeline

    text = pipeline.clean(pipeline.read(source.encode(), name="a.md"))
    document, _ = understand(markdown.parse(text.content)[0], text)
    written = markdown.dump(document)
    assert kept in written
    assert markdown.parse(written)[0] == document


@pytest.mark.parametrize("length", range(24, 30))
def test_a_call_at_a_lines_end_has_its_footnote_on_that_page(length: int) -> None:
    """The line with the call is the last one of its page, whatever stands in the next."""
    above = [part("国" * 26)] * 21
    written = write("pdf", of(*above[:-1], Paragraph((Run("国" * length, note="注文"), Run("国" * 40)))))
    first = ruler.measure(written.data)[0]
    marks = [character.text for character in first.characters].count("①")
    assert marks in (0, 2)  # both on the page, or neither


@pytest.mark.parametrize("length", [1100, 1180, 1181, 1300, 1500, 4000])
def test_no_note_is_too_long_to_be_read(length: int) -> None:
    """On the page of its call, or as a paragraph after the text that calls for it, never off the sheet."""
    written = write("pdf", of(part("国" * 200), Paragraph((Run("家" * 30, note="注" * length),)), part("民" * 30)))
    shown = [c for page in ruler.measure(written.data) for c in page.characters if 30 < c.top < c.bottom < 265]
    assert sum(c.text == "注" for c in shown) == length
    assert sum(c.text == "民" for c in shown) == 30
    told = [found.code for found in written.diagnostics if found.code == "DC736"]
    assert told == (["DC736"] if length > 1180 else [])


def test_a_call_goes_by_the_size_of_its_text() -> None:
    title = Paragraph((Run("工作方案", note="注"),), Role.ATTACHMENT_TITLE)
    page = ruler.measure(write("pdf", of(part("附件", Role.ATTACHMENT), title)).data)[-1]
    (line,) = [line for line in page.lines if line.text == "工作方案①"]
    assert line.characters[-1].size == pytest.approx(line.size * SIZE, abs=0.1)
