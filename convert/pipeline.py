"""The order of the steps: read, clean, structure, render; the only module that knows it.

Each step imports what it needs: the patterns of the cleaners, the Markdown parser and the styles take longer to load
than a short document to convert, and no run needs all of them.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from convert import readers
from convert.diagnostic import Diagnostic, WriteError
from convert.document import Document, Table
from convert.files import read_bytes
from convert.ledger import Format, Source, Text
from convert.limits import DEFAULTS, Limits

if TYPE_CHECKING:
    from convert.checks import Finding
    from convert.fonts import Fonts
    from convert.readers.html.places import Places
    from convert.style import Style
    from convert.writers import Written

FIXING_ROUNDS = 20
"""A fix may bring another within reach; two or three rounds are the rule."""


class Structured(NamedTuple):
    """A document as understood, and what was found on the way."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str = "-",
    encoding: str | None = None,
    limits: Limits = DEFAULTS,
) -> Source:
    """Read a file, or bytes at hand under a *name*: text in any encoding met in China, Markdown, or a saved page."""
    if isinstance(source, bytes):
        return readers.read(name, source, encoding, limits)
    return readers.read(os.fspath(source), read_bytes(Path(source), limits), encoding, limits)


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


def structure(text: Text, limits: Limits = DEFAULTS) -> Structured:
    """Understand the parts of a cleaned text; what is not recognised stays body text. LimitError DC942, DC943."""
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
    limits.hold("blocks", len(document.blocks), text.source.name)
    cells = (sum(map(len, block.rows)) for block in document.blocks if isinstance(block, Table))
    limits.hold("table_cells", max(cells, default=0), text.source.name)
    return Structured(document, (*text.source.diagnostics, *text.diagnostics, *found))


def as_markdown(structured: Structured, text: Text) -> str:
    """The document as Markdown; what doconv wrote itself is passed on as it is."""
    if text.source.own:
        return text.source.text
    from convert import markdown

    return markdown.dump(structured.document)


def style_for(document: Document, name: str = "", settings: Mapping[str, str] = MappingProxyType({})) -> "Style":
    """The style called *name*, else the one the document asks for, else the one for its 文种 and 发文机关标志."""
    from convert import style as styles

    known = document.metadata
    mark = "".join(known.masthead[-1:])
    title = document.title if known.document_number else ""
    chosen = name or (styles.shipped(known.style) if known.style else styles.for_kind(known.kind, mark, title))
    return _style(chosen, tuple(settings.items()))


@lru_cache(maxsize=16)
def _style(name: str, settings: tuple[tuple[str, str], ...]) -> "Style":
    """A style, read once for all the documents of a process."""
    from convert import style as styles

    return styles.load(name, dict(settings))


def render(
    document: Document,
    to: str = "pdf",
    *,
    style: str = "",
    settings: Mapping[str, str] = MappingProxyType({}),
    folder: Path | None = None,
    strict_fonts: bool = False,
    limits: Limits = DEFAULTS,
) -> "Written":
    """Write a document as "pdf", "docx" or "html"; its images are looked for below *folder*."""
    from convert import writers
    from convert.writers import Resources

    look = style_for(document, style, settings)

    def resolve() -> "Fonts":
        from convert import fonts

        found = fonts.resolve(look.faces)
        if strict_fonts:
            found.refuse_stand_ins()
        return found

    return writers.writer(to)(document, look, Resources(resolve, folder, limits))


def check(source: Source, codes: Collection[str] | None = None, *, limits: Limits = DEFAULTS) -> "tuple[Finding, ...]":
    """What is wrong with a source, by the rules with these *codes* (none: all that are on), as places of its file."""
    from convert import checks, cleaners

    begun = cleaners.begin(Text.of(source))
    text = Text.of(source) if source.own else cleaners.finish(begun)
    structured = structure(text, limits)
    paper = checks.Paper(text, structured.document, begun)
    found = checks.run(paper, checks.codes_of() if codes is None else codes, structured.diagnostics)
    return _in_page(source, found) if source.page and found else found


def _in_page(source: Source, found: "tuple[Finding, ...]") -> "tuple[Finding, ...]":
    """The findings about the text of a page, which have no fix, where they are in the page itself."""
    from convert.checks import Finding
    from convert.readers.html.places import Places

    places = Places(source)
    moved = [Finding(*_moved(finding, places)) if finding.diagnostic.line else finding for finding in found]
    return tuple(sorted(moved, key=itemgetter(0, 1, 2)))


def _moved(finding: "Finding", places: "Places") -> tuple[int, int, Diagnostic]:
    """The place of a finding in the page, and its diagnostic there; of a book there are thousands."""
    code, line, column, values = finding.diagnostic
    if code == "DC507":  # found in decoding the page
        start = places.saved.line_starts[line - 1] + column - 1
        return start, start + 1, finding.diagnostic
    start, end = places.of(finding.start, finding.end)
    return start, end, Diagnostic(code, *places.saved.place(start), values)


def fix(
    source: Source, codes: Collection[str] | None = None, *, unsafe: bool = False, limits: Limits = DEFAULTS
) -> Text:
    """The source's own text with every finding mended that can be, until there is nothing left to mend."""
    from convert import checks

    text = Text(source, source.text)
    for _ in range(FIXING_ROUNDS):
        now = replace(source, text=text.content, repairs=readers.mojibake.examine(text.content)[0])
        edits = checks.fixed(now, check(now, codes, limits=limits), unsafe=unsafe).edits
        if not edits:
            break
        text = text.edited(edits)
    return text


def encode(text: Text) -> bytes:
    """A mended text in the encoding and with the line ends of its source; WriteError DC908 if there is no way back."""
    source = text.source
    try:
        if readers.encoding.encode(source.text, source.encoding, source.bom, source.newline) == source.data:
            return readers.encoding.encode(text.content, source.encoding, source.bom, _newlines(text))
    except UnicodeError:
        pass
    raise WriteError("DC908", path=source.name, encoding=source.encoding)


def _newlines(text: Text) -> str | tuple[str, ...]:
    """What ends the lines of a mended text: what ended them before; a new one as most of the others."""
    ends = text.source.newline
    if isinstance(ends, str):
        return ends
    common = max(sorted(set(ends)), key=ends.count)
    found: list[str] = []
    line = at = 0
    for start, end, after, _ in text.edits:
        kept, dropped = text.source.text.count("\n", at, start), text.source.text.count("\n", start, end)
        found += (*ends[line : line + kept], *[common] * after.count("\n"))
        line, at = line + kept + dropped, end
    return (*found, *ends[line:])
