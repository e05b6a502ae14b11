"""The gallery's DOCX as LibreOffice prints it, one test a clause: 版头, signatures, 附件, 版记 and the special forms.

The edges of a 发文机关标志 are those of the ink it was composed with: its font is whatever the reader's machine has.
"""

from itertools import pairwise
from pathlib import Path

import galleries
import libreoffice
import opened
import pytest
import ruler
from galleries import NAMES, document, line, look
from openxml_audit import OpenXmlValidator
from papers import part

from convert import pipeline
from convert.compose.grid import TYPICAL
from convert.document import Document, Heading, Metadata, Paragraph, Role
from convert.ruler import MM, Line, Page, Rule
from convert.ruler.frame import imprint_rules, square
from convert.style import load

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]

STYLE = load("gbt9704")
CELL = STYLE.cell * MM
PITCH = STYLE.docx.pitch * MM
LEFT, RIGHT = 28.0, 184.0
"""The edges of the 版心 on an odd page."""
RED = "#ff0000"
MARKED = [name for name in NAMES if document(name).metadata.masthead and name != "preprinted"]
ORDINARY = [name for name in MARKED if name not in {"letter", "order"}]
IMPRINTED = [name for name in NAMES if document(name).metadata.printed_by]
Printed = dict[str, tuple[Page, ...]]


def docx(name: str) -> bytes:
    return pipeline.render(document(name), "docx", style=galleries.style_name(name)).data


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    pdfs = libreoffice.to_pdf({name: docx(name) for name in NAMES}, tmp_path_factory.mktemp("gallery"))
    return {name: ruler.measure(path.read_bytes()) for name, path in pdfs.items()}


def edges(page: Page) -> tuple[float, float]:
    return (28.0, 184.0) if page.number % 2 else (26.0, 182.0)


def solid(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "-")  # PDFium's sign for a hyphen at a line's end


def red_lines(pages: tuple[Page, ...]) -> list[Line]:
    return [each for each in pages[0].all_lines if each.characters[0].colour == RED]


def red_rules(pages: tuple[Page, ...]) -> list[Rule]:
    """The red rules of page 1; LibreOffice paints a paragraph's border twice."""
    return list(dict.fromkeys(rule for rule in pages[0].rules if rule.colour == RED))


def ink(mark: Line) -> tuple[float, float]:
    """The upper and the lower edge of a 发文机关标志 in a font of typical ink."""
    upper, lower = square(mark)
    return upper + TYPICAL.over * mark.size * MM, lower - TYPICAL.under * mark.size * MM


def sheet_of(pages: tuple[Page, ...], text: str) -> Page:
    (found,) = [page for page in pages if any(solid(each.text).startswith(text) for each in page.lines)]
    return found


