"""What stands around the text, composed in one go: 版头, sealed signatures, 版记, and the document that is left."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from convert.compose.grid import TYPICAL, Grid, Ink
from convert.compose.hanging import attendance_label
from convert.compose.imprint import Imprint, imprint, with_addressees_moved
from convert.compose.letterhead import Letterhead, Width, letterhead
from convert.compose.signing import SignatureBlock, signature_blocks, unsealed
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Paragraph, Role, Run
from convert.style import Style


class Frame(NamedTuple):
    """The parts around the text of a document, each None or empty where there is none."""

    document: Document
    """The document to be printed inside it: without a title that is the mark, without 主送机关 that the 版记 has."""
    letterhead: Letterhead | None
    signatures: Mapping[int, SignatureBlock]
    """By the index of the first block that each stands for."""
    imprint: Imprint | None
    diagnostics: tuple[Diagnostic, ...] = ()
    """DC734 where 主送机关 has moved into the 版记, DC737 where a signature has no room for its seals,
    DC738 where something known has no place."""


def frame(document: Document, style: Style, grid: Grid, width: Width, ink: Ink = TYPICAL) -> Frame:
    """The frame of a document; *width* measures a text in a role, *ink* is that of the mark's face."""
    head = letterhead(document, style, grid, width, ink)
    given = document.metadata.addressees
    document = with_addressees_moved(document, style, head.lines if head else 0)
    moved = document.metadata.addressees != given
    foot = imprint(document, style)
    document = replace(document, blocks=tuple(_labelled(block, document, style) for block in document.blocks))
    if head and head.takes_title:
        document = replace(document, title="")
    signatures = signature_blocks(document, style, grid, width)
    found = (*(diagnose("DC734"),) * moved, *unsealed(document, style, signatures), *_unprinted(document, style, head))
    return Frame(document, head, signatures, foot, found)


def _unprinted(document: Document, style: Style, head: Letterhead | None) -> Iterator[Diagnostic]:
    """DC738 for each part that is known and that the form has no place for."""
    known = document.metadata
    parts = {part.role for part in head.parts} if head else set()
    for key, given, printed in (
        ("签发人", known.signatories, "signatory" in parts),
        ("保密期限", known.classified_for, "classification" in parts),
        ("印发机关", known.printed_by, style.imprint.printed),
        ("印发日期", known.printed_on, style.imprint.printed),
    ):
        if given and not printed:
            yield diagnose("DC738", key=key)


def _labelled(block: Block, document: Document, style: Style) -> Block:
    """发文字号 before an 附件 that is not bound with the text (7.3.7); 出席： as strong, in 黑体 (10.3)."""
    if not isinstance(block, Paragraph):
        return block
    if block.role is Role.ATTACHMENT and not style.attachment.bound:
        return replace(block, content=(Run(document.metadata.document_number), *block.content))
    if block.role is Role.ATTENDANCE and (label := attendance_label(block.text)):
        first, *others = block.content
        if first.text.startswith(label) and not first.note:
            parts = (Run(label, strong=True), replace(first, text=first.text.removeprefix(label)))
            return replace(block, content=(*parts, *others))
    return block
