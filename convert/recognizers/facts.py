"""What is known of a document beside its text: from its own parts first, then from what was harvested."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from convert.document import Document, Metadata, Paragraph, Role
from convert.hanzi import iso_date
from convert.patterns import pattern
from convert.recognizers import imprint, letterhead, shapes

_SET_APART = pattern("(?:(?<= )|^)([^ ]) {1,6}([^ ])(?= |$)")
"""Two characters spread out to the width of three: 张　三."""
IMPRINT_DEPTH = 6
"""Lines at the end among which a 版记 is looked for."""


def of_edges(texts: Sequence[str], head: int, used: set[int]) -> tuple[dict[str, Any], set[int]]:
    """What 版头 and 版记 say, and the lines they take; *head* lines stand before the text, *used* are the title's."""
    known: dict[str, Any] = {}
    taken: set[int] = set()
    marked = head
    for index in range(head):
        said = letterhead.read(texts[index])
        if not said and letterhead.is_issue([known.get("document_number", "")]):
            said = letterhead.editor(texts[index])
        if index not in used and _adds(known, said):
            taken.add(index)
            marked = index if "masthead" in said else marked
    if "document_number" in known and (organs := _masthead(texts[:head], taken, used)):
        names = [shapes.closed_up(texts[index]) for index in organs]
        at = sum(index < marked for index in organs)
        known["masthead"] = (*names[:at], *known.get("masthead", ()), *names[at:])
        taken |= set(organs)
    for index in range(max(head, len(texts) - IMPRINT_DEPTH), len(texts)):
        said = imprint.read(texts[index])
        if "copies_to" in said:
            said["copies_to"] = (*known.pop("copies_to", ()), *said["copies_to"])
        if _adds(known, said):
            taken.add(index)
    return known, taken


def _masthead(texts: Sequence[str], taken: set[int], used: set[int]) -> list[int]:
    """The lines above a title, and beside other parts of the 版头, that name the organs and nothing else (7.2.4)."""
    head = range(min(len(texts), min(used, default=0)))
    if not taken & set(head):
        return []
    closed = {i: shapes.closed_up(texts[i]) for i in head if i not in taken}
    return [i for i, text in closed.items() if shapes.is_name(text) and shapes.is_masthead(text)]


def _adds(known: dict[str, Any], said: dict[str, Any]) -> bool:
    """Take in what a line says, unless it contradicts what is known; whether the line has been taken."""
    if not said or any(known.get(key, value) != value for key, value in said.items()):
        return False
    known |= said
    return True


def of_parts(document: Document) -> dict[str, Any]:
    """What title, subtitle and the head of a speech say: 文种, the date, the speaker."""
    known: dict[str, Any] = {}
    if kind := shapes.kind_of(document.title) or shapes.kind_of(document.metadata.subtitle):
        known["kind"] = kind
    for block in document.blocks[:6]:
        if not isinstance(block, Paragraph):
            break
        if block.role is Role.DATELINE:
            known["dated"] = known.get("dated") or iso_date(block.text)
        elif block.role is Role.BYLINE:
            spoken = known.get("kind") == "讲话" or shapes.is_signer(block.text)
            known |= _speaker(block.text) if spoken else {"author": block.text}
    return known


def _speaker(text: str) -> dict[str, str]:
    """The speaker and his post, as they stand on a line: 市长　李明, or a name whose two characters are set apart."""
    parts = _SET_APART.sub("\\1\\2", text.rpartition("：")[2].replace("\u3000", " ")).split()
    if not 2 <= len(parts[-1]) <= 12:
        return {}
    return {"speaker": parts[-1], "post": " ".join(parts[:-1])}


def completed(document: Document, harvest: Metadata) -> Document:
    """The document with all that is known of it: what it says itself, else what was harvested."""
    own = replace(document.metadata, **of_parts(document))
    known = {f.name: getattr(own, f.name) or getattr(harvest, f.name) for f in fields(Metadata)}
    roles = {block.role for block in document.blocks if isinstance(block, Paragraph)}
    if Role.ISSUERS in roles:
        known["issuers"] = ()
    if Role.ISSUED_ON in roles:
        known["issued_on"] = ""
    return replace(document, metadata=Metadata(**known))
