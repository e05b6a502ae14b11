"""Text to clean text: one concern a file, in the order of the table CLEANERS; every change goes into the ledger."""

from collections.abc import Callable
from typing import TypeAlias

from convert.ledger import Text

Cleaner: TypeAlias = Callable[[Text], Text]

CLEANERS: tuple[Cleaner, ...] = ()


def run(text: Text) -> Text:
    """The text after every cleaner."""
    for cleaner in CLEANERS:
        text = cleaner(text)
    return text
