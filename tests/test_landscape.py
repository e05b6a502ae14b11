"""Landscape pages for tables too wide for a portrait one (8), measured in the finished PDF."""

from collections.abc import Iterator
from functools import cache

import pypdfium2
import pytest
import ruler
from papers import AFTER, BEFORE, CAPTION, NOTICE, PLAN, of, part, wide

from convert import fonts, style
from convert.compose import pages
from convert.compose.landscape import on_landscape_pages, turned
from convert.compose.setting import Setting
from convert.document import Block, Document, Heading, Paragraph, Role, Run, Table
from convert.markdown import dump, parse
from convert.ruler import readings
from convert.writers import Resources, pdf
from convert.writers.html import Body

STYLE = style.load("gbt9704")
NARROW = Table((("序号", "项目"), ("1", "道路养护")))


@cache
def written(document: Document = PLAN, *settings: tuple[str, str]) -> bytes:
    look = style.load("gbt9704", dict(settings))
    return pdf.write(document, look, Resources(lambda: fonts.resolve(look.faces))).data


def measured(document: Document = PLAN, *settings: tuple[str, str]) -> tuple[ruler.Page, ...]:
    return ruler.measure(written(document, *settings))


def landscape() -> Iterator[ruler.Page]:
    return (page for page in measured() if page.is_landscape)


