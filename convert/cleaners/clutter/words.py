"""The words, labels and sentences of clutter.toml, ready to be asked."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from convert.hanzi import HAN

_SPACE = "[ \u3000]{0,6}"
"""What may stand between the hanzi of a label that is spread out to the width of others: 索 引 号."""
_LONGEST_WORD = 16


class Label(NamedTuple):
    """A label before a colon: its kind, the field its value goes to, and how much it says by itself."""

    kind: str
    field: str
    strength: str


class Sentence(NamedTuple):
    """What a site says about itself, and where it says it."""

    kind: str
    where: str
    rights: bool
    lone: bool
    field: str
    """Where the whole line goes; "" for nowhere."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything clutter is made of."""

    kinds: dict[str, str]
    """Word → its kind."""
    labels: dict[str, Label]
    sentences: tuple[Sentence, ...]
    label: re.Pattern[str]
    """Any label with its colon; the label is group 1."""

    def uncovered(self, token: str) -> tuple[int, str]:
        """How many letters of *token* no word accounts for, and the kind of the first word in it; linear."""
        if token in self.kinds:
            return 0, self.kinds[token]
        best = [0]
        kinds = [""]
        for end in range(1, len(token) + 1):
            cost, kind = best[end - 1] + 1, kinds[end - 1]
            for start in range(max(0, end - _LONGEST_WORD), end - 1):
                if best[start] < cost and token[start:end] in self.kinds:
                    cost, kind = best[start], kinds[start] or self.kinds[token[start:end]]
            best.append(cost)
            kinds.append(kind)
        return best[-1], kinds[-1]


@cache
def load() -> Words:
    """The list, read once."""
    table = tomllib.loads(files("convert.cleaners").joinpath("clutter.toml").read_text(encoding="utf-8"))
    kinds: dict[str, str] = {}
    for kind, entry in table["words"].items():
        for word in entry["words"].split():
            kinds.setdefault(word.casefold(), kind)
    labels = {
        word: Label(entry["kind"], entry["field"], entry["strength"])
        for entry in table["label"]
        for word in entry["words"].split()
    }
    return Words(kinds, labels, tuple(_sentences(table["sentence"])), _label_pattern(labels))


def _sentences(entries: list[dict[str, Any]]) -> list[Sentence]:
    return [
        Sentence(
            entry["kind"],
            entry["where"],
            entry.get("rights", False),
            entry.get("lone", False),
            entry.get("field", ""),
            re.compile(pattern),
        )
        for entry in entries
        for pattern in entry["patterns"]
    ]


def _label_pattern(labels: dict[str, Label]) -> re.Pattern[str]:
    spread = (
        _SPACE.join(map(re.escape, label)) if len(label) <= 5 else re.escape(label)
        for label in sorted(labels, key=len, reverse=True)
    )
    return re.compile(f"(?<![{HAN}A-Za-z_])({'|'.join(spread)}){_SPACE}[:：]")
