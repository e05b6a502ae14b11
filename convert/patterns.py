"""Regular expressions that are compiled when they are first used, and quickly.

Python takes half a millisecond to work out a class of hanzi, each time it meets one, and doconv has hundreds of
patterns with them: together they would take longer than a short document to convert, which needs a few of them.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeAlias, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_WorksOut: TypeAlias = Callable[..., tuple[list[Any], bool]]
"""What makes the code of a class of characters, and says whether case matters in it."""


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
    """What re.compile gives, in half the time where classes of characters come again."""
    if _INSIDES is None:
        return re.compile(source, flags)
    _INSIDES._optimize_charset = _REMEMBERED
    try:
        return re.compile(source, flags)
    finally:
        _INSIDES._optimize_charset = _WORK_OUT


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


def _insides() -> Any:
    """Where Python compiles patterns; None in a Python that does it otherwise."""
    try:
        insides = import_module("re._compiler")
        return insides if callable(insides._optimize_charset) else None
    except (ImportError, AttributeError):
        return None


_INSIDES = _insides()
_WORK_OUT: _WorksOut = getattr(_INSIDES, "_optimize_charset", lambda _: ([], False))
_REMEMBERED = _remembering(_WORK_OUT)
