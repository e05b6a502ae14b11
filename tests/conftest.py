"""Golden cases: what is written today is compared with what a person has read and accepted."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from convert.writers.weasy import left_alone

sys.path.insert(0, str(Path(__file__).parent))

# A busy machine is no fault: speed is measured in tests/bench. And a push is judged by what it changes: Hypothesis asks
# the same examples each time, new ones under `make fuzz`.
settings.register_profile("doconv", deadline=None, derandomize="DOCONV_FUZZ_EXAMPLES" not in os.environ)
settings.load_profile("doconv")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite expected results, and fail: read the diff")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if left_alone() and item.get_closest_marker("edges"):
        pytest.skip("WeasyPrint is left alone: its lines are ragged")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a result with its expected file; with --update write the file and fail."""

    def compare(path: Path, result: str) -> None:
        expected = path.read_text(encoding="utf-8") if path.exists() else None
        if result == expected:
            return
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(result, encoding="utf-8", newline="\n")
            pytest.fail(f"{path.name} rewritten: read the diff, then run again")
        assert expected is not None, f"{path.name} is missing; pytest --update writes it"
        assert result == expected

    return compare
