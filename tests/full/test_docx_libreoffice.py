"""The DOCX as LibreOffice prints it: where its lines stand on the page, in millimetres."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import libreoffice
import pypdfium2
import pytest
from papers import NOTICE, hanzi

from convert.fonts import Fonts
from convert.style import load
from convert.writers import Resources, writer

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]
MM = 25.4 / 72
CELL = 156 / 28
"""字 in mm (3.1)."""
LEAST_PITCH = 10
"""Points between two lines; the letters of one line differ by less."""


class Line(NamedTuple):
    """A line of a printed page: its text, and its edges in mm from the left of the sheet."""

    text: str
    left: float
    right: float


def lines(path: Path) -> list[list[Line]]:
    """The lines of every page from top to bottom, the page number last."""
    return [_lines(page) for page in pypdfium2.PdfDocument(path)]


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    text = page.get_textpage()
    rows: list[list[tuple[float, float, str]]] = []
    foot = 0.0
    for bottom, left, right, character in sorted(_characters(text), key=lambda c: (-c[0], c[1])):
        if not rows or foot - bottom > LEAST_PITCH:
            rows.append([])
            foot = bottom
        rows[-1].append((left * MM, right * MM, character))
    return [Line("".join(c for *_, c in sorted(row)), min(row)[0], max(right for _, right, _ in row)) for row in rows]


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, float, str]]:
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if character.strip():
            left, bottom, right, _ = text.get_charbox(index, loose=True)
            yield bottom, left, right, character


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Line]]]:
    grids = {"lines": hanzi(4), "flush": hanzi(4)}
    files = {
        grid: writer("docx")(p, load("gbt9704", {"docx.grid": grid}), Resources(Fonts)).data
        for grid, p in grids.items()
    }
    files["notice"] = writer("docx")(NOTICE, load(), Resources(Fonts)).data
    pdfs = libreoffice.to_pdf(files, tmp_path_factory.mktemp("libreoffice"))
    return {name: lines(path) for name, path in pdfs.items()}


@pytest.mark.parametrize("grid", ["lines", "flush"])
def test_5_2_3_a_page_of_hanzi_is_22_lines_of_28(printed: dict[str, list[list[Line]]], grid: str) -> None:
    pages = printed[grid]
    assert len(pages) == 4
    assert [[len(line.text) for line in page[:-1]] for page in pages] == [[26] + [28] * 21] + [[28] * 22] * 3


@pytest.mark.parametrize("grid", ["lines", "flush"])
def test_5_2_1_the_text_stands_within_the_type_area(printed: dict[str, list[list[Line]]], grid: str) -> None:
    for number, page in enumerate(printed[grid]):
        left, right = (28, 184) if number % 2 == 0 else (26, 182)
        full = [line for line in page[:-1] if len(line.text) == 28]
        assert all(line.left == pytest.approx(left, abs=0.1) for line in full)
        # LibreOffice leaves the last character's tracking and its rounding out of a filled line.
        assert all(right - 0.5 <= line.right <= right + 0.1 for line in full)


def test_7_5_page_numbers_stand_at_the_outer_edge(printed: dict[str, list[list[Line]]]) -> None:
    for number, page in enumerate(printed["lines"], 1):
        assert page[-1].text == f"—{number}—"
        inset = 184 - page[-1].right if number % 2 else page[-1].left - 26
        assert inset == pytest.approx(5.6, abs=0.2)


def test_7_3_5_2_the_date_begins_two_characters_right_of_the_name(printed: dict[str, list[list[Line]]]) -> None:
    everything = [line for page in printed["notice"] for line in page]
    name = next(line for line in everything if line.text == "临江市人民政府办公室")
    date = next(line for line in everything if line.text == "2026年3月5日")
    assert date.left - name.left == pytest.approx(2 * CELL, abs=CELL / 4)


def test_7_3_4_the_name_of_an_attachment_wraps_under_itself(printed: dict[str, list[list[Line]]]) -> None:
    everything = [line for page in printed["notice"] for line in page]
    first = next(n for n, line in enumerate(everything) if line.text.startswith("附件："))
    wrap = everything[first + 1].left - everything[first].left
    assert wrap == pytest.approx(CELL * len("附件：") + CELL, abs=CELL / 4)  # and the width of “1.”


def test_7_3_7_an_attachment_begins_a_page(printed: dict[str, list[list[Line]]]) -> None:
    assert [page[0].text for page in printed["notice"]].count("附件1") == 1
