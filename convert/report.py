"""What was done and found, for people and for programs: messages, the edit report, the outline, the diff."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from convert.diagnostic import Diagnostic, Language
from convert.document import KEYS, Block, Document, Heading, Lines, Metadata, Paragraph, Table
from convert.ledger import Edit, Text, apply

CONTEXT = 3
"""Unchanged lines shown around a change in a diff."""


def message(diagnostic: Diagnostic, name: str, language: Language) -> str:
    """One line that a person and an editor can read: path:line:column: CODE message."""
    place = f"{name}:{diagnostic.line}:{max(1, diagnostic.column)}: " if diagnostic.line else f"{name}: "
    return printable(f"{place}{diagnostic.code} {diagnostic.message(language)}")


def printable(text: str) -> str:
    """The text on one line, without what could steer a terminal or hide in it."""
    return "".join(c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in text)


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
    return _json(report)


def outline(document: Document, text: Text, found: tuple[Diagnostic, ...], language: Language) -> str:
    """The document as JSON: its parts with their source lines, what was removed, what was found."""
    whole = {
        "title": document.title,
        "metadata": _metadata(document.metadata),
        "blocks": [_block(block) for block in document.blocks],
        "removed": [
            {"line": entry.line, "rule": entry.rule, "text": entry.before.strip("\n")}
            for entry in text.ledger
            if entry.rule.startswith("clutter.")
        ],
        "diagnostics": [
            {
                "code": d.code,
                "severity": d.severity,
                "line": d.line,
                "column": d.column,
                "message": d.message(language),
            }
            for d in found
        ],
    }
    return _json(whole)


def _json(value: object) -> str:
    # A lone surrogate cannot be encoded; JSON's own escape can carry it.
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


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
    lines = block.lines or Lines(0, 0)
    return {"type": kind, "level": level, "text": text, "lines": [lines.first, lines.last]}


def removed_lines(text: Text) -> int:
    """How many lines of the source were taken out as clutter."""
    return sum(entry.before.strip("\n").count("\n") + 1 for entry in text.ledger if entry.rule.startswith("clutter."))


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines first:last of the source (from 0, half open) and what became of them."""

    first: int
    last: int
    after: tuple[str, ...]


def diff(text: Text) -> Iterator[str]:
    """A unified diff from the source's text to the cleaned one, made from the ledger in linear time."""
    old = text.source.text.split("\n")
    changes = list(_changes(text, old))
    if not changes:
        return
    name = printable(text.source.name)
    yield f"--- {name}"
    yield f"+++ {name} (clean)"
    grown = 0
    for hunk in _hunks(changes):
        first, last = max(0, hunk[0].first - CONTEXT), min(len(old), hunk[-1].last + CONTEXT)
        growth = sum(len(change.after) - (change.last - change.first) for change in hunk)
        yield f"@@ -{first + 1},{last - first} +{first + grown + 1},{last - first + growth} @@"
        at = first
        for change in hunk:
            yield from (f" {line}" for line in old[at : change.first])
            yield from (f"-{line}" for line in old[change.first : change.last])
            yield from (f"+{line}" for line in change.after)
            at = change.last
        yield from (f" {line}" for line in old[at:last])
        grown += growth


def _changes(text: Text, old: list[str]) -> Iterator[_Change]:
    """The edits as changes of whole lines; edits of touching lines together."""
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line) + 1)

    def lines_of(edit: Edit) -> tuple[int, int]:
        first, last = bisect_right(starts, edit.start) - 1, bisect_right(starts, edit.end) - 1
        whole = edit.start == starts[first] and edit.end == starts[last] and (not edit.after or edit.after[-1] == "\n")
        return first, last if whole and last > first else last + 1

    group: list[Edit] = []
    low = high = 0

    def change() -> _Change:
        start, end = starts[low], min(starts[high], len(text.source.text))
        local = [Edit(e.start - start, e.end - start, e.after, e.rule) for e in group]
        after = apply(text.source.text[start:end], local)
        return _Change(low, high, tuple(after.removesuffix("\n").split("\n")) if after else ())

    for edit in text.edits:
        first, last = lines_of(edit)
        if group and first > high - 1:
            yield change()
            group = []
        if not group:
            low, high = first, last
        high = max(high, last)
        group.append(edit)
    if group:
        yield change()


def _hunks(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Changes whose context would touch, together."""
    hunk = [changes[0]]
    for one, two in pairwise(changes):
        if two.first - one.last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(two)
    yield hunk
