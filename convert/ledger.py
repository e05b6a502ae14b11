"""What came in, what cleaning made of it, and every change on record: Source, Edit, Text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, partial
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
    page: str = ""
    """The page that the text was taken out of, decoded, with "\\n" between lines."""
    page_lines: tuple[int, ...] = ()
    """For each line of the text the line of the page, from 1, in which its element begins; 0 where none does."""

    @property
    def as_saved(self) -> "Source":
        """The source with what its file holds for a text: of a page, the page."""
        return replace(self, text=self.page, page="", page_lines=()) if self.page else self

    @property
    def own(self) -> bool:
        """Whether doconv wrote it: Markdown whose front matter begins with doconv's key."""
        return self.format is Format.MARKDOWN and self.text.startswith("---\ndoconv:")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1 and in code points, of a place in the text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line of the text begins."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts


class Edit(NamedTuple):
    """One change: text[start:end] becomes *after*; a list of edits is sorted and does not overlap."""

    start: int
    end: int
    after: str
    rule: str


def edits_at(places: Iterable[tuple[int, int, str, str]]) -> list[Edit]:
    """Edits of their values: a text has tens of thousands, and this makes them in half the time of Edit()."""
    return list(map(_EDIT, places))


_EDIT: Callable[[tuple[int, int, str, str]], Edit] = partial(tuple.__new__, Edit)


class Pass(NamedTuple):
    """What one cleaner did to the whole text."""

    before: str
    edits: Callable[[], Sequence[Edit]]
    """Lists what it changed there."""
    moves: bool = True
    """Whether anything may stand elsewhere after it."""


class Entry(NamedTuple):
    """One edit as the report shows it; offset in code points of the decoded text, line and column from 1."""

    offset: int
    line: int
    column: int
    rule: str
    before: str
    after: str


class Removed(NamedTuple):
    """A line of the source, or several, taken out as clutter."""

    line: int
    rule: str
    text: str


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


def compose(
    first: Sequence[Edit], ends: Sequence[int], second: Sequence[Edit], middle: str
) -> tuple[list[Edit], list[int]]:
    """Join two lists of edits made one after the other into one list over the first one's input.

    *ends* says where the text of each of the *first* ends in *middle*, the text between the two; where that of each
    joined edit ends in the text after both comes with them. Edits that share a character become one, whose rule names
    both. What lies between two edits of the other list is taken over as a whole: a text has a dozen passes, most of
    them small.
    """
    composed: list[Edit] = []
    composed_ends: list[int] = []
    second_ends = [edit.end for edit in second]
    after_ends = ends_of(second)
    i = j = 0
    shift = 0  # from a place in the first one's input to the same place in the middle, after first[:i]
    drift = 0  # from a place in the middle to the same place in the text after both, after second[:j]
    while i < len(first) and j < len(second):
        known, i = i, bisect_right(ends, second[j].start, i)
        if known < i:
            composed += first[known:i]
            composed_ends += _moved(ends[known:i], drift)
            shift = ends[i - 1] - first[i - 1].end
            if i == len(first):
                break
        begins = first[i].start + shift
        known, j = j, bisect_left(second_ends, begins, j)
        j += known == j and second_ends[j] == begins
        if known < j:
            composed += _shifted(second[known:j], -shift)
            composed_ends += after_ends[known:j]
        else:
            ones, twos, low, high = _overlap(first, second, i, j, shift)
            after = apply(middle[low:high], _shifted(twos, -low))
            rules = dict.fromkeys(edit.rule for edit in (*ones, *twos))
            start = low - shift
            i, j = i + len(ones), j + len(twos)
            shift = ends[i - 1] - first[i - 1].end
            composed.append(Edit(start, high - shift, after, "+".join(rules)))
            composed_ends.append(high + after_ends[j - 1] - second_ends[j - 1])
        drift = after_ends[j - 1] - second_ends[j - 1]
    composed += (*first[i:], *_shifted(second[j:], -shift))
    composed_ends += (*_moved(ends[i:], drift), *after_ends[j:])
    return composed, composed_ends


def ends_of(edits: Iterable[Edit]) -> list[int]:
    """Where the text of each edit ends in the text that they make."""
    ends = []
    shift = 0
    for start, end, after, _ in edits:
        shift += len(after) + start - end
        ends.append(end + shift)
    return ends


def _moved(places: Sequence[int], by: int) -> Sequence[int]:
    return [place + by for place in places] if by else places


