"""The marks of what clutter and the page said of a document, mended like those of its text."""

from dataclasses import fields, replace
from typing import Any

from convert.cleaners import characters, pairs, punctuation, spaces
from convert.document import Metadata
from convert.ledger import Source, Text

_VERBATIM = {"link", "style"}
"""Fields kept as they were found."""


def clean(text: Text) -> Text:
    """Mend the harvested title and facts; the content stays as it is."""
    known: dict[str, Any] = {field.name: getattr(text.harvest, field.name) for field in fields(Metadata)}
    mended: dict[str, Any] = {
        name: _mended(value) if isinstance(value, str) else tuple(map(_mended, value))
        for name, value in known.items()
        if value and name not in _VERBATIM and name != "extra"
    }
    if not mended and not text.title:
        return text
    return replace(text, title=_mended(text.title), harvest=replace(text.harvest, **mended))


def _mended(value: str) -> str:
    text = Text.of(Source("-", b"", value))
    for cleaner in (characters.clean, pairs.clean, punctuation.clean, spaces.clean):
        text = cleaner(text)
    return text.content
