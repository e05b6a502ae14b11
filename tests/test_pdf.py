"""The PDF, measured with a ruler: one test a clause."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
import ruler
from long_papers import paper
from papers import NOTICE, SPEECH, TABLE, hanzi, of, part, text_of

from convert import fonts, style
from convert.compose.breaker import NOT_AT_END, NOT_AT_START
from convert.compose.title import title_lines
from convert.diagnostic import DoconvError, Language
from convert.document import Document, Heading, Role, Table
from convert.ruler import readings, report
from convert.writers import Resources, Written, pdf

STYLE = style.load("gbt9704")
RARE = part("朱镕、陶喆、王堃、赵祎四位同志出席，面积120㎡，他们都是先进工作者，值得大家学习。" * 8)
MIXED = part("2026年GDP增长7.5%，“1+2+4+N”体系落地；R&D投入3.2亿元，5G基站1,200座——前景广阔……" * 12)


def written(document: Document, look: style.Style = STYLE) -> Written:
    return pdf.write(document, look, Resources(lambda: fonts.resolve(look.faces)))


@cache
def pages(name: str) -> tuple[ruler.Page, ...]:
    return ruler.measure(written(DOCUMENTS[name]).data)


DOCUMENTS = {
    "hanzi": hanzi(4),
    "notice": NOTICE,
    "long": paper(1, 60, figures=0.5, tables=False),
    "mixed": of(RARE, MIXED, RARE),
}
EVERY = pytest.mark.parametrize("name", DOCUMENTS)


def edges(page: ruler.Page) -> tuple[float, float]:
    return (28.0, 184.0) if page.number % 2 else (26.0, 182.0)


def test_5_1_the_sheet_is_a4() -> None:
    for page in pages("notice"):
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.01)


def test_5_2_1_the_type_area_begins_and_ends_where_it_should() -> None:
    for page in pages("hanzi")[:3]:
        assert page.lines[0].top == pytest.approx(37, abs=1)
        assert page.lines[-1].bottom == pytest.approx(262, abs=1)


@EVERY
def test_5_2_1_the_first_line_is_at_the_head(name: str) -> None:
    for page in pages(name):
        if name != "notice" or page.number < 3:  # a table begins lower: its type is smaller
            assert page.lines[0].top == pytest.approx(37, abs=1.2)


def test_5_2_3_22_lines_of_28_characters() -> None:
    for page in pages("hanzi")[1:3]:
        assert [len(line.characters) for line in page.lines] == [28] * 22


@EVERY
@pytest.mark.edges
def test_5_2_3_lines_fill_the_type_area(name: str) -> None:
    """No line but a paragraph's last is short; what begins a paragraph is indented or the last one ended before it."""
    for page in pages(name):
        left, right = edges(page)
        body = [line for line in page.lines if line.characters[0].size == pytest.approx(16, abs=0.01)]
        for line, following in pairwise(body):
            if following.left == pytest.approx(left, abs=0.3) and len(line.characters) > 20:
                assert line.right == pytest.approx(right, abs=0.05), line.text
        for line in page.lines:
            assert line.left > left - 0.3
            assert line.right < right + 0.3, line.text


@pytest.mark.edges
def test_6_2_even_pages_are_mirrored() -> None:
    for page in pages("hanzi")[:3]:
        left, right = edges(page)
        full = page.lines[1:-1]
        assert [line.left for line in full] == pytest.approx([left] * len(full), abs=0.05)
        assert [line.right for line in full] == pytest.approx([right] * len(full), abs=0.05)


@EVERY
def test_the_lines_stand_on_one_grid(name: str) -> None:
    pitch = STYLE.pdf.pitch * ruler.MM
    first = pages("hanzi")[0].lines[0].baseline
    for page in pages(name):
        for line in page.lines:
            sixteen = [c for c in line.characters if c.size == pytest.approx(16, abs=0.01)]
            if sixteen:
                off = (line.baseline - first) % pitch
                assert min(off, pitch - off) < 0.01, line.text


@pytest.mark.edges
def test_a_character_of_another_font_moves_nothing() -> None:
    plain = of(part(RARE.text.translate(str.maketrans("镕喆堃祎㎡", "国国国国国"))))
    mine, theirs = (ruler.measure(written(document).data)[0].lines for document in (of(RARE), plain))
    assert len({c.face for line in mine for c in line.characters}) > 1
    assert [line.baseline for line in mine] == pytest.approx([line.baseline for line in theirs], abs=0.001)
    assert [line.right for line in mine[:-1]] == pytest.approx([184] * (len(mine) - 1), abs=0.05)


