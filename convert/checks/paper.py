"""What rules look at: the source, the cleaned text with its way back to the source, and the document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from convert.checks.finding import Finding, Fix
from convert.cleaners import protected
from convert.cleaners.marked import lines_with
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Lines
from convert.ledger import Edit, Format, Source, Text
from convert.patterns import pattern

_ADDRESS = pattern(r"(?:(?:https?|ftp)://|www\.)[!-~]+|[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]*")
_SIGNS_OF_ADDRESS = "www.", "://", "@"
_BLANK = " \t\u3000\n"
_CLUTTER = "clutter."
"""What the names of the edits have that take clutter out."""
Match: TypeAlias = re.Match[str]

_MASK = "\ufffc"
"""Stands in prose for what is none: code, tags, addresses."""


@dataclass(frozen=True)
class Paper:
    """A source as the rules see it; the places they name are those of the cleaned text or of a block."""

    text: Text
    document: Document
    begun: Text
    """The text with its characters as they are meant, before its clutter was taken out and its marks were mended."""

    @property
    def source(self) -> Source:
        """What the user has."""
        return self.text.source

    @property
    def is_markdown(self) -> bool:
        """Whether the source is written in Markdown."""
        return self.source.format is Format.MARKDOWN

    @cached_property
    def prose(self) -> str:
        """The cleaned text, as long as it is, with a filler for what is no prose."""
        content = self.text.content
        spans = protected.spans(content) if self.is_markdown else []
        for at, line in lines_with(_SIGNS_OF_ADDRESS, content):
            spans += [(at + match.start(), at + match.end()) for match in _ADDRESS.finditer(line)]
        pieces: list[str] = []
        at = 0
        for start, end in sorted(spans):
            if end > at:
                blank = "".join(c if c == "\n" else _MASK for c in content[max(start, at) : end])
                pieces += (content[at:start], blank)
                at = end
        return "".join([*pieces, content[at:]])

    @cached_property
    def clutter(self) -> list[Edit]:
        """The edits that take out what belongs to the page that the text came from."""
        return [edit for edit in self.text.moves if _CLUTTER in edit.rule]

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of the prose that hold anything, each with its place."""
        found, at = [], 0
        for line in self.prose.split("\n"):
            if line:
                found.append((at, line))
            at += len(line) + 1
        return tuple(found)

    def find(self, code: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
        """A finding wherever *pattern* matches the prose."""
        for match in pattern.finditer(self.prose):
            yield self.finding(code, *match.span())

    def around(self, sign: re.Pattern[str], pattern: re.Pattern[str], before: int, after: int) -> Iterator[Match]:
        """Where *pattern* matches with a *sign* in it, looked for from *before* a sign to *after* it, in characters.

        A sign that begins with a letter is found fifty times as fast as a pattern that begins with a class; what is
        rare is looked for by it.
        """
        done = 0
        for found in sign.finditer(self.prose):
            at, end = found.span()
            match = pattern.search(self.prose, max(done, at - before), end + after)
            if match and match.start() <= at:
                done = match.end()
                yield match

    def finding(
        self, code: str, start: int, end: int, *edits: tuple[int, int, str], safe: bool = True, **values: object
    ) -> Finding:
        """A finding about text.content[start:end], which *edits* of the same text mend, each (start, end, after)."""
        values.setdefault("text", self.text.content[start:end])
        low, high = self._in_source(start, end)
        return self.at(code, low, high, self._fix(code, edits, safe), **values)

    def in_block(self, code: str, block: Block, fragment: str = "", *, last: bool = False, **values: object) -> Finding:
        """A finding about a *fragment* of a block, the *last* or first of its kind, or the line it begins on."""
        if block.lines is None:
            return Finding(0, 0, diagnose(code, **values))
        low, high = self._cleaned(block.lines)
        content = self.text.content
        place = (content.rfind if last else content.find)(fragment, low, high) if fragment else -1
        if place < 0:
            place = low + len(content[low:high]) - len(content[low:high].lstrip(" \t\u3000#"))
            fragment = ""
        low, high = self._in_source(place, place + len(fragment))
        return self.at(code, low, high, None, **values)

    def _cleaned(self, lines: Lines) -> tuple[int, int]:
        """The stretch of the cleaned text that these lines of the source became."""
        first = bisect_left(self._firsts, lines.first)
        last = max(first, bisect_right(self._firsts, lines.last) - 1)
        if last >= len(self.lines):
            return 0, 0
        at, line = self.lines[last]
        return self.lines[first][0], at + len(line)

    @cached_property
    def _firsts(self) -> list[int]:
        """For each of the lines the first line of the source that it came from."""
        return [line.lines.first for line in self.text.lines]

    def in_line(self, code: str, number: int, text: str, after: str) -> Finding:
        """A finding about the *text* that is all of the source's line of this *number*, and should be *after*."""
        first, last = self._line(number)
        values = {"text": text, "before": text, "after": after}
        if self.source.text[first:last].strip(" \t\u3000\n") != text:
            return self.at(code, first, first, None, **values)
        place = self.source.text.find(text, first, last)
        end = place + len(text)
        return self.at(code, place, end, Fix((Edit(place, end, after, code),)), **values)

    def at(self, code: str, start: int, end: int, fix: Fix | None = None, **values: object) -> Finding:
        """A finding about source.text[start:end]."""
        return Finding(start, end, diagnose(code, *self.source.place(start), **values), fix)

    def of(self, diagnostic: Diagnostic) -> Finding:
        """A diagnostic of reading, cleaning or structuring as a finding."""
        if not 0 < diagnostic.line <= len(self.source.line_starts):
            return Finding(0, 0, diagnostic)
        first, last = self._line(diagnostic.line)
        line = self.source.text[first:last].rstrip(_BLANK)
        start = max(diagnostic.column - 1, len(line) - len(line.lstrip(_BLANK)))
        return Finding(first + start, first + max(start, len(line)), diagnostic._replace(column=start + 1))

    def _in_source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that a stretch of the cleaned text came from."""
        if start == end:
            low = self.text.source_offset(start - 1) + 1 if start else self.text.source_offset(0)
            return low, low
        return self.text.source_span(start, end)

    def changed(self, start: int, end: int) -> bool:
        """Whether text.content[start:end] reads otherwise in the source."""
        low, high = self._in_source(start, end)
        return self.source.text[low:high] != self.text.content[start:end]

    def _fix(self, code: str, edits: tuple[tuple[int, int, str], ...], safe: bool) -> Fix | None:
        """The edits in the source, if every one changes there what it would change here."""
        made = []
        for start, end, after in edits:
            if self.changed(start, end):
                return None
            low, high = self._in_source(start, end)
            made.append(Edit(low, high, after, code))
        return Fix(tuple(made), safe) if made else None

    def _line(self, number: int) -> tuple[int, int]:
        """Where a line of the source begins, and where the next one does."""
        starts = self.source.line_starts
        return starts[number - 1], starts[number] if number < len(starts) else len(self.source.text) + 1
