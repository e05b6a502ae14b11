"""Lines to the model: one part of a document a file, in the order of the tables; structure cannot fail."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Lines, Paragraph, Role, Run, Table
from convert.ledger import Line, Text
from convert.patterns import pattern
from convert.recognizers import (
    address,
    attendance,
    captions,
    closing,
    facts,
    headings,
    outline,
    quotations,
    shapes,
    speech_head,
    tables,
    unnumbered,
    wrapped,
)
from convert.recognizers import title as titles
from convert.recognizers.draft import Draft, text_of
from convert.recognizers.numerals import numeral
from convert.recognizers.title import split_subtitle

__all__ = ["assign_roles", "is_date", "is_numbered", "recognize", "split_subtitle", "understand"]

Recognizer: TypeAlias = Callable[[Draft], None]

_PICTURED = pattern("[图表]。?\\Z|图[片示]。?\\Z|照片。?\\Z")
"""What a heading ends in that has a picture under it, which a text has lost and a page shows."""

RECOGNIZERS: tuple[Recognizer, ...] = (
    speech_head.assign,
    address.assign,
    closing.assign,
    captions.assign,
    quotations.assign,
    attendance.assign,
)
"""What gives paragraphs their roles, in order; a later one sees what the earlier ones did."""


def recognize(text: Text) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Understand the parts of a cleaned text; what is not recognised stays body text."""
    return understand(Document(blocks=tuple(_blocks(text.lines))), text)


def understand(document: Document, text: Text) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Find title, headings and every other part among the blocks of a document of which only these are known.

    So are the lines of a text, and somebody's Markdown, whose headings stay and are joined by what it left plain.
    """
    document = replace(document, blocks=tuple(wrapped.rejoin(document.blocks)))
    texts = [_text(block) for block in document.blocks]
    lines = [Line(text, block.lines or Lines(0, 0)) for text, block in zip(texts, document.blocks, strict=True)]
    title = titles.find(lines, text.title, document.title, document.title_lines)
    known, taken = facts.of_edges(texts, titles.head_length(lines), title.used)
    kept = [index for index in range(len(texts)) if index not in taken | title.used]
    body = [document.blocks[index] for index in kept]
    places, unsure = headings.find([lines[index] for index in kept])
    hashed = any(isinstance(block, Heading) for block in body)
    if not hashed:
        plain, doubtful = unnumbered.find(body, places)
        places, unsure = places | plain, unsure + doubtful
    blocks: Iterable[Block] = outline.placed(body, places)
    if hashed:
        blocks = outline.nested(blocks)
    known |= {"subtitle": title.subtitle} if title.subtitle else {}
    known |= {"source": title.source} if title.source else {}
    metadata = replace(document.metadata, **known)
    document = Document(title.text, tuple(blocks), metadata, title.lines)
    document = facts.completed(assign_roles(document), text.harvest)
    return document, (*_findings(document), *unsure)


def assign_roles(document: Document) -> Document:
    """Give every paragraph the role that its shape, position and neighbours tell; a quotation stays one."""
    draft = Draft(document)
    for recognizer in RECOGNIZERS:
        recognizer(draft)
    return replace(
        document,
        blocks=tuple(
            replace(block, role=role)
            if isinstance(block, Paragraph) and block.role not in (role, Role.QUOTE)
            else block
            for block, role in zip(document.blocks, draft.roles, strict=True)
        ),
    )


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return shapes.is_date(text)


def is_numbered(text: str) -> bool:
    """Whether a line opens with a numeral of a heading, a clause or an item."""
    return numeral(text) is not None


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """A paragraph for every line, a table for every stretch of rows."""
    for part in tables.stretches(lines):
        yield part if isinstance(part, Table) else Paragraph((Run(part.text),), lines=part.lines)


def _text(block: Block) -> str:
    """The text of a block; a bar for a table."""
    if isinstance(block, Paragraph):
        return text_of(block)
    return block.text if isinstance(block, Heading) else "|"


def _findings(document: Document) -> Iterator[Diagnostic]:
    """What a person should look at: no title, a heading without text."""
    if not document.title:
        yield diagnose("DC210")
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _PICTURED.search(block.text):
            continue
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            yield diagnose("DC204", block.lines.first if block.lines else 0, 1, heading=block.text)