def test_7_5_the_page_number() -> None:
    for page in pages("hanzi"):
        number = page.number_line
        assert number
        assert number.text == f"— {page.number} —"
        assert [c.size for c in number.characters] == pytest.approx([14] * len(number.characters), abs=0.01)
        assert all("Song" in c.face for c in number.characters)
        dash = number.characters[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(269, abs=0.02)
        left, right = edges(page)
        cell = STYLE.cell * ruler.MM
        if page.number % 2:
            assert number.right == pytest.approx(right - cell, abs=0.1)
        else:
            assert number.left == pytest.approx(left + cell, abs=0.1)


@EVERY
def test_no_line_breaks_the_rules_of_the_marks(name: str) -> None:
    for page in pages(name):
        for line in page.lines:
            assert line.text[0] not in NOT_AT_START
            assert line.text[-1] not in NOT_AT_END
        for line, following in pairwise(page.lines):
            assert not (line.text[-1] == following.text[0] and line.text[-1] in "—…")


def test_7_3_1_the_title() -> None:
    lines = [line for line in pages("notice")[0].lines if line.size > 20]
    assert [line.text for line in lines] == list(title_lines(NOTICE.title, "title", STYLE))
    for line in lines:
        assert (line.left + line.right) / 2 == pytest.approx(106, abs=0.1)


FACES = {
    "一、总体要求": "FandolHei",
    "（二）分步实施": "FandolKai",
    "1.全面排查": "FandolFang",
    "（1）建立台账": "FandolFang",
    "附件1": "FandolHei",
}


@pytest.mark.parametrize("text", FACES)
def test_7_3_3_the_faces_of_the_levels(text: str) -> None:
    (line,) = [line for page in pages("notice") for line in page.lines if line.text == text]
    assert all(FACES[text] in face for face in line.faces)


def test_7_3_3_a_run_in_heading_is_set_in_its_own_face_only() -> None:
    (line,) = [line for line in pages("notice")[0].lines if line.text.startswith("（一）压实责任。")]
    faces = [c.face for c in line.characters]
    assert all("Kai" in face for face in faces[:8])
    assert all("Fang" in face for face in faces[8:])


@pytest.mark.edges
def test_7_3_5_2_the_signature() -> None:
    lines = {line.text: line for page in pages("notice") for line in page.lines}
    organ, date = lines["临江市人民政府办公室"], lines["2026年3月5日"]
    cell = STYLE.cell * ruler.MM
    assert date.left - organ.left == pytest.approx(2 * cell, abs=0.2)
    assert organ.right == pytest.approx(edges(pages("notice")[1])[1] - 2 * cell, abs=0.2)


@pytest.mark.parametrize("length", [20, 26, 27, 33, 52])
def test_7_3_5_2_a_long_organ_leaves_two_characters_in_every_line(length: int) -> None:
    signed = written(of(part("国" * length, Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON)))
    lines = [line for line in ruler.measure(signed.data)[0].lines if set(line.text) == {"国"}]
    assert len(lines) == -(-length // 26)
    assert [line.right for line in lines] == pytest.approx([184 - 2 * STYLE.cell * ruler.MM] * len(lines), abs=0.3)


def test_7_3_7_an_attachment_begins_a_page() -> None:
    (page,) = [page for page in pages("notice") if page.lines[0].text == "附件1"]
    title = page.lines[1]
    assert title.text == "临江市城市道路养护工作方案"
    assert title.top > page.lines[0].top + 1.9 * STYLE.pdf.pitch * ruler.MM


@pytest.mark.parametrize("document", [NOTICE, SPEECH, DOCUMENTS["long"], DOCUMENTS["mixed"]])
def test_what_is_copied_is_what_was_written(document: Document) -> None:
    printed = text_of(document)
    if any(isinstance(block, Table) for block in document.blocks):
        printed = [text for text in printed if len(text) > 12]
    copied = ruler.copied(written(document).data).replace(" ", "")
    for text in printed:
        assert text.replace(" ", "") in copied


def test_the_outline() -> None:
    found = ruler.outline(written(NOTICE).data)
    assert found[0] == (0, NOTICE.title, 1)
    assert [title for _, title, _ in found[1:]] == [b.text for b in NOTICE.blocks if isinstance(b, Heading)]
    assert [level for level, _, _ in found[1:]] == [b.level for b in NOTICE.blocks if isinstance(b, Heading)]


def test_a_second_run_gives_the_same_bytes() -> None:
    assert written(NOTICE).data == written(NOTICE).data


def test_a_table_repeats_its_head() -> None:
    rows = tuple((str(n), "某事项", "办结") for n in range(60))
    table = Table((("序号", "事项", "状态"), *rows))
    found = ruler.measure(written(of(part("如下："), table, part("完毕。"))).data)
    assert len(found) == 3
    for page in found:
        assert "序号事项状态" in [line.text for line in page.lines]
    grid = pages("hanzi")[0].lines
    last = found[-1].lines[-1]
    assert min(abs(last.baseline - line.baseline) for line in grid) < 0.02


def test_nothing_is_fetched() -> None:
    text = '<img src="http://example.invalid/a.png"> & <b>'
    data = written(of(part(text))).data
    assert ruler.copied(data).replace(" ", "") == text.replace(" ", "")


def test_strict_fonts_refuse_a_stand_in() -> None:
    with pytest.raises(DoconvError, match="DC804"):
        fonts.resolve(["fangsong"]).refuse_stand_ins()


def test_a_stand_in_is_reported_where_it_is_used() -> None:
    found = [dict(d.values)["face"] for d in written(of(part("国"))).diagnostics if d.code == "DC801"]
    assert found == ["仿宋体", "宋体"]


def test_a_character_that_no_font_has_is_reported() -> None:
    (found,) = [d for d in written(of(part("甲\U0002a6df\ue123"))).diagnostics if d.code == "DC803"]
    assert dict(found.values)["code"] == "U+E123"


def test_without_weasyprint_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['weasyprint'] = None\n"
        "from convert import style, fonts\nfrom convert.document import Document\n"
        "from convert.writers import Resources, pdf\nlook = style.load()\n"
        "pdf.write(Document('甲'), look, Resources(lambda: fonts.resolve(look.faces)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert "DC904" in ran.stderr


def test_another_style_is_obeyed() -> None:
    look = replace(
        STYLE, page=replace(STYLE.page, duplex=False), page_number=replace(STYLE.page_number, position="centre")
    )
    for page in ruler.measure(written(hanzi(2), look).data):
        assert page.lines[1].left == pytest.approx(28, abs=0.05)
        number = page.number_line
        assert number
        assert (number.left + number.right) / 2 == pytest.approx(106, abs=0.1)


def test_7_3_2_the_addressees_wrap_flush_left() -> None:
    document = of(part("各县（市、区）人民政府，" * 6 + "各有关单位：", Role.ADDRESSEES), part("正文。"))
    first, second, *_ = ruler.measure(written(document).data)[0].lines
    assert (first.left, second.left) == pytest.approx((28, 28), abs=0.05)


@EVERY
def test_the_ruler_of_the_product_finds_nothing_wrong(name: str) -> None:
    assert ruler.wrong(pages(name), STYLE) == []


def test_the_ruler_sees_what_is_wrong() -> None:
    other = replace(
        STYLE, page=replace(STYLE.page, head=STYLE.page.head + 9, lines=21), pdf=replace(STYLE.pdf, pitch=29)
    )
    wrong = {reading.en for reading in readings(pages("hanzi"), other) if not reading.right}
    assert {"head, mm", "lines a page", "off the grid, mm", "height of its dash, mm"} <= wrong


@pytest.mark.edges
def test_the_ruler_reports_in_both_languages() -> None:
    data = written(NOTICE).data
    for language in Language:
        assert all(line.startswith("✓") for line in report(data, STYLE, language))


@pytest.mark.edges
def test_a_very_long_paragraph_is_one_to_the_eye() -> None:
    made = ruler.measure(written(hanzi(20)).data)
    assert len(made) == 20
    assert all(len(line.characters) == 28 for page in made[1:19] for line in page.lines)
    assert all(line.right - line.left == pytest.approx(156, abs=0.05) for page in made[1:19] for line in page.lines)
    assert ruler.copied(written(hanzi(20)).data) == "".join(text_of(hanzi(20)))


@pytest.mark.parametrize(
    ("document", "by", "day"),
    [(NOTICE, "临江市人民政府办公室", "D:20260305"), (SPEECH, "林越", "D:20260108"), (hanzi(1), "", "")],
    ids=["notice", "speech", "nothing known"],
)
def test_the_file_says_by_whom_it_is_and_of_what_day(document: Document, by: str, day: str) -> None:
    found = pypdfium2.PdfDocument(written(document).data).get_metadata_dict()
    assert (found["Author"], found["CreationDate"][:10]) == (by, day)


def test_a_table_is_as_wide_as_the_type_area() -> None:
    made = pypdfium2.PdfDocument(written(of(TABLE, part("国" * 28 * 22), TABLE)).data)
    for number, (left, right) in ((1, (28, 184)), (2, (26, 182))):
        paths = made[number - 1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        lefts, _, rights, _ = zip(*(path.get_bounds() for path in paths), strict=True)
        assert (min(lefts) * ruler.MM, max(rights) * ruler.MM) == pytest.approx((left, right), abs=0.3)
