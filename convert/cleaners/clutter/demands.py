"""What a line must hold for a pattern to be worth a search: of two hundred patterns it is two or three a line."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?(?:\\.|[^\]\\])*\])|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<spare>[?*]\??|\{0?,[0-9]*\})|(?P<more>\+|\{[0-9,]+\})|(?P<edge>[\^$])|(?P<any>\.)|(?P<plain>.)",
    re.DOTALL,
)

_ODD = re.compile(r"\(\?(?!:|<?[=!])")
"""Flags and names, which no demand is worked out of."""


class Index:
    """Patterns by characters and pairs of them, of which a line that a pattern matches has one."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._words = [demanded(source) for source in sources]
        self._always: list[int] = []
        self._by_start: dict[str, list[int]] = defaultdict(list)
        """The first two characters of what is demanded, or the one there is."""
        for number, words in enumerate(self._words):
            for start in {word[:2] for word in words}:
                self._by_start[start].append(number)
            if not words:
                self._always.append(number)

    def candidates(self, line: str) -> list[int]:
        """The numbers of the patterns that may match *line*, in order."""
        held = self._by_start.keys() & {*line, *(first + second for first, second in pairwise(line))}
        begun = {number for start in held for number in self._by_start[start]}
        possible = {number for number in begun if any(word in line for word in self._words[number])}
        return sorted(possible.union(self._always))


def demanded(source: str) -> frozenset[str]:
    """Strings of which one is in all that the pattern *source* matches; none where that is not known."""
    return frozenset() if _ODD.search(source) else _alternatives(_tokens(source)).words


class _Part(NamedTuple):
    """What a part of a pattern demands, and whether it matches nothing but just that."""

    words: frozenset[str]
    exact: bool = False


_NOTHING = _Part(frozenset())


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    return ((match.lastgroup or "", match[0]) for match in _TOKEN.finditer(source))


def _alternatives(tokens: Iterator[tuple[str, str]]) -> _Part:
    """What one of several branches demands, up to the parenthesis that closes them."""
    branches = [_Branch()]
    for kind, text in tokens:
        if kind == "close":
            break
        if kind == "bar":
            branches.append(_Branch())
        elif kind in ("open", "look"):
            part = _alternatives(tokens)
            branches[-1].add(part if kind == "open" else _NOTHING)
        else:
            branches[-1].take(kind, text)
    parts = [branch.part() for branch in branches]
    if not all(part.words for part in parts):
        return _NOTHING
    return _Part(frozenset().union(*(part.words for part in parts)), all(part.exact for part in parts))


class _Branch:
    """One alternative, read from left to right."""

    def __init__(self) -> None:
        self._run = ""
        self._parts: list[_Part] = []
        self._last = _NOTHING
        self._exact = True

    def take(self, kind: str, text: str) -> None:
        """Read a token that is no parenthesis and no bar."""
        if kind == "plain" or (kind == "escape" and not text[1].isalnum()):
            self._settle()
            self._run += text[-1]
        elif kind == "spare":
            self._exact = False
            if self._last is _NOTHING:
                self._run = self._run[:-1]
            self._last = _NOTHING
            self._end_run()
        elif kind != "edge":
            self._exact = False
            self._settle()
            self._end_run()

    def add(self, part: _Part) -> None:
        """Read a group."""
        self._settle()
        self._end_run()
        self._exact = False
        self._last = part

    def _settle(self) -> None:
        """What was read last is there at least once."""
        if self._last is not _NOTHING:
            self._parts.append(self._last)
            self._last = _NOTHING

    def _end_run(self) -> None:
        if self._run:
            self._parts.append(_Part(frozenset({self._run})))
            self._run = ""

    def part(self) -> _Part:
        """What the branch demands: of all its parts the longest words, and the fewest of them."""
        if self._exact and self._run:
            return _Part(frozenset({self._run}), exact=True)
        self._settle()
        self._end_run()
        telling = [part.words for part in self._parts if part.words]
        return _Part(max(telling, key=_worth)) if telling else _NOTHING


def _worth(words: Iterable[str]) -> tuple[int, int]:
    counted = list(words)
    return min(map(len, counted)), -len(counted)
