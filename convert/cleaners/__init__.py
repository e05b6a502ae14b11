"""Text to clean text: one concern a file, CHARACTERS first, then CLEANERS; every change goes into the ledger."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from convert.cleaners import blob, characters, clutter, harvested, lines, markup, numbering, pairs, punctuation, spaces
from convert.ledger import Text

Cleaner: TypeAlias = Callable[[Text], Text]

CHARACTERS: tuple[Cleaner, ...] = (markup.clean, characters.clean)
MARKS: tuple[Cleaner, ...] = (numbering.clean, pairs.clean, punctuation.clean, spaces.clean)
"""Those whose changes `check` tells of, after CHARACTERS: they look at one line at a time."""
CLEANERS: tuple[Cleaner, ...] = (
    blob.clean,
    clutter.clean,
    lines.clean,
    *MARKS,
    numbering.mend_commas,
    numbering.drop_stops,
    harvested.clean,
)
"""What comes after CHARACTERS. Marks are mended last: clutter and broken lines are known by the marks and indents that
a page gave them."""


_LAYOUT: tuple[Cleaner, ...] = (markup.clean, blob.clean, clutter.clean, lines.clean)
"""Those that may find more in what the others and they themselves have changed: a tag that an invisible character
parted, whole lines and their neighbours."""
_ROUNDS = 5


def run(text: Text) -> Text:
    """The text after every cleaner."""
    return finish(begin(text))


def begin(text: Text) -> Text:
    """The text with its characters as they are meant."""
    return _after(CHARACTERS, text)


def finish(text: Text) -> Text:
    """A text so begun after all other cleaners; once more where one piece of clutter hid another, so twice is once."""
    for again in range(_ROUNDS):
        begun = begin(text) if again else text
        cleaned = _after(CLEANERS, begun)
        # Of a text that nobody changed all but markup.clean have seen what they would see again.
        text = _after(_LAYOUT if cleaned is not begun else _LAYOUT[:1], cleaned)
        if text.content == cleaned.content:
            break
    return text


def _after(cleaners: Iterable[Cleaner], text: Text) -> Text:
    for cleaner in cleaners:
        text = cleaner(text)
    return text
