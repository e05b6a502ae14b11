"""Markdown read as documents; what a 公文 cannot show is told, and no text is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from urllib.parse import unquote

from markdown_it.token import Token

from convert import recognizers
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Image, Lines, Paragraph, Role, Run, Table
from convert.markdown import comments, front_matter
from convert.markdown.inlines import ENDS, merged, paragraphs
from convert.markdown.parser import tokens
from convert.patterns import pattern

_CALLS = pattern(r"(?:\[\^[^\]\s]{1,40}\]){1,9}$")
_SENTENCE_ENDS = ("。", "！", "？", "；", "”")
_BREAKS = ("softbreak", "hardbreak")
_FOREIGN = pattern(
    r"(?<!\\)(?:~~[^~\n]{1,80}~~|==[^=\n]{1,80}==|\${1,2}(?=[^$\n]{0,79}[\\^_={])[^$\n]{1,80}\${1,2})"
    r"|(?<![\\~])~[0-9A-Za-z+-]{1,8}~|\^[0-9A-Za-z+-]{1,8}\^"
    r"|^\[[ xX]\](?= )|^\[[^\]\[^\n]{1,40}\]:(?= )",
    re.MULTILINE,
)
"""Text struck out, marked, raised or lowered, formulas, boxes to tick, definitions of links."""
DEEPEST_LEVEL = 4
LONGEST_TOLD = 30
"""Characters of a text that a finding names."""
LONGEST_UNDERLINED = 40
"""Characters of a heading that has a rule under it instead of a hash before it."""


def parse(markdown: str, places: Sequence[Lines] = ()) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown, doconv's own or anybody's; *places* are the source lines of each line that is not empty."""
    front = front_matter.read(markdown)
    reader = _Reader(markdown.count("\n", 0, front.end), own=front.own)
    if places:
        remaining = iter(places)
        reader.places = [next(remaining) if line else Lines(0, 0) for line in markdown.split("\n")]
    reader.read(tokens(markdown[front.end :] if front.end else markdown))
    blocks = tuple(_with_run_in(reader.blocks, reader.run_in))
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


