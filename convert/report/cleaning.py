"""What a cleaning did, for programs: the edit report, the outline."""

import hashlib
import json
import re

from convert.diagnostic import Diagnostic, Language
from convert.document import KEYS, Block, Document, Heading, Image, Lines, Metadata, Paragraph, Table
from convert.ledger import Text
from convert.patterns import pattern


def edits_report(text: Text) -> str:
    """Every change of a cleaning and what it takes to get the file's bytes back, as JSON."""
    source = text.source
    report = {
        "source": source.name,
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "encoding": source.encoding,
        "bom": source.bom,
        "newline": source.newline,
        "edits": [entry._asdict() for entry in text.ledger],
    }
    return as_json(report)


def outline(document: Document, text: Text, found: tuple[Diagnostic, ...], language: Language) -> str:
    """The document as JSON: its parts with their source lines, what was removed, what was found."""
    whole = {
        "title": document.title,
        "metadata": _metadata(document.metadata),
        "blocks": [_block(block) for block in document.blocks],
        "removed": [gone._asdict() for gone in text.removed],
        "diagnostics": [row(diagnostic, language) for diagnostic in found],
    }
    return as_json(whole)


def as_json(value: object) -> str:
    """A value as JSON that a person can read too."""
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


_UNSEEN = pattern("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|(?<=##)\\[")
"""What JSON need not escape but a terminal or a CI run would obey, and lone surrogates, which no encoding can carry."""


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _metadata(metadata: Metadata) -> dict[str, object]:
    known = {key: getattr(metadata, name) for key, name in KEYS.items()}
    return {key: value for key, value in known.items() if value} | dict(metadata.extra)


def _block(block: Block) -> dict[str, object]:
    match block:
        case Heading():
            kind, level, text = "heading", block.level, block.text
        case Paragraph():
            kind, level, text = str(block.role), 0, block.text
        case Table():
            kind, level, text = "table", 0, "\n".join(" | ".join(row) for row in block.rows)
        case Image():
            kind, level, text = "image", 0, block.text
    lines = block.lines or Lines(0, 0)
    return {"type": kind, "level": level, "text": text, "lines": [lines.first, lines.last]}


def row(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    """A finding as JSON has it."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "message": diagnostic.message(language),
    }
