"""Regular expressions that are compiled when they are first used.

A class of hanzi takes Python half a millisecond to compile and doconv has hundreds: all together they take longer than
a short document to convert, which needs a few of them.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Later:
    """Stands for a pattern: the first of its methods that is asked for compiles it, the next ones are its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that re.compile gives, when it is needed; one that is wrong is found then."""
    return cast("re.Pattern[str]", _Later(source, flags))
