"""Functions that remember what they gave for a short text: cleaning comes round to the same lines again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")


def remembering(longest: int, count: int = 4096) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """The function, which is asked once for each of the last *count* texts of up to *longest* characters."""

    def remember(function: Callable[[str], T]) -> Callable[[str], T]:
        known = lru_cache(maxsize=count)(function)

        @wraps(function)
        def asked(text: str) -> T:
            return known(text) if len(text) <= longest else function(text)

        return asked

    return remember
