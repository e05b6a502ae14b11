"""What normalisation does and what it leaves alone, case by case, and in Markdown from elsewhere."""

import re
from pathlib import Path

import pytest

from test_cleaning_laws import normalise, of

CASES = Path(__file__).parents[1] / "fixtures/cases/cleaning.tsv"


def unescape(cell: str) -> str:
    """A cell of the table as text: \\n, \\t, \\\\ and \\uXXXX read."""
    return re.sub(
        r"\\(u[0-9a-f]{4}|[nt\\])",
        lambda m: {"n": "\n", "t": "\t", "\\": "\\"}.get(m[1]) or chr(int(m[1][1:], 16)),
        cell,
    )


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("# ")]
    return [(unescape(raw), unescape(clean)) for raw, clean in rows]


@pytest.mark.parametrize(("raw", "clean"), cases())
def test_case(raw: str, clean: str) -> None:
    assert normalise(of(raw)).content == clean


@pytest.mark.parametrize(("raw", "clean"), cases())
def test_clean_text_stays(raw: str, clean: str) -> None:
    del raw
    assert normalise(of(clean)).content == clean
