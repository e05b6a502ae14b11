"""Text to clean text: one concern a file, in the order of the table CLEANERS; every change goes into the ledger."""

from collections.abc import Callable
from typing import TypeAlias

from convert.cleaners import blob, characters, clutter, harvested, lines, markup, numbering, pairs, punctuation, spaces
from convert.ledger import Text

Cleaner: TypeAlias = Callable[[Text], Text]

CLEANERS: tuple[Cleaner, ...] = (
    markup.clean,
    characters.clean,
    blob.clean,
    clutter.clean,
    lines.clean,
    numbering.clean,
    pairs.clean,
    punctuation.clean,
    spaces.clean,
    numbering.mend_commas,
    numbering.drop_stops,
    harvested.clean,
)
"""Marks are mended last: clutter and broken lines are known by the marks and indents that a page gave them."""


_LAYOUT: tuple[Cleaner, ...] = (markup.clean, blob.clean, clutter.clean, lines.clean)
"""Those that may find more in what the others and they themselves have changed: a tag that an invisible character
parted, whole lines and their neighbours."""
_ROUNDS = 5


def run(text: Text) -> Text:
    """The text after every cleaner; all over again where one piece of clutter hid another, so that twice is once."""
    for _ in range(_ROUNDS):
        for cleaner in CLEANERS:
            text = cleaner(text)
        cleaned = text.content
        for cleaner in _LAYOUT:
            text = cleaner(text)
        if text.content == cleaned:
            break
    return text
