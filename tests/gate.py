"""Scores cleaning and structure on a labelled corpus: each measure is the share of its checks that are right."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from measures import MEASURES, Case, Check, Gold, perfect

from convert import pipeline
from convert.diagnostic import DoconvError
from convert.ledger import Source


@dataclass
class Tally:
    """How many checks of each measure there were and how many were right, with the misses by document."""

    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, Check]] = field(default_factory=list)

    def add(self, name: str, checks: list[Check]) -> None:
        """Count the checks of one document."""
        for check in checks:
            self.whole[check.measure] += 1
            self.right[check.measure] += check.right
        self.misses += ((name, check) for check in checks if not check.right)

    @property
    def figures(self) -> dict[str, float]:
        """The share of right checks, by measure."""
        return {measure: round(self.right[measure] / self.whole[measure], 4) for measure in sorted(self.whole)}

    def report(self, measures: set[str]) -> str:
        """The misses of *measures*, one a line."""
        return "\n".join(
            f"{name}: {check.measure}: {check.what}" for name, check in self.misses if check.measure in measures
        )


def original(raw: Path, gold: Gold) -> str:
    """What a labelled file says, by the encoding its label gives, its line ends made one kind."""
    if gold["type"] == "html" and "encoding" not in gold:
        return ""  # labelled without its encoding, by quotations alone
    return raw.read_bytes().decode(gold.get("encoding", "utf-8")).replace("\r\n", "\n").replace("\r", "\n")


def convert_case(raw: Path, gold: Gold) -> Case:
    """Read, clean and structure a labelled file; one that cannot be read comes out empty."""
    try:
        source = pipeline.read(raw)
    except DoconvError:
        source = Source(raw.name, raw.read_bytes(), "")
    text = pipeline.clean(source)
    structured = pipeline.structure(text)
    _, front, body = pipeline.as_markdown(structured, text).split("---\n", 2)
    return Case(gold, original(raw, gold).split("\n"), source, text, structured.document, front, body)


def score(corpus: Path, kind: str) -> Tally:
    """Score every labelled file of *kind*, "text" or "html", of a folder with raw/ and gold/."""
    tally = Tally()
    for path in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = corpus / "raw" / gold["doc"]
        if gold["type"] == kind and raw.exists():
            case = convert_case(raw, gold)
            checks = [check for measure in MEASURES[kind] for check in measure(case)]
            tally.add(gold["doc"], [*checks, *perfect(checks)])
    return tally
