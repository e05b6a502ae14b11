"""Lines to the model: one part of a document a file, in the order of the tables; structure cannot fail."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Lines, Metadata, Paragraph, Role, Run
from convert.ledger import Line, Text
from convert.recognizers import address, captions, closing, headings, imprint, letterhead, shapes, speech_head, tables
from convert.recognizers import title as titles
from convert.recognizers.draft import Draft

Recognizer: TypeAlias = Callable[[Draft], None]

RECOGNIZERS: tuple[Recognizer, ...] = (speech_head.assign, address.assign, closing.assign, captions.assign)
"""What gives paragraphs their roles, in order; a later one sees what the earlier ones did."""

LETTERHEAD_DEPTH = 12
"""Lines at the head among which a 版头 is looked for."""
IMPRINT_DEPTH = 6
"""Lines at the end among which a 版记 is looked for."""


def recognize(text: Text) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Understand the parts of a cleaned text; what is not recognised stays body text."""
    lines = text.lines
    title = titles.find(lines, text.title)
    fields, taken = _edges(lines, title.used)
    kept = [line for index, line in enumerate(lines) if index not in taken]
    blocks = tuple(_blocks(kept))
    document = _noted(assign_roles(Document(title.text, blocks, title_lines=title.lines)))
    if title.subtitle:
        fields["subtitle"] = title.subtitle
    metadata = _completed(replace(document.metadata, **fields), text.harvest, document)
    document = replace(document, metadata=metadata)
    return document, tuple(_findings(document))


def assign_roles(document: Document) -> Document:
    """Give every paragraph the role that its shape, position and neighbours tell, whatever role it had."""
    draft = Draft(document.title, document.blocks)
    for recognizer in RECOGNIZERS:
        recognizer(draft)
    return replace(
        document,
        blocks=tuple(
            replace(block, role=role) if isinstance(block, Paragraph) and block.role is not role else block
            for block, role in zip(document.blocks, draft.roles, strict=True)
        ),
    )


def _edges(lines: Sequence[Line], used: set[int]) -> tuple[dict[str, Any], set[int]]:
    """What 版头 and 版记 say, and the lines that they and the title take."""
    fields: dict[str, Any] = {}
    taken = set(used)
    for index in range(min(titles.head_length(lines), LETTERHEAD_DEPTH)):
        if index not in taken and (said := letterhead.read(lines[index].text)) and not said.keys() & fields.keys():
            fields |= said
            taken.add(index)
    for index in range(max(0, len(lines) - IMPRINT_DEPTH), len(lines)):
        if said := imprint.read(lines[index].text):
            fields |= said
            taken.add(index)
    return fields, taken


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    places = headings.find([line.text for line in lines])
    rows: list[Line] = []
    for index, line in enumerate(lines):
        if tables.is_row(line.text):
            rows.append(line)
            continue
        if rows:
            yield tables.table(rows)
            rows = []
        place = places.get(index)
        if place is None:
            yield paragraph(line.text, line.lines)
            continue
        yield Heading(place.level, line.text[: place.end], place.run_in, line.lines)
        if place.run_in:
            yield paragraph(line.text[place.end :].lstrip(" \u3000"), line.lines)
    if rows:
        yield tables.table(rows)


def paragraph(text: str, lines: Lines | None = None) -> Paragraph:
    """A paragraph of body text without emphasis."""
    return Paragraph((Run(text),), lines=lines)


def _noted(document: Document) -> Document:
    """The document with what its own text says of it noted: 文种, and of a speech the date and the speaker."""
    fields: dict[str, Any] = {"kind": shapes.kind_of(document.title)}
    for block in document.blocks[: speech_head.DEEPEST]:
        if isinstance(block, Paragraph) and block.role is Role.DATELINE:
            fields["dated"] = shapes.iso_date(block.text)
        elif isinstance(block, Paragraph) and block.role is Role.BYLINE:
            post, _, name = block.text.replace("\u3000", " ").rpartition(" ")
            if len(name) > 1:
                fields |= {"post": post.strip(), "speaker": name}
    return replace(document, metadata=replace(document.metadata, **fields))


def _completed(own: Metadata, harvest: Metadata, document: Document) -> Metadata:
    """The document's own metadata, and what was harvested where it says nothing itself."""
    own_or_harvested = {name: getattr(own, name) or getattr(harvest, name) for name in Metadata.__dataclass_fields__}
    roles = {block.role for block in document.blocks if isinstance(block, Paragraph)}
    if Role.ISSUERS in roles:
        own_or_harvested["issuers"] = ()
    if Role.ISSUED_ON in roles:
        own_or_harvested["issued_on"] = ""
    return Metadata(**own_or_harvested)


def _findings(document: Document) -> Iterator[Diagnostic]:
    """What a person should look at: no title, a heading without text."""
    if not document.title:
        yield diagnose("DC210")
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            yield diagnose("DC204", block.lines.first if block.lines else 0, 1, heading=block.text)
