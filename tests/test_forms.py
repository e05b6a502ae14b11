"""The gallery's PDFs under a ruler, one test a clause: 版头, signatures, 附件, 版记 and the special forms.

PDFium's boxes are up to 1 % of the type's size larger than the ink, 0.2 mm for a 发文机关标志.
"""

import re
from itertools import pairwise

import pytest
import ruler
from galleries import NAMES, document, line, look, pages, written
from papers import of, part

from convert import fonts, pipeline
from convert.compose.pages import Item, foretell
from convert.compose.setting import Setting
from convert.document import Block, Document, Heading, Metadata, Paragraph, Role
from convert.ruler import MM, Line, Page, Rule, measure
from convert.ruler.frame import imprint_rules, square
from convert.style import load
from convert.writers import Resources, pdf
from convert.writers.html import Body

STYLE = load("gbt9704")
CELL = STYLE.cell * MM
PITCH = STYLE.pdf.pitch * MM
LEFT, RIGHT = 28.0, 184.0
"""The edges of the 版心 on an odd page."""
RED = "#ff0000"
MARKED = [name for name in NAMES if document(name).metadata.masthead and name != "preprinted"]


def edges(page: Page) -> tuple[float, float]:
    return (28.0, 184.0) if page.number % 2 else (26.0, 182.0)


def red_lines(name: str) -> list[Line]:
    return [each for each in pages(name)[0].all_lines if each.characters[0].colour == RED]


def red_rules(name: str) -> list[Rule]:
    return [rule for rule in pages(name)[0].rules if rule.colour == RED]


def sheet_of(name: str, text: str) -> Page:
    (found,) = [page for page in pages(name) if any(each.text.replace(" ", "").startswith(text) for each in page.lines)]
    return found


