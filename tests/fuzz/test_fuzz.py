"""What fuzzing found stays mended; and each stage under Hypothesis: a little in `make test`, much in `make fuzz`."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.harnesses import HARNESSES
from tests.fuzz.spelling import FRAGMENTS

FOUND = Path(__file__).parents[2] / "fixtures/hostile/found"
EXAMPLES = int(os.environ.get("DOCONV_FUZZ_EXAMPLES", "20"))

raw = st.binary(max_size=300)
fragments = st.lists(st.integers(0, len(FRAGMENTS) - 1), max_size=40).map(lambda at: b"\x80" + bytes(at))
texts = st.text(max_size=200).map(lambda text: b"\0" + text.encode("utf-8", "replace"))


@pytest.mark.parametrize("path", sorted(FOUND.rglob("*.*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_stays_mended(path: Path) -> None:
    HARNESSES[path.parent.name](path.read_bytes())


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", HARNESSES)
def test_a_stage(name: str) -> None:
    """A tenth of the examples where PDFs are made, which takes its time."""
    examples = max(5, EXAMPLES // 10) if name == "writers" else EXAMPLES

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(fragments, texts, raw))
    def holds(data: bytes) -> None:
        HARNESSES[name](data)

    holds()