def rules(number: int) -> tuple[float, float, float, float]:
    """Where the outermost rules of the table of a page lie, in millimetres from its left and its top edge."""
    page = pypdfium2.PdfDocument(written())[number - 1]
    boxes = [shape.get_bounds() for shape in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    left, bottom, right, top = (
        f(edges) for f, edges in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    height = page.get_height()
    return left * ruler.MM, (height - top) * ruler.MM, right * ruler.MM, (height - bottom) * ruler.MM


def test_8_a_table_too_wide_stands_on_landscape_pages_and_the_text_does_not() -> None:
    found = measured()
    assert [page.is_landscape for page in found] == [False, True, True, True, False, True]
    assert all((page.width, page.height) == pytest.approx((297, 210), abs=0.01) for page in landscape())
    assert "".join(line.text for line in found[4].lines) == AFTER.text


def test_8_the_page_number_stands_where_the_other_pages_have_it() -> None:
    """On the sheet as it is bound, to a twentieth of a millimetre, whichever way its text stands."""
    upright = ruler.measure(written(of(part("国" * 28 * 22 * 6))))
    for page in landscape():
        theirs, mine = upright[page.number - 1].number_line, page.number_line
        assert mine is not None
        assert theirs is not None
        assert mine.text == theirs.text == f"— {page.number} —"
        assert [c.size for c in mine.characters] == pytest.approx([14] * len(mine.characters), abs=0.01)
        for one, other in zip(mine.characters, theirs.characters, strict=True):
            assert (one.x, one.right, one.top, one.baseline) == pytest.approx(
                (other.x, other.right, other.top, other.baseline), abs=0.05
            )


def test_8_the_head_is_at_the_binding_of_an_odd_page_and_at_the_edge_of_an_even_one() -> None:
    for page in landscape():
        left, top, right, bottom = rules(page.number)
        margin = 28 if page.number % 2 else 26  # what the sheet has at its left
        assert "序号工作任务" in "".join(line.text for line in page.lines)
        if page.number == 3:  # no caption over its head, and it is full
            assert top == pytest.approx(margin, abs=0.5)
        assert margin - 0.5 < top < bottom < margin + 156 + 0.5
        assert left == pytest.approx(35, abs=0.1)
        assert right == pytest.approx(35 + 225, abs=0.2)


def test_8_heads_are_repeated_and_rows_are_whole() -> None:
    texts = ["".join(c.text for c in page.characters) for page in landscape()]
    assert all(text.count("责任单位") == 1 for text in texts)
    rows = [text.count("老旧小区改造") for text in texts]
    assert rows == [text.count("同步加装电梯") for text in texts] == [text.count("每月调度") for text in texts]
    assert sum(rows) == 9 + 2


def test_what_belongs_to_a_table_goes_along() -> None:
    found = measured()
    assert found[1].lines[0].text == "表1 任务分解表"
    assert [line.text for line in found[5].lines[:2]] == ["附件", "任务清单"]
    middle = (found[5].lines[1].left + found[5].lines[1].right) / 2
    assert middle == pytest.approx(35 + 225 / 2, abs=0.1)


HEADING = Heading(1, "一、任务分工")
CASES: dict[str, tuple[tuple[Block, ...], set[int]]] = {
    "narrow": ((BEFORE, CAPTION, NARROW), set()),
    "wide": ((BEFORE, wide(2), AFTER), {1}),
    "caption": ((BEFORE, CAPTION, wide(2)), {1, 2}),
    "heading": ((BEFORE, HEADING, CAPTION, wide(2)), {1, 2, 3}),
    "heading with a text": ((BEFORE, HEADING, AFTER, wide(2)), {3}),
    "two tables": ((wide(2), CAPTION, wide(2), AFTER), {0, 1, 2}),
    "a narrow one between": ((wide(2), CAPTION, NARROW, wide(2)), {0, 3}),
    "forced": ((BEFORE, Table(NARROW.rows, 1, landscape=True)), {1}),
    "forbidden": ((BEFORE, wide(2, landscape=False)), set()),
    "no cells": ((Table(((),), 1, landscape=True),), set()),
    "a caption under it": ((wide(2), CAPTION, AFTER), {0}),
}


@pytest.mark.parametrize("name", CASES)
def test_which_blocks_are_turned(name: str) -> None:
    blocks, expected = CASES[name]
    assert on_landscape_pages(blocks, STYLE) == expected


@pytest.mark.parametrize(
    ("columns", "cell", "is_wide"),
    [
        (7, "十四字长的一个单元格里的文字", True),
        (4, "十四字长的一个单元格里的文字", False),
        (10, "一二", False),
        (11, "一二", True),
    ],
)
def test_too_wide_is_what_has_no_room_for_its_columns(columns: int, cell: str, is_wide: bool) -> None:
    assert bool(on_landscape_pages((Table(((cell,) * columns,)),), STYLE)) is is_wide


@pytest.mark.parametrize(("value", "expected"), [("never", set()), ("always", {0, 1}), ("auto", {0})])
def test_the_style_decides(value: str, expected: set[int]) -> None:
    look = style.load("gbt9704", {"table.landscape": value})
    assert on_landscape_pages((wide(2), NARROW), look) == expected


def test_the_same_type_area_turned() -> None:
    page = turned(STYLE, STYLE.pdf.pitch).page
    assert (page.lines, page.characters) == (15, 40)
    assert page.type_area_width == STYLE.page.type_area_height
    assert page.type_area_height == pytest.approx(STYLE.page.type_area_width, abs=3)  # the leading of its lines
    assert page.head == pytest.approx(STYLE.page.binding, abs=1.5)
    assert page.outer == pytest.approx(STYLE.page.head)


def test_one_side_of_the_paper_only() -> None:
    for page in measured(PLAN, ("page.duplex", "false")):
        number = page.number_line
        assert number
        assert number.right == pytest.approx(184 - STYLE.cell * ruler.MM, abs=0.1)


def test_a_number_in_the_middle() -> None:
    for page in measured(PLAN, ("page_number.position", "centre")):
        number = page.number_line
        assert number
        assert (number.left + number.right) / 2 == pytest.approx(106 if page.number % 2 else 104, abs=0.1)


def test_the_ruler_of_the_product_finds_nothing_wrong() -> None:
    found = list(readings(measured(), STYLE))
    assert [reading for reading in found if not reading.right] == []
    assert [reading.clause for reading in found].count("8") == 2


@pytest.mark.parametrize(
    "document",
    [
        PLAN,
        of(wide(20)),
        of(BEFORE, wide(1), wide(2, landscape=False), wide(1), AFTER),
        Document("只有一张表的文件", (wide(3),)),
        of(wide(3), part("临江市人民政府", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON)),
        of(*NOTICE.blocks, wide(30)),
    ],
    ids=["plan", "long", "mixed", "nothing else", "signed", "notice"],
)
def test_pages_are_foretold(document: Document) -> None:
    body = Body(document, STYLE, Setting(STYLE, fonts.resolve(STYLE.faces)).for_style())
    list(body.elements())
    assert pages.foretell(body.items, STYLE)[-1].last == len(measured(document))


def test_a_title_with_nothing_else_goes_to_the_tables_page() -> None:
    (page,) = measured(Document("只有一张表的文件", (wide(2),)))
    assert page.is_landscape
    assert page.lines[0].text == "只有一张表的文件"


@pytest.mark.parametrize("comment", ["横排", "纵排"])
def test_an_author_decides_in_the_markdown(comment: str) -> None:
    table = "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n"
    source = f"---\ndoconv: 1\n---\n\n前文。\n\n<!-- {comment} -->\n<!-- 表头2行 -->\n{table}"
    document, found = parse(source)
    assert document.blocks[1] == Table((("甲", "乙"), ("丙", "丁")), 2, comment == "横排")
    assert found == ()
    assert parse(dump(document))[0] == document
    assert bool(on_landscape_pages(document.blocks, STYLE)) is (comment == "横排")


def test_text_without_emphasis_between_two_tables_is_upright() -> None:
    found = measured(of(wide(1), Paragraph((Run("说明如下。"),)), wide(1)))
    assert [page.is_landscape for page in found] == [True, False, True]
