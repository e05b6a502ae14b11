"""The words, labels and sentences of clutter.toml, ready to be asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from convert import shipped
from convert.cleaners.clutter.demands import Index
from convert.patterns import pattern

_LONGEST_WORD = 16
_LONGEST_BUILT, _LONGEST_MORPHEME = 20, 5
"""Letters of a word built of morphemes, and of one of these."""


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


class Terms(NamedTuple):
    """What a site speaks of when it speaks of itself."""

    subject: re.Pattern[str]
    norm: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything clutter is made of."""

    kinds: dict[str, str]
    """Word → its kind."""
    openings: frozenset[str]
    """What words of two letters or more begin with: the first two."""
    morphemes: dict[str, bool]
    """What such words are built of → whether it is a sign of a page by itself."""
    label_morphemes: dict[str, bool]
    """The same for labels."""
    columns: dict[str, bool]
    """What the names of a site's columns are built of."""
    labels: dict[str, Label]
    sentences: tuple[Sentence, ...]
    demands: Index
    """Of the sentences."""
    terms: Terms
    folds: dict[int, int]
    """Traditional characters of all these words → simplified."""
    foldable: re.Pattern[str]

    def fold(self, line: str) -> str:
        """*line* with the simplified forms of such characters; as long as it was."""
        return line.translate(self.folds) if self.foldable.search(line) else line

    def saying(self, line: str) -> Iterator[Sentence]:
        """The sentences that *line*, folded, is or holds, in the order of the list."""
        possible = (self.sentences[number] for number in self.demands.candidates(line))
        return (sentence for sentence in possible if sentence.pattern.search(line))

    def uncovered(self, token: str) -> tuple[int, str]:
        """How many letters of *token* no word accounts for, and the kind of the first word in it; linear."""
        if token in self.kinds:
            return 0, self.kinds[token]
        if built(token, self.morphemes):
            return 0, "toolbar"
        starts = [at for at in range(len(token) - 1) if token[at : at + 2] in self.openings]
        if not starts:
            return len(token), ""
        best = [0]
        kinds = [""]
        for end in range(1, len(token) + 1):
            cost, kind = best[end - 1] + 1, kinds[end - 1]
            for start in starts:
                if end - _LONGEST_WORD <= start < end - 1 and best[start] < cost and token[start:end] in self.kinds:
                    cost, kind = best[start], kinds[start] or self.kinds[token[start:end]]
            best.append(cost)
            kinds.append(kind)
        return best[-1], kinds[-1]


def built(token: str, morphemes: dict[str, bool]) -> bool | None:
    """Whether a telling one is among the *morphemes* that account for all of *token*; None if none do."""
    if len(token) > _LONGEST_BUILT:
        return None
    ends: list[bool | None] = [False, *[None] * len(token)]
    for start, telling in enumerate(ends):
        if telling is not None:
            for end in range(start + 1, min(start + _LONGEST_MORPHEME, len(token)) + 1):
                if token[start:end] in morphemes:
                    ends[end] = ends[end] or telling or morphemes[token[start:end]]
    return ends[-1]


@cache
def load() -> Words:
    """The list, read once."""
    table = shipped.table(shipped.text("cleaners", "clutter.toml"))
    kinds: dict[str, str] = {}
    for kind, entry in table["words"].items():
        for word in entry["words"].split():
            kinds.setdefault(word.casefold(), kind)
    morphemes = _morphemes(table["morphemes"], {"filler": False, "page": True, "shared": True})
    label_morphemes = _morphemes(table["morphemes"], {"filler": False, "page": True, "shared": False})
    columns = _morphemes(table["morphemes"], {"column": True})
    labels = {
        word: Label(entry["kind"], entry["field"], entry["strength"])
        for entry in table["label"]
        for word in entry["words"].split()
    }
    terms = table["terms"]
    sentences = tuple(_sentences(table["sentence"]))
    folds = str.maketrans(table["fold"]["traditional"], table["fold"]["simplified"])
    return Words(
        kinds,
        frozenset(word[:2] for word in kinds if len(word) > 1),
        morphemes,
        label_morphemes,
        columns,
        labels,
        sentences,
        Index([sentence.pattern.pattern for sentence in sentences]),
        Terms(
            pattern(terms["subject"]),
            pattern(terms["norm"]),
            {kind: pattern(source) for kind, source in terms["kinds"].items()},
        ),
        folds,
        pattern(f"[{table['fold']['traditional']}]"),
    )


def _morphemes(table: dict[str, Any], telling: dict[str, bool]) -> dict[str, bool]:
    """The morphemes of some groups → whether their group tells of a page."""
    return {morpheme.casefold(): tells for name, tells in telling.items() for morpheme in table[name]["words"].split()}


def _sentences(entries: list[dict[str, Any]]) -> list[Sentence]:
    return [
        Sentence(
            entry["kind"],
            entry["where"],
            entry.get("rights", False),
            entry.get("lone", False),
            entry.get("field", ""),
            pattern(source),
        )
        for entry in entries
        for source in entry["patterns"]
    ]
