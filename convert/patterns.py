"""Regular expressions that are compiled when they are first used, and once for all starts.

Python takes half a millisecond to work out a class of hanzi, each time it meets one, and doconv has hundreds of
patterns with them: together they would take longer than a short document to convert, which needs a few of them.
"""

import re
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeAlias, cast

from convert.kept import OURS

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_WorksOut: TypeAlias = Callable[..., tuple[list[Any], bool]]
"""What makes the code of a class of characters, and says whether case matters in it."""
_Code: TypeAlias = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
"""A compiled pattern: all its flags, its code, how many groups it has, their numbers by name and names by number."""


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that re.compile gives, when it is needed; one that is wrong is found then."""
    return cast("re.Pattern[str]", _Later(source, flags))


class _Later:
    """Stands for a pattern: the first of its methods that is asked for compiles it, the next ones are its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = compile_now(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def compile_now(source: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives: from the code that is kept, or made in half the time where classes come again."""
    if not _compiles_as_known():
        return re.compile(source, flags)
    return OURS.value(("pattern", source, int(flags)), partial(_code, source, int(flags)), partial(_from_code, source))


def _code(source: str, flags: int) -> _Code:
    """What Python makes of a pattern."""
    _COMPILER._optimize_charset = _REMEMBERED
    try:
        parsed = _COMPILER._parser.parse(source, flags)
        code = _COMPILER._code(parsed, flags)
    finally:
        _COMPILER._optimize_charset = _WORK_OUT
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    by_number = tuple(map(names.get, range(state.groups)))
    return flags | state.flags, [*map(int, code)], state.groups - 1, state.groupdict, by_number


def _from_code(source: str, code: _Code) -> re.Pattern[str]:
    """The pattern with that code; RuntimeError where it is none that Python makes."""
    compiled: re.Pattern[str] = _COMPILER._sre.compile(source, *code)
    return compiled


@cache
def _compiles_as_known() -> bool:
    """Whether this Python compiles patterns as those before it did; how it does so is its own affair."""
    source = "(?P<name>a)"
    try:
        return _from_code(source, _code(source, 0)) == re.compile(source)
    except Exception:  # whatever another Python has in place of this one's insides
        return False


def _remembering(work_out: _WorksOut) -> _WorksOut:
    """The same, working a class out once; without regard to case it is left alone."""
    known: dict[Any, tuple[list[Any], bool]] = {}

    def remembered(charset: Any, *case: Any) -> tuple[list[Any], bool]:
        if any(case):
            return work_out(charset, *case)
        key = tuple(charset)
        if key not in known:
            known[key] = work_out(charset)
        return known[key]

    return remembered


def _compiler() -> Any:
    """The module in which Python compiles patterns; None where there is none of that name."""
    try:
        return import_module("re._compiler")
    except ImportError:
        return None


_COMPILER = _compiler()
_WORK_OUT: _WorksOut = getattr(_COMPILER, "_optimize_charset", lambda _: ([], False))
_REMEMBERED = _remembering(_WORK_OUT)
