"""On which page the 版记 stands, and which pages bear no number (7.4.1, 7.5), in finished PDFs."""

from dataclasses import replace
from itertools import pairwise

import pytest
import ruler
from papers import part, wide

from convert import fonts, style
from convert.document import Document, Metadata, Paragraph, Role, Run, Table
from convert.ruler import MM, Page, measure
from convert.ruler.frame import imprint_rules, is_imprint_alone
from convert.style import Style
from convert.writers import Resources, docx, pdf

LOOK = style.load("gbt9704")
EVEN = replace(LOOK, imprint=replace(LOOK.imprint, even=True))
KNOWN = Metadata(copies_to=("市委各部门",), printed_by="临江市人民政府办公室", printed_on="2026-03-05")


def pages(look: Style, lines: int, known: Metadata = KNOWN) -> tuple[Page, ...]:
    """The pages of a text of so many lines and a 版记, which takes three."""
    text = part("国" * (lines * 28 - 2))
    made = pdf.write(Document("", (text,), known), look, Resources(lambda: fonts.resolve(look.faces)))
    found = measure(made.data)
    assert made.pages == len(found)
    return found


@pytest.mark.parametrize(
    ("even", "lines", "count", "alone"),
    [
        (False, 19, 1, False),
        (False, 20, 2, True),
        (False, 22 + 19, 2, False),
        (False, 22 + 20, 3, True),
        (True, 10, 2, True),
        (True, 20, 2, True),
        (True, 22 + 19, 2, False),
        (True, 22 + 20, 4, True),
        (True, 22 + 22 + 4, 4, True),
    ],
)
def test_its_page(even: bool, lines: int, count: int, alone: bool) -> None:
    look = EVEN if even else LOOK
    found = pages(look, lines)
    assert len(found) == count
    assert imprint_rules(found[-1], look)[-1].bottom == pytest.approx(262, abs=0.1)
    assert is_imprint_alone(found[-1], look) is alone
    for page in found[:-1]:
        assert imprint_rules(page, look) == ()
        assert (page.number_line is not None) is bool(page.lines), "a blank page has no number"
    assert (found[-1].number_line is None) is alone
    assert ruler.wrong(found, look) == []


def test_footnotes_have_the_foot_of_their_page() -> None:
    noted = Paragraph((Run("国" * 40, note="按年度统计。"),))
    made = pdf.write(Document("", (noted,), KNOWN), LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))
    first, last = measure(made.data)
    assert imprint_rules(first, LOOK) == ()
    assert is_imprint_alone(last, LOOK)


def test_a_landscape_page_is_followed_by_its_own() -> None:
    made = pdf.write(Document("", (wide(2),), KNOWN), LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))
    _, last = measure(made.data)
    assert is_imprint_alone(last, LOOK)


def test_the_pages_need_not_be_foretold_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_foretold", lambda _body: pdf.Plan())
    found = pages(EVEN, 22 + 20)
    assert len(found) == 4
    assert is_imprint_alone(found[-1], EVEN)
    assert found[-1].number_line is None


def test_7_4_3_a_date_without_a_printer_has_a_line_of_its_own() -> None:
    made = pages(LOOK, 5, replace(KNOWN, printed_by=""))
    _, middle, last = imprint_rules(made[-1], LOOK)
    (date,) = [line for line in made[-1].lines if middle.bottom < line.top and line.bottom < last.top]
    assert date.text.endswith("印发")


def test_7_4_3_a_long_name_of_a_printer_leaves_the_date_its_room() -> None:
    made = pages(LOOK, 5, replace(KNOWN, printed_by="临江市第四次经济普查领导小组办公室综合协调处" * 2))
    rules = imprint_rules(made[-1], LOOK)
    *wrapped, last = [line for line in made[-1].lines if rules[1].bottom < line.baseline < rules[2].top]
    date = next(c.x for c in last.characters if c.text == "2")
    assert wrapped
    for line in wrapped:
        gaps = [after.x - before.right for before, after in pairwise(line.characters)]
        assert max(gaps) < 1, "no line is torn apart"
        assert line.right == pytest.approx(date - LOOK.cell * MM, abs=6)


def test_an_imprint_that_no_page_holds_flows_on() -> None:
    organs = tuple(f"临江市第{number}中学和附属小学" for number in range(400))
    document = Document("", (part("正文。"),), replace(KNOWN, copies_to=organs))
    made = pdf.write(document, LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))
    found = measure(made.data)
    for written in (made, docx.write(document, LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))):
        assert [each.code for each in written.diagnostics if each.code.startswith("DC7")] == ["DC735"]
    printed = "".join(c.text for page in found for c in page.characters if c.baseline < 264).replace(" ", "")
    assert all(organ in printed for organ in organs)


def test_7_3_2_addressees_that_leave_no_room_for_text_stand_in_the_imprint() -> None:
    organs = "，".join(f"临江市第{number}中学和附属小学" for number in range(40))
    blocks = (part(f"{organs}：", Role.ADDRESSEES), part("正文。"))
    made = pdf.write(Document("关于考试的通知", blocks, KNOWN), LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))
    found = measure(made.data)
    assert any(line.text == "正文。" for line in found[0].lines)
    labels = [line for line in found[-1].lines if line.text.startswith(("主送：", "抄送："))]
    assert [line.text[:3] for line in labels] == ["主送：", "抄送："]
    first, *middle, last = imprint_rules(found[-1], LOOK)
    assert first.bottom < labels[0].top
    assert all(rule.top > labels[1].bottom for rule in middle), "no rule between 主送 and 抄送"
    assert last.bottom == pytest.approx(262, abs=0.1)


def test_a_table_before_it_keeps_clear_of_it() -> None:
    table = Table(tuple((str(n), "某事项", "办结") for n in range(18)))
    made = pdf.write(Document("", (table,), KNOWN), LOOK, Resources(lambda: fonts.resolve(LOOK.faces)))
    page = measure(made.data)[-1]
    rules = imprint_rules(page, LOOK)
    above = [line for line in page.lines if line.bottom < rules[0].top]
    assert len(above) in {0, 18}
