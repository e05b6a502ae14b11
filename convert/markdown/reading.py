"""Markdown read as documents; what a 公文 cannot show is told, and no text is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from markdown_it.token import Token

from convert import recognizers
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Lines, Paragraph, Role, Run, Table
from convert.hanzi import HAN
from convert.markdown import comments, front_matter
from convert.markdown.emphasis import settle
from convert.markdown.parser import tokens

_CHINESE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—]")

_BREAK = re.compile("<br ?/?>")
"""The one tag that Markdown from elsewhere has in its tables."""
_ENDS = ("。", "！", "？", "：", "；", "”", "）")
SLACK = 6
"""Characters by which the lines of a paragraph broken at a width may differ."""

LONGEST_UNDERLINED = 40
NARROW = 24
"""Characters of a line that no page is broken at."""


def parse(markdown: str, places: Sequence[Lines] = ()) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown, doconv's own or anybody's; *places* are the source lines of each line that is not empty."""
    front = front_matter.read(markdown)
    reader = _Reader(markdown.count("\n", 0, front.end), own=front.own)
    if places:
        remaining = iter(places)
        reader.places = [next(remaining) if line else Lines(0, 0) for line in markdown.split("\n")]
    reader.read(tokens(markdown[front.end :] if front.end else markdown))
    blocks = tuple(_joined(reader.blocks, reader.run_in))
    title, metadata = reader.title or front.title, front.metadata
    if front.title not in ("", title):
        metadata = replace(metadata, extra=((front_matter.TITLE_KEY, front.title), *metadata.extra))
    if not front.subtitled:
        title, subtitle = recognizers.split_subtitle(title)
        metadata = replace(metadata, subtitle=subtitle)
    document = recognizers.assign_roles(Document(title, blocks, metadata, reader.title_lines))
    roles = reader.roles
    if roles:
        document = replace(
            document,
            blocks=tuple(
                replace(block, role=roles[index]) if index in roles and isinstance(block, Paragraph) else block
                for index, block in enumerate(document.blocks)
            ),
        )
    return document, (*front.diagnostics, *reader.diagnostics)


