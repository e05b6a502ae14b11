"""What a line must hold for a pattern to be worth a search: of two hundred patterns it is two or three a line."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import TypeAlias

from convert.patterns import pattern

_PLAIN = r"[^\\\[\](){}|?*+^$.]+"
_TOKEN = pattern(
    rf"(?P<words>\((?:\?:)?{_PLAIN}(?:\|{_PLAIN})+\))|(?P<escape>\\.)|(?P<set>\[\^?(?:\\.|[^\]\\])*\])"
    r"|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<spare>[?*]\??|\{0?,[0-9]*\})|(?P<more>\+|\{[0-9,]+\})|(?P<edge>[\^$])|(?P<any>\.)"
    rf"|(?P<plain>{_PLAIN}|.)",
    re.DOTALL,
)
"""Words one of which is there, as (?:发布|更新), are most of all groups, and read at once."""

_ODD = pattern(r"\(\?(?!:|<?[=!])|\\[xuUN0-9]|\[\^?\]|\{0\}")
"""Flags, names and what else no demand is worked out of."""


Demand: TypeAlias = frozenset[str]
"""Strings of which a line must hold one."""


class Index:
    """Patterns by characters and pairs of them, of which a line that a pattern matches has one."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._demands = [demanded(source) for source in sources]
        self._always: list[int] = []
        self._by_start: dict[str, list[int]] = defaultdict(list)
        """The first two characters of what is demanded, or the one there is."""
        for number, demands in enumerate(self._demands):
            for start in {word[:2] for word in demands[0]} if demands else ():
                self._by_start[start].append(number)
            if not demands:
                self._always.append(number)

    def candidates(self, line: str) -> list[int]:
        """The numbers of the patterns that may match *line*, in order."""
        held = self._by_start.keys() & {*line, *map(add, line, line[1:])}
        begun = {number for start in held for number in self._by_start[start]}
        return sorted([*self._always, *(number for number in begun if _meets(line, self._demands[number]))])


def _meets(line: str, demands: Iterable[Demand]) -> bool:
    return all(any(word in line for word in demand) for demand in demands)


def demanded(source: str) -> tuple[Demand, ...]:
    """What all that the pattern *source* matches must hold, the most telling first; nothing where that is not known."""
    return () if _ODD.search(source) else _alternatives(_tokens(source))


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    return ((match.lastgroup or "", match[0]) for match in _TOKEN.finditer(source))


def _alternatives(tokens: Iterator[tuple[str, str]]) -> tuple[Demand, ...]:
    """What one of several branches demands, up to the parenthesis that closes them."""
    branches = [_Branch()]
    for kind, text in tokens:
        if kind == "close":
            break
        if kind == "bar":
            branches.append(_Branch())
        elif kind == "words":
            branches[-1].add((frozenset(text[1:-1].removeprefix("?:").split("|")),))
        elif kind in ("open", "look"):
            inside = _alternatives(tokens)
            branches[-1].add(inside if kind == "open" else ())
        else:
            branches[-1].take(kind, text)
    found = [branch.demands() for branch in branches]
    if len(found) == 1:
        return found[0]
    return (frozenset().union(*(demands[0] for demands in found)),) if all(found) else ()


class _Branch:
    """One alternative, read from left to right."""

    def __init__(self) -> None:
        self._run = ""
        self._found: list[Demand] = []
        self._group: tuple[Demand, ...] = ()
        """What the group just read demands, which what follows may make optional."""

    def take(self, kind: str, text: str) -> None:
        """Read a token that is no parenthesis and no bar."""
        if kind == "plain" or (kind == "escape" and not text[1].isalnum()):
            self._settle()
            self._run += text.removeprefix("\\")
        elif kind == "spare":
            self._run = self._run[:-1]
            self._group = ()
            self._end_run()
        elif kind != "edge":
            self._settle()
            self._end_run()

    def add(self, group: tuple[Demand, ...]) -> None:
        """Read a group."""
        self._settle()
        self._end_run()
        self._group = group

    def _settle(self) -> None:
        """The group just read is there at least once."""
        self._found += self._group
        self._group = ()

    def _end_run(self) -> None:
        if self._run:
            self._found.append(frozenset({self._run}))
            self._run = ""

    def demands(self) -> tuple[Demand, ...]:
        """What the branch demands: the longest words first, and the fewest of them."""
        self._settle()
        self._end_run()
        return tuple(sorted(self._found, key=_worth, reverse=True))


def _worth(words: Demand) -> tuple[int, int]:
    return min(map(len, words)), -len(words)
