"""The tests of PDFs with WeasyPrint as it is: all but those of the lines' edges."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convert.writers.weasy import VARIABLE

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]

TESTS = Path(__file__).parents[1]
MODULES = [
    f"test_{name}.py" for name in ("pdf", "pages", "landscape", "footnotes", "forms", "imprint_page", "pictures")
]


def test_pdfs_are_right_but_for_their_edges_with_weasyprint_left_alone() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not full", *(str(TESTS / name) for name in MODULES)]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=TESTS.parent,
        env={**os.environ, VARIABLE: "plain"},
    )
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert " skipped" in ran.stdout
