"""The widths of a table's columns."""

import pytest

from convert.compose.columns import column_widths as widths_of


def column_widths(columns: list[list[float]], total: float, padding: float = 0.0) -> list[float]:
    return widths_of(columns, total, character=10, padding=padding)


def test_columns_that_fit_share_what_is_left() -> None:
    assert column_widths([[10, 20], [5, 20]], 80) == pytest.approx([40, 40])


def test_the_long_column_gets_the_room() -> None:
    number, text, unit = column_widths([[8] * 9 + [90], [900] * 10, [60] * 10], 300)
    assert number + text + unit == pytest.approx(300)
    assert text > 2 * unit > unit > number >= 40


def test_a_column_is_no_wider_than_its_text() -> None:
    widths = column_widths([[30, 30], [1000, 1000]], 300)
    assert widths == pytest.approx([30, 270])


def test_too_many_columns_are_all_narrow() -> None:
    assert column_widths([[100]] * 10, 300) == pytest.approx([30] * 10)


def test_empty_cells() -> None:
    assert column_widths([[0], [0]], 300) == pytest.approx([150, 150])
