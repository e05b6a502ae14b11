"""The quality gate: no figure recorded for a labelled corpus may fall."""

import json
from html import unescape
from pathlib import Path

import pytest
from gate import original, score
from measures import NUMBERED, TAG, Gold, letters

ROOT = Path(__file__).parents[1]
SCORES = ROOT / "tests" / "corpus_scores.json"
CORPORA = {"fixtures": ROOT / "fixtures" / "corpus", "shared": ROOT.parent / "shared" / "corpus"}
"""The project's own documents; and real ones, which may not be copied and stand beside some checkouts."""


def recorded() -> dict[str, dict[str, float]]:
    scores: dict[str, dict[str, float]] = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    return scores


def record(name: str, figures: dict[str, float]) -> None:
    scores = dict(sorted({**recorded(), name: figures}.items()))
    SCORES.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("corpus", CORPORA)
def test_no_figure_falls(corpus: str, kind: str, request: pytest.FixtureRequest) -> None:
    folder = CORPORA[corpus]
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside this checkout")
    name = f"{corpus} {kind}"
    tally = score(folder, kind)
    before = recorded().get(name)
    if request.config.getoption("--update") and tally.figures != before:
        record(name, tally.figures)
        pytest.fail(f"{SCORES.name} rewritten: read the diff, then run again\n{tally.report(set(tally.whole))}")
    assert before, f"{name} has no recorded figures; pytest --update writes them"
    fallen = {measure for measure, figure in before.items() if tally.figures.get(measure, 0.0) < figure}
    drops = ", ".join(f"{measure} {before[measure]} → {tally.figures.get(measure)}" for measure in sorted(fallen))
    assert not fallen, f"{name}: {drops}\n{tally.report(fallen)}"


def labelled() -> dict[str, Gold]:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPORA["fixtures"] / "gold").iterdir())]
    return {gold["doc"]: gold for gold in golds}


def test_every_raw_file_is_labelled() -> None:
    """A file without labels, or labels without a file, would go unscored and nobody would see it."""
    assert sorted(labelled()) == sorted(path.name for path in (CORPORA["fixtures"] / "raw").iterdir())


@pytest.mark.parametrize("gold", [g for g in labelled().values() if g["type"] == "text"], ids=lambda gold: gold["doc"])
def test_every_line_of_a_text_has_its_label(gold: Gold) -> None:
    lines = original(CORPORA["fixtures"] / "raw" / gold["doc"], gold).split("\n")
    numbers = [n for key, value in gold.items() if key.endswith("_lines") for n in value]
    numbers += {item["line"] for key in NUMBERED for item in gold[key]} - set(numbers)
    assert sorted(numbers) == [n for n, line in enumerate(lines, 1) if line.strip()]
    for item in (*gold["headings"], *gold["jam"]):
        assert item["text"] in lines[item["line"] - 1]


@pytest.mark.parametrize("gold", [g for g in labelled().values() if g["type"] == "html"], ids=lambda gold: gold["doc"])
def test_a_page_holds_what_its_labels_quote(gold: Gold) -> None:
    page = letters(unescape(TAG.sub("", original(CORPORA["fixtures"] / "raw" / gold["doc"], gold))))
    quoted = [*gold["must_contain"], *gold["must_not_contain"], *(heading["text"] for heading in gold["headings"])]
    assert [quotation for quotation in quoted if letters(quotation) not in page] == []
