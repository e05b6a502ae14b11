"""The DOCX as LibreOffice prints it: where its lines stand on the page, in millimetres."""

import libreoffice
import pytest
import ruler
from long_papers import paper
from opened import write
from papers import CAPTION, NOTICE, PLAN, hanzi, of, part, wide

from convert.document import Document, Heading
from convert.style import load

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]
CELL = 156 / 28
"""字 in mm (3.1)."""


HEADING = Heading(1, "一、任务分工")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[ruler.Page, ...]]:
    files = {
        "lines": write(hanzi(4)).data,
        "flush": write(hanzi(4), docx__grid="flush").data,
        "notice": write(NOTICE).data,
        "narrow": write(Document("关于进一步加强全市城市道路和桥梁养护管理工作的通知"), docx__pitch="25pt").data,
        "tables": write(paper(5, 30, figures=0.3, tables=True)).data,
        "landscape": write(PLAN).data,
        "landscape, full": write(of(part("前文。"), HEADING, CAPTION, wide(13), part("后文。"))).data,
        "landscape, flush": write(of(wide(13), part("后文。")), docx__grid="flush").data,
    }
    pdfs = libreoffice.to_pdf(files, tmp_path_factory.mktemp("libreoffice"))
    return {name: ruler.measure(path.read_bytes()) for name, path in pdfs.items()}


Printed = dict[str, tuple[ruler.Page, ...]]


def lines_of_the_notice(printed: Printed) -> list[ruler.Line]:
    return [line for page in printed["notice"] for line in page.lines]


@pytest.mark.parametrize("grid", ["lines", "flush"])
def test_5_2_3_a_page_of_hanzi_is_22_lines_of_28(printed: Printed, grid: str) -> None:
    lengths = [[len(line.text) for line in page.lines] for page in printed[grid]]
    assert lengths == [[26] + [28] * 21] + [[28] * 22] * 3


@pytest.mark.parametrize("grid", ["lines", "flush"])
def test_5_2_1_the_text_stands_within_the_type_area(printed: Printed, grid: str) -> None:
    for page in printed[grid]:
        left, right = (28, 184) if page.number % 2 else (26, 182)
        full = [line for line in page.lines if len(line.text) == 28]
        assert all(line.left == pytest.approx(left, abs=0.1) for line in full)
        # LibreOffice leaves the last character's tracking and its rounding out of a filled line.
        assert all(right - 0.5 <= line.right <= right + 0.1 for line in full)


def test_5_2_3_the_lines_of_a_flush_page_fill_the_type_area(printed: Printed) -> None:
    for page in printed["flush"]:
        # How far down a line of fixed height its text stands is each program's own, so no edge is held to the standard.
        assert page.lines[-1].bottom - page.lines[0].top == pytest.approx(225, abs=1)


def test_7_3_1_a_title_higher_than_a_narrow_grid_takes_a_line_each(printed: Printed) -> None:
    first, second = printed["narrow"][0].lines
    assert second.baseline - first.baseline == pytest.approx(25 * ruler.MM, abs=0.1)


def test_5_2_3_tables_take_no_line_from_a_page(printed: Printed) -> None:
    first, *others, _ = (len(page.lines) for page in printed["tables"])
    assert first == 21  # and the blank line under the title
    assert set(others) == {22}


def test_7_5_page_numbers_stand_at_the_outer_edge_7_mm_down(printed: Printed) -> None:
    for page in printed["lines"]:
        line = page.number_line
        assert line.text == f"— {page.number} —"
        inset = 184 - line.right if page.number % 2 else line.left - 26
        assert inset == pytest.approx(CELL, abs=0.2)
        dash = line.characters[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(262 + 7, abs=0.5)


def test_7_3_5_2_the_date_begins_two_characters_right_of_the_name(printed: Printed) -> None:
    name, date = (
        next(line for line in reversed(lines_of_the_notice(printed)) if line.text == text)
        for text in ("临江市人民政府办公室", "2026年3月5日")
    )
    assert date.left - name.left == pytest.approx(2 * CELL, abs=CELL / 4)


def test_7_3_4_the_name_of_an_attachment_wraps_under_itself(printed: Printed) -> None:
    lines = lines_of_the_notice(printed)
    first = next(n for n, line in enumerate(lines) if line.text.startswith("附件："))
    wrap = lines[first + 1].left - lines[first].left
    assert wrap == pytest.approx(CELL * len("附件：") + CELL, abs=CELL / 4)  # and the width of “1.”


def test_7_3_7_an_attachment_begins_a_page_its_title_on_the_third_line(printed: Printed) -> None:
    (page,) = [page for page in printed["notice"] if page.lines[0].text == "附件1"]
    pitch = load("gbt9704").docx.pitch * ruler.MM
    assert page.lines[1].baseline - page.lines[0].baseline == pytest.approx(2 * pitch, abs=1)


LANDSCAPE = ("landscape", "landscape, full", "landscape, flush")


@pytest.mark.parametrize("name", LANDSCAPE)
def test_8_landscape_pages_hold_tables_and_their_number_stays_with_the_sheet(printed: Printed, name: str) -> None:
    pages = [page for page in printed[name] if page.is_landscape]
    assert pages
    for page in pages:
        line = page.number_line
        assert "".join(line.text.split()) == f"—{page.number}—"
        inset = 184 - line.right if page.number % 2 else line.left - 26
        assert inset == pytest.approx(CELL, abs=0.2)
        dash = line.characters[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(262 + 7, abs=0.5)
        assert "责任单位" in "".join(c.text for c in page.characters)
        assert min(line.left for line in page.lines) > 35
        assert max(line.right for line in page.lines) < 35 + 1 + 225
        assert page.lines[0].top > 27
        assert page.lines[-1].bottom < 210 - 26


def test_8_the_text_after_a_landscape_table_is_upright_on_the_next_page(printed: Printed) -> None:
    assert [page.is_landscape for page in printed["landscape"]] == [False, True, True, True, False, True]
    for name in LANDSCAPE[1:]:
        *_, before, last = printed[name]
        assert before.is_landscape
        assert not last.is_landscape
        assert [line.text for line in last.lines] == ["后文。"]
