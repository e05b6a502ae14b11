"""Text as it can be printed: no characters of control, and nothing that prints as nothing."""

import re
from dataclasses import fields, replace
from typing import Any

from convert.document import Block, Document, Heading, Image, Metadata, Paragraph, Table
from convert.patterns import pattern

_LINE_ENDS = pattern("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = pattern("[\t\xa0\u2000-\u200a\u202f\u205f]")
_INVISIBLE = pattern(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_UNPRINTABLE = pattern("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ODD = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\ud800-\udfff"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Any of them: one look at a text that has none, as nearly all have."""
_BETWEEN_LINES = pattern(" ?\n ?")


def printable(document: Document) -> Document:
    """The document with every text of it as it can be printed."""
    return replace(
        document,
        title=_on_one_line(document.title),
        blocks=tuple(map(_block, document.blocks)),
        metadata=_metadata(document.metadata),
    )


def unprintable(document: Document) -> set[str]:
    """The characters that are printed as U+FFFD."""
    texts = [document.title]
    for block in document.blocks:
        texts += [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]
    return {character for text in texts for character in _UNPRINTABLE.findall(text)}


def _metadata(known: Metadata) -> Metadata:
    texts: dict[str, Any] = {field.name: getattr(known, field.name) for field in fields(known)}
    odd: dict[str, Any] = {
        name: _on_one_line(text) for name, text in texts.items() if isinstance(text, str) and _ODD.search(text)
    }
    for name in ("masthead", "signatories", "addressees", "copies_to"):
        if any(map(_ODD.search, texts[name])):
            odd[name] = tuple(map(_on_one_line, texts[name]))
    return replace(known, **odd)


def _block(block: Block) -> Block:
    if isinstance(block, Heading | Image):
        text = _on_one_line(block.text)
        return block if text == block.text else replace(block, text=text)
    if isinstance(block, Paragraph):
        if not any(_ODD.search(run.text) or run.note for run in block.content):
            return block
        runs = (replace(run, text=_text(run.text), note=_on_one_line(run.note)) for run in block.content)
        return replace(block, content=tuple(runs))
    return replace(block, rows=tuple(tuple(map(_text, row)) for row in block.rows))


def _text(text: str) -> str:
    if not _ODD.search(text):
        return text
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return _UNPRINTABLE.sub("\ufffd", _INVISIBLE.sub("", text))


def _on_one_line(text: str) -> str:
    """A title or a heading, which has no line ends of its own; a space is left where letters would meet."""
    text = _text(text)
    return _BETWEEN_LINES.sub(_join, text) if "\n" in text else text


def _join(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " if before.isascii() and after.isascii() and before and after else ""