def _with_run_in(blocks: Sequence[Block], said: dict[int, bool]) -> Iterator[Block]:
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
    lists: int = 0
    marker: str = ""
    """The number of a list item whose text is still to come."""
    notes: dict[str, str] = field(default_factory=dict)
    """The footnotes that are called for, by their labels."""
    said: list[str] = field(default_factory=list)
    """The names in the comment lines just before."""

    def read(self, stream: Sequence[Token]) -> None:
        """Turn block tokens into blocks."""
        self._read_notes(stream)
        at = 0
        while at < len(stream):
            token = stream[at]
            match token.type:
                case "inline":
                    self._read_inline(stream[at - 1], token)
                case "table_open":
                    at = self._read_table(stream, at)
                case "fence" | "code_block":
                    self._read_code(token)
                case "comment":
                    self._read_comment(token)
                case "hr":
                    self._tell("DC409", token)
                case _:
                    self._follow(token)
            at += 1

    def _follow(self, token: Token) -> None:
        """Go into a quotation or a list, or out of it."""
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
                self._tell_nesting(self.quotes, token)
            case "list_item_open":
                self.marker += token.info + token.markup if token.info else ""
            case "list_item_close":
                self._add_paragraph((), token)  # the number of an item without text
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self.lists += token.nesting
                self._tell_nesting(self.lists, token)
                if token.type == "bullet_list_open":
                    self._tell("DC405", token)

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

    def _tell_nesting(self, depth: int, token: Token) -> None:
        """Tell of the first list or quotation inside another."""
        if depth == 2 and token.nesting > 0:
            self._tell("DC414", token)

    def _read_comment(self, token: Token) -> None:
        """Remember what a comment says of the next block; tell of one that says nothing of it."""
        self.said.append(token.content)
        if not comments.is_known(token.content):
            self._tell("DC411", token, text=token.content[:LONGEST_TOLD])

    def _read_inline(self, opening: Token, token: Token) -> None:
        if opening.type == "paragraph_open" and (images := _images(token)):
            self._add_images(images, token)
            return
        self._tell_lost(token)
        self._tell_marks(token)
        if opening.type == "footnote_open":
            self._add_note(opening.content, token)
            return
        notes = self.notes if self._calls(opening, token) else {}
        parts = paragraphs(token, own=self.own, notes=notes)
        if opening.type == "heading_open" and not _is_underlined_sentence(opening, token.content):
            self._add_heading(opening, _plain(parts))
            return
        for runs in parts:
            self._add_paragraph(runs, token)

    def _read_notes(self, stream: Sequence[Token]) -> None:
        """Find the footnotes that some paragraph calls for; the others stay text."""
        pairs = list(pairwise(stream))
        found = [(opening.content, token) for opening, token in pairs if opening.type == "footnote_open"]
        texts = {label: _plain(paragraphs(token, own=self.own)) for label, token in reversed(found)}
        called = {c.info for a, b in pairs if self._calls(a, b) for c in b.children or () if c.type == "call"}
        self.notes = {label: text for label, text in texts.items() if label in called and text}

    def _calls(self, opening: Token, token: Token) -> bool:
        """Whether a paragraph may call for footnotes: in somebody's Markdown a short line may become a title."""
        return opening.type == "paragraph_open" and (self.own or _CALLS.sub("", token.content).endswith(_SENTENCE_ENDS))

    def _add_note(self, label: str, token: Token) -> None:
        """A footnote where it stands: nothing, but for one that nobody calls for or that is there already."""
        text = _plain(paragraphs(token, own=self.own))
        if self.notes.get(label) != text:
            self._add_paragraph((Run(f"[^{label}]: {text}".rstrip(" ")),), token)

    def _add_heading(self, opening: Token, text: str) -> None:
        text, self.marker = self.marker + text, ""
        level = int(opening.tag[1]) - 1
        if level == 0 and not self.title and not self.blocks:
            self.title, self.title_lines = text, self._lines(opening)
            return
        if (said := self._last_said()) in (comments.RUN_IN, comments.OWN_LINE):
            self.run_in[len(self.blocks)] = said == comments.RUN_IN
        if level > DEEPEST_LEVEL:
            self._tell("DC410", opening, text=text[:LONGEST_TOLD])
        self.blocks.append(Heading(min(max(level, 1), DEEPEST_LEVEL), text, lines=self._lines(opening)))

    def _add_paragraph(self, content: tuple[Run, ...], token: Token) -> None:
        if self.marker:
            content = merged((Run(self.marker), *content))
            self.marker = ""
        if not content or not content[0].text:
            return
        role = comments.ROLES.get(self._last_said())
        if self.quotes:
            self.roles[len(self.blocks)] = Role.QUOTE
        elif role:
            self.roles[len(self.blocks)] = role
        self.blocks.append(Paragraph(content, lines=self._lines(token)))

    def _last_said(self) -> str:
        """The name in the comment line right before a block, and none for the next one."""
        last = self.said[-1] if self.said else ""
        self.said = []
        return last

    def _add_images(self, images: Sequence[Token], token: Token) -> None:
        self._add_paragraph((), token)  # the number of an item
        self.said = []
        for image in images:
            shown = _plain(paragraphs(image, own=self.own))
            titles = dict.fromkeys((shown, str(image.attrs.get("title", ""))))
            path = unquote(str(image.attrs["src"]))
            self.blocks.append(Image(path, " ".join(filter(None, titles)), self._lines(token)))

    def _read_code(self, token: Token) -> None:
        """A block of code, whose lines are paragraphs."""
        self._tell("DC408", token)
        for line in token.content.split("\n"):
            self._add_paragraph((Run(line),), token)

    def _read_table(self, stream: Sequence[Token], at: int) -> int:
        """A table from its opening token on; gives the index of its closing one."""
        opening, opened = stream[at], at
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        while stream[at].type != "table_close":
            token = stream[at]
            if token.type == "inline":
                self._tell_lost(token)
                self._tell_marks(token)
                cells.append(_plain(paragraphs(token, own=self.own)))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
            at += 1
        if any(cell.attrs for cell in stream[opened:at] if cell.type == "th_open"):
            self._tell("DC413", opening)
        heads, landscape = comments.read_heads(self.said), comments.read_landscape(self.said)
        self.said = []
        if heads is None and not any(rows[0]) and len(rows) > 1:
            rows, heads = rows[1:], 0
        heads = 1 if heads is None else min(heads, len(rows))
        self.blocks.append(Table(tuple(rows), heads, landscape, self._lines(opening)))
        return at

    def _tell_lost(self, token: Token) -> None:
        """Tell of what paper cannot show: an image, code, and where a link leads."""
        for child in token.children or ():
            if child.type == "image":
                self._tell("DC406", token, image=str(child.attrs.get("src", "")))
            elif child.type == "link_open" and child.info != "auto":
                self._tell("DC407", token, link=str(child.attrs.get("href", "")))
            elif child.type == "code_inline":
                self._tell("DC408", token)

    def _tell_marks(self, token: Token) -> None:
        """Tell of marks that other Markdown programs know, in a text that doconv did not write."""
        if not self.own and (match := _FOREIGN.search(token.content)):
            self._tell("DC412", token, text=match[0][:LONGEST_TOLD])


def _images(token: Token) -> list[Token]:
    """The images of a paragraph that holds nothing else."""
    children = [child for child in token.children or () if child.type not in _BREAKS and child.content != " "]
    return children if all(child.type == "image" for child in children) else []


def _plain(parts: list[tuple[Run, ...]]) -> str:
    return "".join(run.text for runs in parts for run in runs)


def _is_underlined_sentence(opening: Token, text: str) -> bool:
    """Whether a rule right under a sentence made a heading of it, which nobody meant."""
    return opening.markup in ("-", "=") and (len(text) > LONGEST_UNDERLINED or text.endswith((*ENDS, "，")))