def _joined(blocks: Sequence[Block], said: dict[int, bool]) -> Iterator[Block]:
    """The blocks, every heading with its run_in: as a comment said, else by the mark it ends in."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading):
            yield block
            continue
        follows = index + 1 < len(blocks) and isinstance(blocks[index + 1], Paragraph)
        run_in = said.get(index, follows and block.text.endswith(comments.RUN_IN_ENDS))
        yield replace(block, run_in=True) if run_in else block


@dataclass(slots=True)
class _Reader:
    """The blocks read so far, and where in the Markdown reading stands."""

    offset: int
    """Lines before the first one."""
    own: bool
    places: list[Lines] = field(default_factory=list)
    """The source lines of every line, where they are not its own."""
    title: str = ""
    title_lines: Lines | None = None
    blocks: list[Block] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict)
    """What comments and quotations said of a paragraph, by the index of its block."""
    run_in: dict[int, bool] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    quotes: int = 0
    marker: str = ""
    """The number of a list item whose text is still to come."""
    said: str = ""
    """The name in the comment line just before."""

    def read(self, stream: Sequence[Token]) -> None:
        """Turn block tokens into blocks."""
        at = 0
        while at < len(stream):
            token = stream[at]
            match token.type:
                case "inline":
                    self._read_inline(stream[at - 1], token)
                case "table_open":
                    at = self._read_table(stream, at)
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "list_item_open":
                    self.marker = token.info + token.markup if token.info else ""
                case "bullet_list_open":
                    self._tell("DC405", token)
                case "fence" | "code_block":
                    self._read_code(token)
                case "comment":
                    self._read_comment(token)
            at += 1

    def _lines(self, token: Token) -> Lines | None:
        if not token.map:
            return None
        first, last = token.map[0] + self.offset, token.map[1] + self.offset - 1
        if not self.places:
            return Lines(first + 1, last + 1)
        while last > first and not self.places[last].last:
            last -= 1
        return Lines(self.places[first].first, self.places[last].last)

    def _tell(self, code: str, token: Token, **values: str) -> None:
        place = self._lines(token)
        self.diagnostics.append(diagnose(code, place.first if place else 0, 1, **values))

    def _read_comment(self, token: Token) -> None:
        self.said = token.content

    def _read_inline(self, opening: Token, token: Token) -> None:
        paragraphs = self._paragraphs(token)
        if opening.type == "heading_open" and not _is_underlined_sentence(opening, token.content):
            self._add_heading(opening, "".join(run.text for runs in paragraphs for run in runs))
            return
        for runs in paragraphs:
            self._add_paragraph(runs, token)

    def _add_heading(self, opening: Token, text: str) -> None:
        level = int(opening.tag[1]) - 1
        if level == 0 and not self.title and not self.blocks:
            self.title, self.title_lines = text, self._lines(opening)
            return
        if self.said in (comments.RUN_IN, comments.OWN_LINE):
            self.run_in[len(self.blocks)] = self.said == comments.RUN_IN
        self.said = ""
        self.blocks.append(Heading(min(max(level, 1), 4), text, lines=self._lines(opening)))

    def _add_paragraph(self, runs: list[Run], token: Token) -> None:
        if self.marker:
            runs = [Run(self.marker), *runs]
            self.marker = ""
        content = tuple(_merged(runs))
        if not self.own and len(content) > 1:
            content = tuple(_merged([*settle(content)]))
        if not content:
            return
        if self.quotes:
            self.roles[len(self.blocks)] = Role.QUOTE
        elif role := comments.ROLES.get(self.said):
            self.roles[len(self.blocks)] = role
        self.said = ""
        self.blocks.append(Paragraph(content, lines=self._lines(token)))

    def _read_code(self, token: Token) -> None:
        """A block of code, whose lines are paragraphs."""
        self._tell("DC408", token)
        for line in token.content.split("\n"):
            self._add_paragraph([Run(line)], token)

    def _read_table(self, stream: Sequence[Token], at: int) -> int:
        """A table from its opening token on; gives the index of its closing one."""
        opening = stream[at]
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        while stream[at].type != "table_close":
            token = stream[at]
            if token.type == "inline":
                cells.append("".join(run.text for runs in self._paragraphs(token) for run in runs))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
            at += 1
        heads = comments.read_heads(self.said)
        self.said = ""
        if heads is None and not any(rows[0]) and len(rows) > 1:
            rows, heads = rows[1:], 0
        self.blocks.append(Table(tuple(rows), 1 if heads is None else min(heads, len(rows)), self._lines(opening)))
        return at

    def _paragraphs(self, token: Token) -> list[list[Run]]:
        """The content of an inline token; a forced line break ends a paragraph."""
        children = token.children or []
        if not children:
            return [[Run(token.content)]]
        ends = set() if self.own else set(_line_ends_meant(children))
        paragraphs: list[list[Run]] = [[]]
        strong = emphasis = 0
        for index, child in enumerate(children):
            strong += child.nesting * (child.tag == "strong")
            emphasis += child.nesting * (child.tag == "em")
            if child.type == "hardbreak" or index in ends:
                paragraphs.append([])
                continue
            text = _gap(children, index) if child.type == "softbreak" else child.content
            if not self.own:
                text = _BREAK.sub(" ", text)
            paragraphs[-1].append(Run(text, strong > 0, emphasis > 0))
            self._tell_lost(token, child)
        return paragraphs

    def _tell_lost(self, token: Token, child: Token) -> None:
        """Tell of what paper cannot show: an image, and where a link leads."""
        if child.type == "image":
            self._tell("DC406", token, image=str(child.attrs.get("src", "")))
        elif child.type == "link_open" and child.info != "auto":
            self._tell("DC407", token, link=str(child.attrs.get("href", "")))


def _is_underlined_sentence(opening: Token, text: str) -> bool:
    """Whether a rule right under a sentence made a heading of it, which nobody meant."""
    return opening.markup in ("-", "=") and (len(text) > LONGEST_UNDERLINED or text.endswith((*_ENDS, "，")))


def _neighbours(children: Sequence[Token], at: int) -> tuple[str, str]:
    """The characters on either side of a line break, emphasis aside."""
    before = after = at
    while before >= 0 and not children[before].content:
        before -= 1
    while after < len(children) and not children[after].content:
        after += 1
    return (
        children[before].content[-1] if before >= 0 else "",
        children[after].content[0] if after < len(children) else "",
    )


def _gap(children: Sequence[Token], at: int) -> str:
    """What a line break inside a paragraph stands for: nothing beside Chinese, else a space."""
    before, after = _neighbours(children, at)
    return "" if _CHINESE.match(before) or _CHINESE.match(after) else " "


def _line_ends_meant(children: Sequence[Token]) -> Iterator[int]:
    """The line breaks, by index, with which somebody parted paragraphs that stand on one line each.

    A paragraph that was broken at a width has no line much shorter than the next, and none ends in a full stop.
    """
    lines = [""]
    breaks = []
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            breaks.append(index)
            lines.append("")
        else:
            lines[-1] += child.content
    longest = max(map(len, lines))
    for index, before, after in zip(breaks, lines, lines[1:], strict=False):
        short = len(before) < longest - SLACK or (len(before) < NARROW and recognizers.is_numbered(before))
        if short or before.endswith(_ENDS) or recognizers.is_numbered(after):
            yield index


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, neighbours of one emphasis together, empty ones left out."""
    if len(runs) == 1 and runs[0].text:
        yield runs[0]
        return
    filled = (run for run in runs if run.text)
    for (strong, emphasis), group in groupby(filled, key=lambda run: (run.strong, run.emphasis)):
        yield Run("".join(run.text for run in group), strong, emphasis)