def _shifted(edits: Iterable[Edit], by: int) -> Iterable[Edit]:
    return edits_at([(start + by, end + by, after, rule) for start, end, after, rule in edits]) if by else edits


def _overlap(
    first: Sequence[Edit], second: Sequence[Edit], i: int, j: int, shift: int
) -> tuple[Sequence[Edit], Sequence[Edit], int, int]:
    """The edits of both passes that hang together with first[i] and second[j], and the part of the middle they span."""
    low = min(first[i].start + shift, second[j].start)
    high = second[j].end
    one, two = i, j + 1
    while True:
        if one < len(first) and (one == i or first[one].start + shift < high):
            start, end, after, _ = first[one]
            high = max(high, start + shift + len(after))
            shift += len(after) - (end - start)
            one += 1
        elif two < len(second) and second[two].start < high:
            high = max(high, second[two].end)
            two += 1
        else:
            return first[i:one], second[j:two], low, high


@dataclass(frozen=True)
class Text:
    """A source on its way through cleaning: what it reads now, and the edits of every pass so far."""

    source: Source
    content: str
    passes: tuple[Pass, ...] = ()
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
        made = Pass(self.content, partial(tuple, tuple(edits)))
        return replace(self, content=apply(self.content, edits), passes=(*self.passes, made))

    def rewritten(self, content: str, edits: Callable[[], Sequence[Edit]]) -> "Text":
        """The text after a pass that wrote single characters for others, and lists its edits only for who asks."""
        return replace(self, content=content, passes=(*self.passes, Pass(self.content, edits, moves=False)))

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """All passes as one list of edits over the source's text."""
        return tuple(_composed(self.passes)[0])

    @property
    def moves(self) -> Sequence[Edit]:
        """The same, but for what single characters were written for others: there may be tens of thousands."""
        return self._move_ends[0]

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """Every change with its place in the source; with the cleaned text it gives back the source's."""
        source = self.source
        return tuple(
            Entry(start, *source.place(start), rule, source.text[start:end], after)
            for start, end, after, rule in self.edits
        )

    @property
    def removed(self) -> tuple[Removed, ...]:
        """What was taken out of the source as clutter."""
        source = self.source
        return tuple(
            Removed(source.place(start)[0], rule, source.text[start:end].strip("\n"))
            for start, end, _, rule in self.edits
            if rule.startswith("clutter.")
        )

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the cleaned text, each with the source lines it came from; empty ones left out."""
        found = []
        starts = [*self.source.line_starts, len(self.source.text) + 1]
        at = first = 0
        for text in self.content.split("\n"):
            if text:
                low, high = self.source_span(at, at + len(text))
                first = bisect_right(starts, low, first)
                last = first if high <= starts[first] else bisect_right(starts, high - 1, first)
                found.append(Line(text, Lines(first, last)))
            at += len(text) + 1
        return tuple(found)

    def source_offset(self, offset: int) -> int:
        """The place in the source's text of a place in the cleaned text."""
        return self.source_span(offset, offset + 1)[0]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source's text that a stretch of the cleaned text, which is not empty, came from."""
        edits, ends = self._move_ends
        following = bisect_right(ends, start)
        low = self._before(start, following)
        if following == len(edits) or low + end - start <= edits[following].start:
            return low, low + end - start  # no edit in it, as mostly
        return low, self._before(end - 1, bisect_right(ends, end - 1, following)) + 1

    def _before(self, offset: int, following: int) -> int:
        """The place in the source of a place in the cleaned text that stands before the edit with this index."""
        edits, ends = self._move_ends
        at = edits[following - 1].end + offset - ends[following - 1] if following else offset
        return min(at, edits[following].start) if following < len(edits) else at  # less inside what the edit wrote

    def source_line(self, offset: int) -> int:
        """The line of the source, from 1, that a place in the cleaned text came from."""
        return bisect_right(self.source.line_starts, self.source_offset(offset))

    @cached_property
    def _move_ends(self) -> tuple[Sequence[Edit], Sequence[int]]:
        """The moves, and where each one's text ends in the cleaned text."""
        return _composed(made for made in self.passes if made.moves)


def _composed(passes: Iterable[Pass]) -> tuple[Sequence[Edit], Sequence[int]]:
    """The edits of all *passes* as one list, and where each one's text ends after them."""
    whole: Sequence[Edit] = ()
    ends: Sequence[int] = ()
    for middle, listed, _ in passes:
        edits = listed()
        whole, ends = compose(whole, ends, edits, middle) if whole else (edits, ends_of(edits))
    return whole, ends


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
