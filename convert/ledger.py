"""What came in, what cleaning made of it, and every change on record: Source, Edit, Text."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from convert.diagnostic import Diagnostic
from convert.document import Lines, Metadata


class Format(StrEnum):
    """What kind of text a source holds."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True)
class Source:
    """A file as read: its bytes, the text decoded from them, and how to get from one to the other."""

    name: str
    """The path as the user gave it, "-" for standard input."""
    data: bytes
    text: str
    """Decoded, with "\\n" between lines; of a page, its extracted text."""
    format: Format = Format.TEXT
    encoding: str = "utf-8"
    """As Python names the codec."""
    confidence: float = 1.0
    """How sure the encoding is, 0 to 1."""
    bom: bool = False
    newline: str | tuple[str, ...] = "\n"
    """What ended the lines: one string, or where they differed one for each line end."""
    harvest: Metadata = field(default_factory=Metadata)
    """What the page around the text says of it."""
    title: str = ""
    """The title that the page around the text gives."""
    repairs: tuple["Edit", ...] = ()
    """What undoes an earlier wrong decoding of the text (乱码); the first pass of cleaning."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def own(self) -> bool:
        """Whether doconv wrote it: Markdown whose front matter begins with doconv's key."""
        return self.format is Format.MARKDOWN and self.text.startswith("---\ndoconv:")


class Edit(NamedTuple):
    """One change: text[start:end] becomes *after*; a list of edits is sorted and does not overlap."""

    start: int
    end: int
    after: str
    rule: str


class Entry(NamedTuple):
    """One edit as the report shows it; offset in code points of the decoded text, line and column from 1."""

    offset: int
    line: int
    column: int
    rule: str
    before: str
    after: str


class Line(NamedTuple):
    """One line of the cleaned text and the lines of the source it came from."""

    text: str
    lines: Lines


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make *edits* in *text*."""
    pieces: list[str] = []
    at = 0
    for start, end, after, _ in edits:
        pieces += (text[at:start], after)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def compose(first: Sequence[Edit], second: Sequence[Edit], middle: str) -> list[Edit]:
    """Join two lists of edits made one after the other into one list over the first one's input.

    *middle* is the text between the two. Edits that share a character become one, whose rule names both.
    """
    composed: list[Edit] = []
    shift = 0  # from a place in the first one's input to the same place in the middle
    for cluster in _clusters(first, second):
        low, high = cluster[0].low, max(place.high for place in cluster)
        theirs = [Edit(e.start - low, e.end - low, e.after, e.rule) for _, _, grown, e in cluster if grown is None]
        start = low - shift
        shift += sum(place.grown or 0 for place in cluster)
        rules = dict.fromkeys(place.edit.rule for place in cluster)
        composed.append(Edit(start, high - shift, apply(middle[low:high], theirs), "+".join(rules)))
    return composed


class _Place(NamedTuple):
    """Where an edit stands in the text between two passes."""

    low: int
    high: int
    grown: int | None
    """By how much an edit of the first pass lengthened the text; None for one of the second."""
    edit: Edit


def _clusters(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[list[_Place]]:
    """The edits of both passes in order, those that share a character together."""
    shift = 0
    placed = []
    for edit in first:
        low, grown = edit.start + shift, len(edit.after) - (edit.end - edit.start)
        placed.append(_Place(low, low + len(edit.after), grown, edit))
        shift += grown
    cluster: list[_Place] = []
    reach = 0
    for place in merge(placed, (_Place(e.start, e.end, None, e) for e in second), key=itemgetter(0, 1)):
        if cluster and place.low >= reach:
            yield cluster
            cluster = []
        reach = max(reach, place.high) if cluster else place.high
        cluster.append(place)
    if cluster:
        yield cluster


@dataclass(frozen=True)
class Text:
    """A source on its way through cleaning: what it reads now, and the edits of every pass so far."""

    source: Source
    content: str
    passes: tuple[tuple[str, Callable[[], Sequence[Edit]]], ...] = ()
    """For each pass the text it was given and, when asked, what it changed there."""
    harvest: Metadata = field(default_factory=Metadata)
    """What the removed clutter and the page around the text said of the document."""
    title: str = ""
    """The title they gave, for a text that has none of its own."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, source: Source) -> "Text":
        """The text of a source before cleaning; only a wrong decoding is undone."""
        return cls(source, source.text, harvest=source.harvest, title=source.title).edited(source.repairs)

    def edited(self, edits: Sequence[Edit]) -> "Text":
        """The text after one more pass."""
        if not edits:
            return self
        return self.rewritten(apply(self.content, edits), partial(tuple, tuple(edits)))

    def rewritten(self, content: str, edits: Callable[[], Sequence[Edit]]) -> "Text":
        """The text after a pass that wrote *content* in one go, and lists its edits only for who asks."""
        return replace(self, content=content, passes=(*self.passes, (self.content, edits)))

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """All passes as one list of edits over the source's text."""
        whole: Sequence[Edit] = ()
        for middle, edits in self.passes:
            whole = compose(whole, edits(), middle) if whole else edits()
        return tuple(whole)

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """Every change with its place in the source; with the cleaned text it gives back the source's."""
        text, starts = self.source.text, self._line_starts
        entries = []
        for start, end, after, rule in self.edits:
            line = bisect_right(starts, start)
            entries.append(Entry(start, line, start - starts[line - 1] + 1, rule, text[start:end], after))
        return tuple(entries)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the cleaned text, each with the source lines it came from; empty ones left out."""
        found = []
        at = 0
        for text in self.content.split("\n"):
            if text:
                first, last = self.source_line(at), self.source_line(at + len(text) - 1)
                found.append(Line(text, Lines(first, max(first, last))))
            at += len(text) + 1
        return tuple(found)

    def source_offset(self, offset: int) -> int:
        """The place in the source's text of a place in the cleaned text."""
        ends, edits = self._edit_ends
        nearest = bisect_right(ends, offset) - 1
        at = offset if nearest < 0 else edits[nearest].end + offset - ends[nearest]
        following = nearest + 1
        if following < len(edits) and at > edits[following].start:
            return edits[following].start  # inside what an edit wrote
        return at

    def source_line(self, offset: int) -> int:
        """The line of the source, from 1, that a place in the cleaned text came from."""
        return bisect_right(self._line_starts, self.source_offset(offset))

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.source.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.source.text.find("\n", at + 1)
        return starts

    @cached_property
    def _edit_ends(self) -> tuple[list[int], tuple[Edit, ...]]:
        """Where each edit's text ends in the cleaned text."""
        ends, shift = [], 0
        for edit in self.edits:
            shift += len(edit.after) - (edit.end - edit.start)
            ends.append(edit.end + shift)
        return ends, self.edits


def restore(content: str, ledger: Iterable[Entry]) -> str:
    """The source's text again, from the cleaned text and its ledger."""
    pieces: list[str] = []
    at = shift = 0
    for entry in ledger:
        start = entry.offset + shift
        pieces += (content[at:start], entry.before)
        at = start + len(entry.after)
        shift += len(entry.after) - len(entry.before)
    pieces.append(content[at:])
    return "".join(pieces)