def is_date(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.ISSUED_ON


@pytest.mark.parametrize("name", NAMES)
def test_the_ruler_of_the_product_finds_nothing_wrong(name: str) -> None:
    assert ruler.wrong(pages(name), look(name)) == []


KINDS = {"通知": "gbt9704", "意见": "gbt9704", "请示": "gbt9704", "报告": "gbt9704", "批复": "gbt9704", "函": "letter"}
KINDS |= {"命令": "order", "纪要": "minutes", "讲话": "speech"}


@pytest.mark.parametrize(("kind", "chosen"), KINDS.items())
def test_the_kind_chooses_the_style(kind: str, chosen: str) -> None:
    told = [name for name in NAMES if document(name).metadata.kind == kind]
    assert told
    assert {pipeline.style_for(document(name)).name for name in told} == {chosen}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_document_is_lost(name: str) -> None:
    text = "".join(c.text for page in pages(name) for c in page.characters if c.baseline < 264)
    printed = text.replace("\u3000", "").replace(" ", "")
    if name == "preprinted":
        assert "文件" not in printed
    for block in document(name).blocks:
        if isinstance(block, Heading | Paragraph):
            assert block.text.replace("\u3000", "").replace(" ", "") in printed


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_foretold(name: str) -> None:
    faces = fonts.resolve(look(name).faces)
    body = Body(document(name), look(name), Setting(look(name), faces).for_style())
    list(body.elements())
    foot = [Item("imprint", (body.imprint.lines,))] if body.imprint else []
    assert foretell([*body.items, *foot], look(name))[-1].last == len(pages(name))


def test_7_2_1_copy_number() -> None:
    number = line("notice", "000012")
    assert len(number.text) == 6
    assert number.left == pytest.approx(LEFT, abs=0.3)
    assert number.size == pytest.approx(16, abs=0.05)
    assert square(number)[0] == pytest.approx(36.7, abs=0.1)


def test_7_2_2_classification_on_the_second_line() -> None:
    first, second = line("notice", "000012"), line("notice", "机密★1年")
    assert second.baseline - first.baseline == pytest.approx(PITCH, abs=0.05)
    assert second.left == pytest.approx(LEFT, abs=0.3)
    assert "Hei" in second.characters[0].face


def test_7_2_3_urgency_under_it() -> None:
    second, third = line("notice", "机密★1年"), line("notice", "特急")
    assert third.baseline - second.baseline == pytest.approx(PITCH, abs=0.05)
    assert "Hei" in third.characters[0].face


@pytest.mark.parametrize("name", [name for name in MARKED if name not in {"letter", "order"}])
def test_7_2_4_the_mark_begins_35_mm_under_the_type_area(name: str) -> None:
    assert min(each.top for each in red_lines(name)) - 37 == pytest.approx(35, abs=0.5)


@pytest.mark.parametrize("name", MARKED)
def test_7_2_4_the_mark_is_centred_and_fits(name: str) -> None:
    left, right = min(each.left for each in red_lines(name)), max(each.right for each in red_lines(name))
    assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert right - left <= 146.1


@pytest.mark.edges
@pytest.mark.parametrize("organs", [("临江市5G与AI产业推进办公室文件",), ("临江市5G办公室", "APEC会议筹备组文件")])
def test_7_2_4_a_mark_with_letters_and_digits_is_centred_too(organs: tuple[str, ...]) -> None:
    paper = Document("关于工作的通知", (part("请照办。"),), Metadata(masthead=organs))
    red = [c for c in measure(pipeline.render(paper, "pdf").data)[0].characters if c.colour == RED]
    left, right = min(c.x for c in red), max(c.right for c in red)
    assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    stack = [c for c in red if c.text not in "文件"]
    lines = [[c for c in stack if round(c.baseline) == at] for at in dict.fromkeys(round(c.baseline) for c in stack)]
    assert [each[-1].right for each in lines] == pytest.approx([lines[0][-1].right] * len(organs), abs=0.3)


@pytest.mark.parametrize("count", [2, 6, 12])
def test_7_2_4_a_stack_of_any_size_begins_where_it_should(count: int) -> None:
    organs = (*(f"临江市第{number}局" for number in "一二三四五六七八九十百千"[: count - 1]), "临江市财政局文件")
    paper = Document("关于工作的通知", (part("请照办。"),), Metadata(masthead=organs))
    found = measure(pipeline.render(paper, "pdf").data)
    assert min(c.top for c in found[0].characters if c.colour == RED) - 37 == pytest.approx(35, abs=0.3)
    assert ruler.wrong(found, STYLE) == []


def test_7_2_4_the_mark_is_in_the_face_of_the_title() -> None:
    title = [each for each in pages("notice")[0].lines if each.characters[0].size == pytest.approx(22, abs=0.1)]
    assert {c.face for each in red_lines("notice") for c in each.characters} == {title[0].characters[0].face}
    assert look("notice").roles["masthead"].face == look("notice").roles["title"].face == "xiaobiaosong"


def test_7_5_attachments_bound_with_the_text_go_on_with_its_numbers() -> None:
    numbers = [page.number_line.text if page.number_line else "" for page in pages("attachments")]
    assert numbers == [f"— {number} —" for number in range(1, len(numbers) + 1)]
    assert len(numbers) > 2


def test_7_2_4_a_joint_issue() -> None:
    red = [c for c in pages("joint")[0].characters if c.colour == RED]
    names = [c for c in red if c.size == pytest.approx(red[0].size, abs=0.1)]
    beside = [c for c in red if c not in names]
    assert "".join(c.text for c in names) == "中共临江市委组织部临江市财政局临江市人力资源和社会保障局"
    assert "".join(c.text for c in beside) == "文件"
    lines = [[c for c in names if c.baseline == baseline] for baseline in dict.fromkeys(c.baseline for c in names)]
    assert [len(each) for each in lines] == [9, 6, 13]
    for each in lines:
        assert (each[0].x, each[-1].right) == pytest.approx((lines[0][0].x, lines[0][-1].right), abs=0.3)
    assert beside[0].x > lines[0][-1].right
    middle = (lines[0][0].top + lines[-1][0].bottom) / 2
    assert (beside[0].top + beside[0].bottom) / 2 == pytest.approx(middle, abs=0.5)


def test_the_letterhead_is_read_before_the_title() -> None:
    text = "".join(c.text for c in pages("notice")[0].characters).replace(" ", "")
    assert text.startswith("000012机密★1年特急临江市人民政府文件临政发〔2026〕3号临江市人民政府关于")


@pytest.mark.edges
def test_7_2_5_the_number_is_centred_two_blank_lines_under_the_mark() -> None:
    number = line("notice", "临政发〔2026〕3号")
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    blank = (square(number)[0] - max(each.bottom for each in red_lines("notice"))) / PITCH
    assert blank == pytest.approx(2, abs=0.1)


def test_7_2_5_an_upward_documents_number() -> None:
    number, last = line("upward", "临政〔2026〕15号"), pages("upward")[0]
    assert number.left == pytest.approx(LEFT + CELL, abs=0.3)
    assert "陈" in "".join(c.text for c in last.characters if c.baseline == pytest.approx(number.baseline, abs=0.05))


def test_7_2_6_signatories() -> None:
    first = line("upward", "签发人：")
    label, names = first.characters[:4], first.characters[4:]
    assert all("Fang" in c.face for c in label)
    assert all("Kai" in c.face for c in names)
    assert first.right == pytest.approx(RIGHT - CELL, abs=0.3)
    third = next(c for c in pages("upward")[0].characters if c.text == "陈")
    assert third.x == pytest.approx(names[0].x, abs=0.3)
    assert third.baseline - first.baseline == pytest.approx(PITCH, abs=0.05)


@pytest.mark.parametrize("name", [name for name in MARKED if name not in {"letter", "order"}])
def test_7_2_7_the_separator(name: str) -> None:
    (rule,) = red_rules(name)
    above = [each for each in pages(name)[0].lines if each.bottom < rule.top]
    assert rule.top - square(above[-1])[1] == pytest.approx(4, abs=0.3)
    assert (rule.left, rule.right) == pytest.approx((LEFT, RIGHT), abs=0.3)


@pytest.mark.parametrize("name", [name for name in MARKED if name not in {"letter", "order"}])
def test_7_3_1_the_title_two_blank_lines_under_it(name: str) -> None:
    (rule,) = red_rules(name)
    title = next(each for each in pages(name)[0].lines if each.top > rule.bottom)
    assert title.size == pytest.approx(22, abs=0.05)
    assert (square(title)[0] - rule.bottom) / PITCH == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_7_3_3_page_1_shows_text(name: str) -> None:
    assert not any(found.code == "DC711" for found in written(name).diagnostics)


@pytest.mark.parametrize("name", NAMES)
def test_7_3_5_5_no_signature_stands_alone(name: str) -> None:
    assert not any(found.code == "DC730" for found in written(name).diagnostics)


def test_7_3_4_the_list_of_attachments() -> None:
    page = sheet_of("notice", "附件：1.")
    at = next(index for index, each in enumerate(page.lines) if each.text.startswith("附件："))
    above, first, second = page.lines[at - 1 : at + 2]
    assert first.baseline - above.baseline == pytest.approx(2 * PITCH, abs=0.05)
    assert first.left == pytest.approx(edges(page)[0] + 2 * CELL, abs=0.3)
    assert second.text.startswith("2.")
    assert second.left == pytest.approx(first.characters[3].x, abs=0.3)
    assert not {first.text[-1], second.text[-1]} & set("，、；。")


def test_7_3_4_a_name_that_wraps_stands_under_its_own_first_character() -> None:
    name = "临江市城市道路养护管理工作考核评分细则及其使用说明和填报要求"
    listed = [part(number + name, Role.ATTACHMENT_LIST) for number in ("附件：1.", "2.")]
    made = pdf.write(of(part("正文。"), *listed), STYLE, Resources(lambda: fonts.resolve(STYLE.faces)))
    _, first, wrapped, second, again = measure(made.data)[0].lines
    for begun, below in ((first, wrapped), (second, again)):
        begins = next(c.x for c in begun.characters if c.text == "临")
        assert below.characters[0].x == pytest.approx(begins, abs=0.3)


@pytest.mark.edges
def test_7_3_5_1_name_and_date_under_a_seal() -> None:
    page = sheet_of("sealed", "2026年4月8日")
    date, organ = line("sealed", "2026年4月8日"), line("sealed", "临江市人民政府", page.number)
    assert edges(page)[1] - date.right == pytest.approx(4 * CELL, abs=0.3)
    assert (organ.left + organ.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=0.3)
    assert date.baseline - organ.baseline == pytest.approx(PITCH, abs=0.05)


def test_7_3_5_1_names_of_a_joint_issue_stand_in_rows() -> None:
    organs = ("临江市教育局", "临江市公安局", "临江市民政局", "临江市卫生健康委员会")
    page = sheet_of("joint-sealed", "2026年5月22日")
    rows = [each for each in page.lines if any(organ in each.text.replace(" ", "") for organ in organs)]
    assert [row.text.replace(" ", "") for row in rows][:2] == [
        "临江市教育局临江市公安局",
        "临江市民政局临江市卫生健康委员会",
    ]
    left, right = edges(page)
    assert all(left <= row.left and row.right <= right for row in rows)
    assert rows[1].baseline - rows[0].baseline > 42


@pytest.mark.edges
def test_7_3_5_2_names_of_a_joint_issue_without_seals() -> None:
    page = sheet_of("joint", "2026年4月20日")
    names = [
        line("joint", text, page.number)
        for text in ("中共临江市委组织部", "临江市财政局", "临江市人力资源和社会保障局")
    ]
    date = line("joint", "2026年4月20日")
    assert edges(page)[1] - max(each.right for each in names) == pytest.approx(2 * CELL, abs=0.3)
    assert date.left - names[0].left == pytest.approx(2 * CELL, abs=0.3)
    for upper, lower in pairwise([*names, date]):
        assert lower.baseline - upper.baseline == pytest.approx(PITCH, abs=0.05)


@pytest.mark.parametrize(("name", "date"), [("stamped", "2026年4月26日"), ("order", "2026年3月20日")])
@pytest.mark.edges
def test_7_3_5_3_a_signature_stamp(name: str, date: str) -> None:
    page = sheet_of(name, date)
    post, dated = line(name, "市长", page.number), line(name, date)
    right = edges(page)[1]
    stamp = right - 4 * CELL - look(name).signature.stamp_width * MM
    assert right - dated.right == pytest.approx(4 * CELL, abs=0.3)
    assert post.characters[1].right == pytest.approx(stamp - 2 * CELL, abs=0.3)
    assert dated.baseline - post.baseline == pytest.approx(2 * PITCH, abs=0.05)
    above = max(each.baseline for each in page.lines if each.baseline < post.baseline - 1)
    assert post.baseline - above == pytest.approx(3 * PITCH, abs=0.05)


DATED = [name for name in NAMES if any(is_date(block) for block in document(name).blocks)]


@pytest.mark.parametrize("name", DATED)
def test_7_3_5_4_the_date_in_arabic_numerals_without_leading_zeros(name: str) -> None:
    (date,) = [block.text for block in document(name).blocks if isinstance(block, Paragraph) and is_date(block)]
    dated = line(name, date)
    assert re.fullmatch("[0-9]{4}年[1-9][0-9]?月[1-9][0-9]?日", dated.text.replace(" ", ""))
    assert {round(c.size, 1) for c in dated.characters} == {16.0}


@pytest.mark.parametrize(
    ("name", "text"), [("notice", "（此件公开发布）"), ("upward", "（联系人："), ("letter", "（联系人：")]
)
def test_7_3_6_the_note_under_the_date(name: str, text: str) -> None:
    page, note = sheet_of(name, text), line(name, text)
    (date,) = [each for each in page.lines if each.text.endswith("日") and each.baseline < note.baseline][-1:]
    assert note.baseline - date.baseline == pytest.approx(PITCH, abs=0.05)
    assert note.characters[0].x == pytest.approx(edges(page)[0] + 2 * CELL, abs=0.3)
    assert note.text.endswith("）")


def test_7_3_7_an_attachment_and_its_title_on_the_third_line() -> None:
    page = sheet_of("notice", "附件1")
    label, title = page.lines[:2]
    assert label.text.replace(" ", "") == "附件1"
    assert (label.left, square(label)[0]) == pytest.approx((edges(page)[0], 36.7), abs=0.3)
    assert "Hei" in label.characters[0].face
    assert square(title)[0] - square(label)[0] == pytest.approx(2 * PITCH, abs=0.1)
    assert (title.left + title.right) / 2 == pytest.approx(sum(edges(page)) / 2, abs=0.3)


def test_7_3_7_an_attachment_that_is_not_bound_with_the_text() -> None:
    for number in "12":
        label = line("attachments", f"临教发〔2026〕19号附件{number}")
        assert "Hei" in label.characters[0].face


IMPRINTED = [name for name in NAMES if document(name).metadata.printed_by]


@pytest.mark.parametrize("name", IMPRINTED)
def test_7_4_1_the_rules_of_the_imprint(name: str) -> None:
    page = pages(name)[-1]
    first, *middle, last = imprint_rules(page, look(name))
    assert [round(rule.thickness, 2) for rule in (first, last)] == [0.35, 0.35]
    assert [round(rule.thickness, 2) for rule in middle] == [0.25] * bool(document(name).metadata.copies_to)
    for rule in (first, *middle, last):
        assert (rule.left, rule.right) == pytest.approx(edges(page), abs=0.1)
    assert last.bottom == pytest.approx(262, abs=0.1)


def test_7_4_2_copies_to() -> None:
    page = pages("notice")[-1]
    rules = imprint_rules(page, STYLE)
    first, second = [each for each in page.lines if rules[0].bottom < each.baseline < rules[1].top]
    assert first.text.startswith("抄送：")
    assert second.text.endswith("。")
    assert {round(c.size, 1) for c in (*first.characters, *second.characters)} == {14.0}
    left, right = edges(page)
    assert first.left == pytest.approx(left + CELL, abs=0.3)
    assert first.right <= right - CELL + 0.3
    assert second.left == pytest.approx(first.characters[3].x, abs=0.3)


@pytest.mark.edges
def test_7_4_3_who_printed_it_and_when() -> None:
    page = pages("notice")[-1]
    rules = imprint_rules(page, STYLE)
    (printed,) = [each for each in page.lines if rules[1].bottom < each.baseline < rules[2].top]
    left, right = edges(page)
    assert printed.text.replace(" ", "") == "临江市人民政府办公室2026年3月5日印发"
    assert printed.left == pytest.approx(left + CELL, abs=0.3)
    assert printed.right == pytest.approx(right - CELL, abs=0.3)


def test_10_1_a_letter() -> None:
    (mark,), page = red_lines("letter"), pages("letter")[0]
    thick, thin, upper, lower = red_rules("letter")
    assert mark.top == pytest.approx(30, abs=0.5)
    assert not mark.text.endswith("文件")
    assert thick.top - mark.bottom == pytest.approx(4, abs=0.3)
    assert thick.thickness > thin.thickness
    assert upper.thickness < lower.thickness
    assert page.height - lower.bottom == pytest.approx(20, abs=0.3)
    for rule in (thick, thin, upper, lower):
        assert (rule.left, rule.right) == pytest.approx((21, 191), abs=0.3)


@pytest.mark.edges
def test_10_1_what_stands_under_a_letters_first_rule() -> None:
    _, thin, *_ = red_rules("letter")
    page = pages("letter")[0]
    first, title = [each for each in page.lines if each.top > thin.bottom][:2]
    assert first.text.replace(" ", "") == "加急临建函〔2026〕27号"
    assert square(first)[0] - thin.bottom == pytest.approx(7 / 8 * 16 * MM, abs=0.1)
    assert (first.left, first.right) == pytest.approx((LEFT, RIGHT), abs=0.3)
    assert 2 <= (square(title)[0] - square(first)[1]) / PITCH < 3


def test_10_1_a_letters_first_page_has_no_number() -> None:
    assert pages("letter")[0].number_line is None
    assert all(page.number_line for page in pages("letter")[1:])


def test_10_1_a_letters_imprint_has_no_rules() -> None:
    page = pages("letter")[-1]
    assert not [rule for rule in page.rules if rule.colour != RED]
    assert page.lines[-1].text.startswith("抄送：")
    assert page.lines[-1].bottom < 262


@pytest.mark.edges
def test_10_2_an_order() -> None:
    (mark,) = red_lines("order")
    assert mark.top - 37 == pytest.approx(20, abs=0.5)
    assert red_rules("order") == []
    number, text, *_ = [each for each in pages("order")[0].lines if each.top > mark.bottom]
    assert number.text.replace(" ", "") == "第68号"
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert 2 <= (square(number)[0] - mark.bottom) / PITCH < 3
    assert square(text)[0] - square(number)[0] == pytest.approx(3 * PITCH, abs=0.05)


def test_10_3_who_was_at_the_meeting() -> None:
    page = sheet_of("minutes", "出席：")
    at = next(index for index, each in enumerate(page.lines) if each.text.startswith("出席："))
    first, second = page.lines[at : at + 2]
    assert page.lines[at].baseline - page.lines[at - 1].baseline == pytest.approx(2 * PITCH, abs=0.05)
    assert all("Hei" in c.face for c in first.characters[:2])
    assert all("Fang" in c.face for c in first.characters[3:])
    assert first.left == pytest.approx(edges(page)[0] + 2 * CELL, abs=0.3)
    assert second.left == pytest.approx(first.characters[3].x, abs=0.3)
    for label in ("请假：", "列席："):
        assert line("minutes", label).left == pytest.approx(first.left, abs=0.05)


def test_the_ruler_measures_no_blank_lines_where_no_number_is() -> None:
    paper = Document("关于放假的通知", (part("请照办。"),), Metadata(masthead=("临江市人民政府文件",)))
    assert ruler.wrong(measure(pipeline.render(paper, "pdf").data), STYLE) == []


def test_preprinted_paper_bears_nothing_red() -> None:
    page = pages("preprinted")[0]
    assert {c.colour for c in page.characters} == {"#000000"}
    assert [rule for rule in page.rules if rule.colour == RED] == []
    number = line("preprinted", "临政办发〔2026〕31号")
    assert number.baseline == pytest.approx(line("sealed", "临政复〔2026〕4号").baseline, abs=0.05)
