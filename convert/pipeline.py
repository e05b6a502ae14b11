"""The order of the steps: read, clean, structure, render; the only module that knows it.

Each step imports what it needs: the patterns of the cleaners and the Markdown parser take longer to load than a short
document to convert, and not every run needs both.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from convert import fonts, readers
from convert import style as styles
from convert import writers as outputs
from convert.diagnostic import Diagnostic
from convert.document import Document
from convert.files import read_bytes
from convert.ledger import Format, Source, Text
from convert.style import Style
from convert.writers import Resources, Written


@dataclass(frozen=True)
class Structured:
    """A document as understood, and what was found on the way."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]


def read(source: str | os.PathLike[str] | bytes, *, name: str = "-", encoding: str | None = None) -> Source:
    """Read a file, or bytes at hand under a *name*: text in any encoding met in China, Markdown, or a saved page."""
    if isinstance(source, bytes):
        return readers.read(name, source, encoding)
    return readers.read(os.fspath(source), read_bytes(Path(source)), encoding)


def clean(source: Source, *, t2s: bool = False) -> Text:
    """Take out clutter and mend punctuation, spaces and broken lines, every change on record.

    With *t2s* traditional characters become simplified ones first: the clutter's words are simplified.
    """
    text = Text.of(source)
    if source.own:
        return text
    from convert import cleaners

    if t2s:
        from convert.cleaners.simplify import simplify

        text = simplify(text)
    return cleaners.run(text)


def structure(text: Text) -> Structured:
    """Understand the parts of a cleaned text; what is not recognised stays body text."""
    if text.source.format is Format.MARKDOWN:
        from convert import markdown

        document, found = markdown.parse(text.content, [line.lines for line in text.lines])
        if not text.source.own:
            from convert import recognizers

            document, more = recognizers.understand(document, text)
            found += more
    else:
        from convert import recognizers

        document, found = recognizers.recognize(text)
    return Structured(document, (*text.source.diagnostics, *text.diagnostics, *found))


def as_markdown(structured: Structured, text: Text) -> str:
    """The document as Markdown; what doconv wrote itself is passed on as it is."""
    if text.source.own:
        return text.source.text
    from convert import markdown

    return markdown.dump(structured.document)


def style_for(document: Document, name: str = "", settings: Mapping[str, str] = MappingProxyType({})) -> Style:
    """The style called *name*, else the one the document asks for, else the one for its 文种."""
    return styles.load(name or document.metadata.style or styles.for_kind(document.metadata.kind), settings)


def render(
    document: Document,
    to: str = "pdf",
    *,
    style: str = "",
    settings: Mapping[str, str] = MappingProxyType({}),
    folder: Path | None = None,
    strict_fonts: bool = False,
) -> Written:
    """Write a document as "pdf", "docx" or "html"; its images are looked for below *folder*."""
    look = style_for(document, style, settings)

    def resolve() -> fonts.Fonts:
        found = fonts.resolve(look.faces)
        if strict_fonts:
            found.refuse_stand_ins()
        return found

    return outputs.writer(to)(document, look, Resources(resolve, folder))