# The file


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_valid(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(name))
    assert opened.misplaced(path.read_bytes()) == []
    assert opened.styles_amiss(path.read_bytes()) == []
    assert OpenXmlValidator().validate(path).errors == []
    assert docx(name) == path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_as_many_pages_as_the_pdf(printed: Printed, name: str) -> None:
    assert len(printed[name]) == len(galleries.pages(name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_document_is_lost(printed: Printed, name: str) -> None:
    pages = printed[name]
    text = solid("".join(c.text for page in pages for each in page.lines for c in each.characters))
    for block in document(name).blocks:
        if isinstance(block, Heading | Paragraph):
            assert solid(block.text) in text


# 版头


def test_7_2_1_to_7_2_3_three_lines_at_the_upper_left_corner(printed: Printed) -> None:
    three = [line("notice", text, printed=printed["notice"]) for text in ("000012", "机密★1年", "特急")]
    for each in three:
        assert each.left == pytest.approx(LEFT, abs=0.3)
        assert each.size == pytest.approx(16, abs=0.05)
    assert three[0].top - 37 < PITCH / 2
    for upper, lower in pairwise(three):
        assert lower.baseline - upper.baseline == pytest.approx(PITCH, abs=0.1)
    assert all("Hei" in each.characters[0].face for each in three[1:])


@pytest.mark.parametrize("name", ORDINARY)
def test_7_2_4_the_mark_begins_35_mm_under_the_type_area(printed: Printed, name: str) -> None:
    # 文件 beside a stack is larger than the names and stands in their middle.
    assert min(ink(each)[0] for each in red_lines(printed[name])) - 37 == pytest.approx(35, abs=0.5)


@pytest.mark.parametrize("name", MARKED)
def test_7_2_4_the_mark_is_centred_and_fits(printed: Printed, name: str) -> None:
    red = red_lines(printed[name])
    left, right = min(each.left for each in red), max(each.right for each in red)
    assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert right - left <= 146.5


def test_7_2_4_a_joint_issue(printed: Printed) -> None:
    red = [c for c in printed["joint"][0].characters if c.colour == RED]
    beside = [c for c in red if c.text in "文件"]
    names = [c for c in red if c not in beside]
    assert "".join(c.text for c in names) == "中共临江市委组织部临江市财政局临江市人力资源和社会保障局"
    heights = dict.fromkeys(round(c.baseline, 1) for c in names)
    lines = [[c for c in names if c.baseline == pytest.approx(height, abs=0.1)] for height in heights]
    assert [len(each) for each in lines] == [9, 6, 13]
    for each in lines:
        assert (each[0].x, each[-1].right) == pytest.approx((lines[0][0].x, lines[0][-1].right), abs=0.5)
    assert beside[0].x > lines[0][-1].right
    middle = (lines[0][0].top + lines[-1][0].bottom) / 2
    assert (beside[0].top + beside[0].bottom) / 2 == pytest.approx(middle, abs=1.5)


def test_7_2_4_twelve_long_names_stay_on_their_lines(tmp_path: Path) -> None:
    organs = (*(f"临江市第{number}人民委员会办公室" for number in "一二三四五六七八九十百"), "临江市财政局文件")
    paper = Document("关于工作的通知", (part("请照办。"),), Metadata(masthead=organs))
    (pdf,) = libreoffice.to_pdf({"a": opened.write(paper).data}, tmp_path).values()
    red = [c.text for c in ruler.measure(pdf.read_bytes())[0].characters if c.colour == RED and c.text not in "文件"]
    assert solid("".join(red)) == "".join(organs).removesuffix("文件")


@pytest.mark.parametrize("organs", [("临江市5G与AI产业推进办公室文件",), ("临江市5G办公室", "APEC会议筹备组文件")])
def test_7_2_4_letters_and_digits_wrap_no_name(tmp_path: Path, organs: tuple[str, ...]) -> None:
    paper = Document("关于工作的通知", (part("请照办。"),), Metadata(masthead=organs))
    (pdf,) = libreoffice.to_pdf({"a": opened.write(paper).data}, tmp_path).values()
    red = [c for c in ruler.measure(pdf.read_bytes())[0].characters if c.colour == RED]
    assert sorted(solid("".join(c.text for c in red))) == sorted("".join(organs))
    assert len({round(c.baseline) for c in red if c.text not in "文件"}) == len(organs)


def test_7_2_5_the_number_is_centred_two_blank_lines_under_the_mark(printed: Printed) -> None:
    number = line("notice", "临政发〔2026〕3号", printed=printed["notice"])
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    blank = (square(number)[0] - max(each.bottom for each in red_lines(printed["notice"]))) / PITCH
    assert blank == pytest.approx(2, abs=0.15)


def test_7_2_5_7_2_6_an_upward_documents_number_and_signatories(printed: Printed) -> None:
    pages = printed["upward"]
    number, first = line("upward", "临政〔2026〕15号", printed=pages), line("upward", "签发人：", printed=pages)
    label, names = first.characters[:4], first.characters[4:]
    third = next(c for c in pages[0].characters if c.text == "陈")
    assert number.left == pytest.approx(LEFT + CELL, abs=0.3)
    assert third.baseline == pytest.approx(number.baseline, abs=0.05)
    assert all("Fang" in c.face for c in label)
    assert all("Kai" in c.face for c in names)
    assert first.right == pytest.approx(RIGHT - CELL, abs=0.3)
    assert third.x == pytest.approx(names[0].x, abs=0.3)
    assert third.baseline - first.baseline == pytest.approx(PITCH, abs=0.1)


def test_7_2_6_names_too_long_are_narrowed_as_in_the_pdf(tmp_path: Path) -> None:
    names = ("阿卜杜热合曼·买买提明·艾力", "古丽巴哈尔·阿不都热依木")
    known = Metadata(masthead=("临江市人民政府文件",), document_number="临政〔2026〕15号", signatories=names)
    (pdf,) = libreoffice.to_pdf({"a": opened.write(Document("", (), known)).data}, tmp_path).values()
    (line,) = [line for line in ruler.measure(pdf.read_bytes())[0].lines if "签发人：" in line.text]
    assert solid(line.text).endswith("签发人：" + "".join(names))
    assert line.left > LEFT - 0.3
    assert line.right < RIGHT + 0.3


@pytest.mark.parametrize("name", ORDINARY)
def test_7_2_7_the_separator_and_the_title_two_blank_lines_under_it(printed: Printed, name: str) -> None:
    (rule,) = red_rules(printed[name])
    lines = printed[name][0].lines
    above = max((each for each in lines if each.bottom < rule.top), key=lambda each: each.bottom)
    below = min((each for each in lines if each.top > rule.bottom), key=lambda each: each.top)
    assert rule.top - square(above)[1] == pytest.approx(4, abs=0.5)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.3)
    assert (square(below)[0] - rule.bottom) / PITCH == pytest.approx(2, abs=0.15)


def test_preprinted_paper_bears_nothing_red(printed: Printed) -> None:
    pages = printed["preprinted"]
    assert {c.colour for c in pages[0].characters} == {"#000000"}
    assert red_rules(pages) == []
    number = line("preprinted", "临政办发〔2026〕31号", printed=pages)
    sealed = line("sealed", "临政复〔2026〕4号", printed=printed["sealed"])
    assert number.baseline == pytest.approx(sealed.baseline, abs=0.1)


# Signatures and 附件


def test_7_3_5_1_name_and_date_under_a_seal(printed: Printed) -> None:
    pages = printed["sealed"]
    page, date = sheet_of(pages, "2026年4月8日"), line("sealed", "2026年4月8日", printed=pages)
    organ = line("sealed", "临江市人民政府", page.number, printed=pages)
    assert edges(page)[1] - date.right == pytest.approx(4 * CELL, abs=0.5)
    assert (organ.left + organ.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=1)
    assert date.baseline - organ.baseline == pytest.approx(PITCH, abs=0.1)


def test_7_3_5_1_names_of_a_joint_issue_stand_in_rows(printed: Printed) -> None:
    page = sheet_of(printed["joint-sealed"], "2026年5月22日")
    rows = [each for each in page.lines if solid(each.text).startswith(("临江市教育局", "临江市民政局"))][:2]
    assert [solid(row.text) for row in rows] == ["临江市教育局临江市公安局", "临江市民政局临江市卫生健康委员会"]
    left, right = edges(page)
    assert all(left <= row.left and row.right <= right for row in rows)
    assert rows[1].baseline - rows[0].baseline > 42


def test_7_3_5_2_names_of_a_joint_issue_without_seals(printed: Printed) -> None:
    pages = printed["joint"]
    page, date = sheet_of(pages, "2026年4月20日"), line("joint", "2026年4月20日", printed=pages)
    organs = ("中共临江市委组织部", "临江市财政局", "临江市人力资源和社会保障局")
    names = [line("joint", organ, page.number, printed=pages) for organ in organs]
    assert edges(page)[1] - max(each.right for each in names) == pytest.approx(2 * CELL, abs=0.5)
    # The date's four gaps between hanzi and digits are each a twentieth of an em narrower in LibreOffice.
    assert date.left - names[0].left == pytest.approx(2 * CELL, abs=1.3)
    for upper, lower in pairwise([*names, date]):
        assert lower.baseline - upper.baseline == pytest.approx(PITCH, abs=0.1)


@pytest.mark.parametrize(("name", "date"), [("stamped", "2026年4月26日"), ("order", "2026年3月20日")])
def test_7_3_5_3_a_signature_stamp(printed: Printed, name: str, date: str) -> None:
    pages = printed[name]
    page, dated = sheet_of(pages, date), line(name, date, printed=pages)
    post = line(name, "市长", page.number, printed=pages)
    right = edges(page)[1]
    stamp = right - 4 * CELL - look(name).signature.stamp_width * MM
    assert right - dated.right == pytest.approx(4 * CELL, abs=0.5)
    assert post.characters[1].right == pytest.approx(stamp - 2 * CELL, abs=0.5)
    assert dated.baseline - post.baseline == pytest.approx(2 * PITCH, abs=0.1)


@pytest.mark.parametrize("seal", ["无", "印章"])
def test_7_3_6_the_note_is_not_parted_from_the_date(seal: str, tmp_path: Path) -> None:
    signature = part("临江市财政局", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON), part("（公开）", Role.NOTE)
    papers = {
        str(lines): Document("", (*(part("请照办。"),) * lines, *signature), Metadata(seal=seal))
        for lines in range(16, 22)
    }
    pdfs = libreoffice.to_pdf({name: opened.write(paper).data for name, paper in papers.items()}, tmp_path)
    for path in pdfs.values():
        text = [solid(each.text) for each in ruler.measure(path.read_bytes())[-1].lines]
        assert text[-4:] == ["请照办。", "临江市财政局", "2026年3月5日", "（公开）"]


def test_7_3_7_an_attachment_and_its_title_on_the_third_line(printed: Printed) -> None:
    page = sheet_of(printed["notice"], "附件1")
    label, title = page.lines[:2]
    assert solid(label.text) == "附件1"
    assert label.left == pytest.approx(edges(page)[0], abs=0.3)
    assert label.top - 37 < PITCH / 2
    assert "Hei" in label.characters[0].face
    assert title.baseline - label.baseline == pytest.approx(2 * PITCH, abs=0.8)
    assert (title.left + title.right) / 2 == pytest.approx(sum(edges(page)) / 2, abs=0.3)


def test_7_3_7_an_attachment_that_is_not_bound_with_the_text(printed: Printed) -> None:
    for number in "12":
        label = line("attachments", f"临教发〔2026〕19号附件{number}", printed=printed["attachments"])
        assert "Hei" in label.characters[0].face


# 版记


@pytest.mark.parametrize("name", IMPRINTED)
def test_7_4_1_the_rules_of_the_imprint(printed: Printed, name: str) -> None:
    page = printed[name][-1]
    first, *middle, last = imprint_rules(page, look(name))
    assert [rule.thickness for rule in (first, last)] == pytest.approx([0.35, 0.35], abs=0.03)
    wanted = [0.25] * bool(document(name).metadata.copies_to)
    assert [rule.thickness for rule in middle] == pytest.approx(wanted, abs=0.03)
    for rule in (first, *middle, last):
        assert (rule.left, rule.right) == pytest.approx(edges(page), abs=0.3)
    assert last.bottom == pytest.approx(262, abs=0.5)


def test_7_4_1_on_an_even_page_by_custom(tmp_path: Path) -> None:
    known = Metadata(copies_to=("市委办公室",), printed_by="市府办", printed_on="2026-03-05")
    # LibreOffice leaves a blank page, here the third of "2 without", out of a PDF.
    ends = {"1": (5, 2), "2 with room": (30, 2), "2 without": (43, 3), "3": (50, 4)}
    files = {
        name: opened.write(Document("", (part("请照办。"),) * lines, known), **{"imprint.even": "true"}).data
        for name, (lines, _) in ends.items()
    }
    for name, path in libreoffice.to_pdf(files, tmp_path).items():
        *_, last = ruler.measure(path.read_bytes())
        assert last.number == ends[name][1]
        for rule in imprint_rules(last, STYLE):
            assert (rule.left, rule.right) == pytest.approx((26, 182), abs=0.3)
        assert imprint_rules(last, STYLE)[-1].bottom == pytest.approx(262, abs=0.5)
        assert (last.number_line is None) == (name != "2 with room")


def test_7_4_2_7_4_3_copies_wrap_under_each_other_and_who_printed_it(printed: Printed) -> None:
    page = printed["notice"][-1]
    rules = imprint_rules(page, STYLE)
    first, second = [each for each in page.lines if rules[0].bottom < each.baseline < rules[1].top]
    (last,) = [each for each in page.lines if rules[1].bottom < each.baseline < rules[2].top]
    left, right = edges(page)
    assert first.text.startswith("抄送：")
    assert second.text.endswith("。")
    assert {round(c.size, 1) for c in (*first.characters, *second.characters)} == {14.0}
    assert first.left == pytest.approx(left + CELL, abs=0.3)
    assert first.right <= right - CELL + 0.3
    assert second.left == pytest.approx(first.characters[3].x, abs=0.6)
    assert solid(last.text) == "临江市人民政府办公室2026年3月5日印发"
    assert (last.left, last.right) == pytest.approx((left + CELL, right - CELL), abs=0.5)


# The special forms


def test_10_1_a_letter(printed: Printed) -> None:
    pages = printed["letter"]
    (mark,), page = red_lines(pages), pages[0]
    thick, thin, upper, lower = red_rules(pages)
    assert ink(mark)[0] == pytest.approx(30, abs=0.5)
    assert thick.top - ink(mark)[1] == pytest.approx(4, abs=0.5)
    assert thick.thickness > thin.thickness
    assert upper.thickness < lower.thickness
    assert page.height - lower.bottom == pytest.approx(20, abs=0.3)
    for rule in (thick, thin, upper, lower):
        assert (rule.left, rule.right) == pytest.approx((21, 191), abs=0.3)
    first, title = [each for each in page.lines if each.top > thin.bottom][:2]
    assert solid(first.text) == "加急临建函〔2026〕27号"
    assert square(first)[0] - thin.bottom == pytest.approx(7 / 8 * 16 * MM, abs=0.6)
    assert (first.left, first.right) == pytest.approx((LEFT, RIGHT), abs=0.3)
    assert 2 <= (square(title)[0] - square(first)[1]) / PITCH < 3
    assert [each.number_line is None for each in pages] == [True, *[False] * (len(pages) - 1)]


def test_10_1_a_letters_imprint_has_no_rules(printed: Printed) -> None:
    page = printed["letter"][-1]
    assert not [rule for rule in page.rules if rule.colour != RED]
    assert page.lines[-1].text.startswith("抄送：")
    assert page.lines[-1].bottom < 262


def test_10_2_an_order(printed: Printed) -> None:
    pages = printed["order"]
    (mark,) = red_lines(pages)
    assert ink(mark)[0] - 37 == pytest.approx(20, abs=0.5)
    assert red_rules(pages) == []
    number, text, *_ = [each for each in pages[0].lines if each.top > mark.bottom]
    assert solid(number.text) == "第68号"
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert 2 <= (square(number)[0] - mark.bottom) / PITCH < 3
    assert square(text)[0] - square(number)[0] == pytest.approx(3 * PITCH, abs=0.8)


def test_10_3_who_was_at_the_meeting(printed: Printed) -> None:
    pages = printed["minutes"]
    page = sheet_of(pages, "出席：")
    at = next(index for index, each in enumerate(page.lines) if each.text.startswith("出席："))
    first, second = page.lines[at : at + 2]
    assert first.baseline - page.lines[at - 1].baseline == pytest.approx(2 * PITCH, abs=0.1)
    assert all("Hei" in c.face for c in first.characters[:2])
    assert all("Fang" in c.face for c in first.characters[3:])
    assert first.left == pytest.approx(edges(page)[0] + 2 * CELL, abs=0.3)
    # Word stretches the label of a justified line with all the rest.
    assert second.left == pytest.approx(first.characters[3].x, abs=1)
    for label in ("请假：", "列席："):
        assert line("minutes", label, printed=pages).left == pytest.approx(first.left, abs=0.1)
