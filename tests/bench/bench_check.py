"""`check` with every rule on, texts of some megabytes: the rules alone, all of it, and what twice the text takes."""

import gc
from functools import partial
from pathlib import Path

from convert import checks, cleaners, pipeline
from convert.cli.inspection import COLLECT_AFTER
from convert.ledger import Source, Text
from tests.bench.bench_clean import shuffled
from tests.bench.rounds import best_times

SPEECH = Path(__file__).parents[2] / "fixtures/speech.txt"
BYTES = 2_000_000
HOSTILE = (
    "甲,",
    "甲 ",
    "一、",
    "（一）甲\n",
    "XX",
    "“",
    "）",
    "2026年",
    "2026年2月30日",
    "甲甲甲甲甲。\n",
    "四个方面",
    "甲乙，丙丁 戊己。",
    "〔2026〕",
)
"""Each is repeated; a rule that looks too far would take four times as long for twice as much."""
NOISE = 0.03
"""Seconds under which a ratio of two times says nothing."""


def main() -> None:
    """Print the tables."""
    gc.set_threshold(COLLECT_AFTER)  # as in the command
    speech = SPEECH.read_text(encoding="utf-8") + "\n"
    repeats = -(-BYTES // len(speech.encode()))
    clean = pipeline.clean(read(speech)).content + "\n"
    texts = {
        "the speech again and again": speech,
        "no line twice": "".join(shuffled(speech, repeats)),
        "clean already": clean,
        "a saved page": "".join(f"<p>{line}</p>\n" for line in speech.split("\n")),
    }
    print("speed of N and of 2N, and how much longer 2N takes (2 is linear)")
    for name, text in texts.items():
        once = text * -(-BYTES // len(text.encode()))
        _show(name, once, page="page" in name)
    print("-- time for twice the text, the worst of the hostile ones (2 is linear)")
    rows = [row for row in map(growth, HOSTILE) if row[2] > NOISE]
    for fragment, ratio, took in sorted(rows, key=lambda row: -row[1])[:5]:
        print(f"{fragment!r:40} {ratio:5.2f} × {took * 1000:10.1f} ms for 200,000 characters")


def read(text: str, *, page: bool = False) -> Source:
    """A text, or the paragraphs of a page, as a source."""
    if page:
        return pipeline.read(f"<!DOCTYPE html>\n<html><body>\n{text}</body></html>".encode(), name="a.html")
    return pipeline.read(text.encode(), name="a.txt")


def _show(name: str, text: str, *, page: bool) -> None:
    megabytes = len(text.encode()) / 1e6
    once, twice = read(text, page=page), read(text * 2, page=page)
    found = len(pipeline.check(once, checks.RULES))
    print(f"-- {name}, N = {megabytes:.2f} MB, {found:,} findings")
    contestants = {
        "rules alone": (_rules(once), _rules(twice)),
        "clean, structure and rules": (
            partial(pipeline.check, once, checks.RULES),
            partial(pipeline.check, twice, checks.RULES),
        ),
    }
    for what, (half, whole) in contestants.items():
        times = best_times({"N": half, "2N": whole}, rounds=3)
        speeds = f"{megabytes / times['N']:8.1f} MB/s {2 * megabytes / times['2N']:8.1f} MB/s"
        print(f"{what:40} {speeds} {times['2N'] / times['N']:7.2f} ×")


def _rules(source: Source) -> "partial[tuple[checks.Finding, ...]]":
    """The rules on a source that has been cleaned and structured before the clock runs."""
    begun = cleaners.begin(Text.of(source))
    text = cleaners.finish(begun)
    structured = pipeline.structure(text)
    _ = text.moves, text.lines
    return partial(_run, begun, text, structured)


def _run(begun: Text, text: Text, structured: pipeline.Structured) -> tuple[checks.Finding, ...]:
    paper = checks.Paper(text, structured.document, begun)
    return checks.run(paper, checks.RULES, structured.diagnostics)


def growth(fragment: str) -> tuple[str, float, float]:
    """How much longer 200,000 characters of a fragment take than half of them, and how long."""
    half, whole = (read((fragment * (size // len(fragment) + 1))[:size] + "\n") for size in (100_000, 200_000))
    times = best_times({"half": partial(pipeline.check, half), "whole": partial(pipeline.check, whole)}, rounds=2)
    return fragment, times["whole"] / times["half"], times["whole"]
