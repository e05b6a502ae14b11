"""Markdown read as documents; what a 公文 cannot show is told, and no text is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from convert import recognizers
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Image, Lines, Paragraph, Role, Run, Table
from convert.markdown import comments, front_matter, plain, unshown
from convert.markdown.inlines import ENDS, merged, paragraphs
from convert.patterns import pattern

if TYPE_CHECKING:
    from markdown_it.token import Token

    from convert.markdown.plain import Line

_CALLS = pattern(r"(?:\[\^[^\]\s]{1,40}\]){1,9}$")
_SENTENCE_ENDS = ("。", "！", "？", "；", "”")
_PASSED = frozenset(("paragraph_open", "paragraph_close", "heading_open", "heading_close"))
_BREAKS = ("softbreak", "hardbreak")
DEEPEST_LEVEL = 4
LONGEST_UNDERLINED = 40
"""Characters of a heading that has a rule under it instead of a hash before it."""


def parse(markdown: str, places: Sequence[Lines] = ()) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown, doconv's own or anybody's; *places* are the source lines of each line that is not empty."""
    front = front_matter.read(markdown)
    reader = _Reader(markdown.count("\n", 0, front.end), own=front.own)
    if places:
        remaining = iter(places)
        reader.places = [next(remaining) if line else Lines(0, 0) for line in markdown.split("\n")]
    reader.read(markdown[front.end :] if front.end else markdown)
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
        yield Heading(block.level, block.text, True, block.lines) if run_in else block


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

    def read(self, markdown: str) -> None:
        """Turn Markdown into blocks."""
        lines = plain.lines(markdown)
        if lines is not None:
            for line in lines:
                self._read_inline(line)
            return
        from convert.markdown.parser import tokens

        self._read_tokens(tokens(markdown))

    def _read_tokens(self, stream: list["Token"]) -> None:
        """Turn block tokens into blocks; every token is let go when it is read."""
        self._read_notes(stream)
        stream.reverse()
        while stream:
            token = stream.pop()
            if token.type == "inline":
                self._read_inline(token)
            elif token.type == "table_open":
                self._read_table(token, stream)
            elif token.type not in _PASSED:
                self._follow(token)

    def _follow(self, token: "Token") -> None:
        """Read what is no text, and go into a quotation or a list, or out of it."""
        match token.type:
            case "fence" | "code_block":
                self._read_code(token)
            case "comment":
                self._read_comment(token)
            case "hr":
                self._tell("DC409", token)
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

    def _lines(self, token: "Token | Line") -> Lines | None:
        if not token.map:
            return None
        first, last = token.map[0] + self.offset, token.map[1] + self.offset - 1
        if not self.places:
            return Lines(first + 1, last + 1)
        while last > first and not self.places[last].last:
            last -= 1
        return Lines(self.places[first].first, self.places[last].last)

    def _tell(self, code: str, token: "Token | Line", **values: str) -> None:
        place = self._lines(token)
        self.diagnostics.append(diagnose(code, place.first if place else 0, 1, **values))

    def _tell_unshown(self, token: "Token | Line") -> None:
        for code, values in unshown.in_text(token):
            self._tell(code, token, **values)
        if not self.own:
            for code, values in unshown.foreign(token.content):
                self._tell(code, token, **values)

    def _tell_nesting(self, depth: int, token: "Token") -> None:
        """Tell of the first list or quotation inside another."""
        if depth == 2 and token.nesting > 0:
            self._tell("DC414", token)

    def _read_comment(self, token: "Token") -> None:
        """Remember what a comment says of the next block; tell of one that says nothing of it."""
        self.said.append(token.content)
        if not comments.is_known(token.content):
            self._tell("DC411", token, text=token.content[: unshown.LONGEST_TOLD])

    def _read_inline(self, token: "Token | Line") -> None:
        if token.children and token.tag == "p" and (images := _images(token)):
            self._add_images(images, token)
            return
        self._tell_unshown(token)
        if token.tag == "footnote":
            self._add_note(token)
            return
        notes = self.notes if self.notes and self._calls(token) else {}
        parts = paragraphs(token, own=self.own, notes=notes)
        if token.tag != "p" and not _is_underlined_sentence(token):
            self._add_heading(token, _plain(parts))
            return
        for runs in parts:
            self._add_paragraph(runs, token)

    def _read_notes(self, stream: Sequence["Token"]) -> None:
        """Find the footnotes that some paragraph calls for; the others stay text."""
        found = [token for token in stream if token.tag == "footnote"]
        if not found:
            return
        texts = {token.info: _plain(paragraphs(token, own=self.own)) for token in reversed(found)}
        calling = (token for token in stream if token.children and self._calls(token))
        called = {child.info for token in calling for child in token.children or () if child.type == "call"}
        self.notes = {label: text for label, text in texts.items() if label in called and text}

    def _calls(self, token: "Token | Line") -> bool:
        """Whether a paragraph may call for footnotes: in somebody's Markdown a short line may become a title."""
        return token.tag == "p" and (self.own or _CALLS.sub("", token.content).endswith(_SENTENCE_ENDS))

    def _add_note(self, token: "Token | Line") -> None:
        """A footnote where it stands: nothing, but for one that nobody calls for or that is there already."""
        text = _plain(paragraphs(token, own=self.own))
        if self.notes.get(token.info) != text:
            self._add_paragraph((Run(f"[^{token.info}]: {text}".rstrip(" ")),), token)

    def _add_heading(self, token: "Token | Line", text: str) -> None:
        text, self.marker = self.marker + text, ""
        level = int(token.tag[1]) - 1
        if level == 0 and not self.title and not self.blocks:
            self.title, self.title_lines = text, self._lines(token)
            return
        if (said := self._last_said()) in (comments.RUN_IN, comments.OWN_LINE):
            self.run_in[len(self.blocks)] = said == comments.RUN_IN
        if level > DEEPEST_LEVEL:
            self._tell("DC410", token, text=text[: unshown.LONGEST_TOLD])
        self.blocks.append(Heading(min(max(level, 1), DEEPEST_LEVEL), text, lines=self._lines(token)))

    def _add_paragraph(self, content: tuple[Run, ...], token: "Token | Line") -> None:
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

    def _add_images(self, images: Sequence["Token"], token: "Token | Line") -> None:
        self._add_paragraph((), token)  # the number of an item
        self.said = []
        for image in images:
            shown = _plain(paragraphs(image, own=self.own))
            titles = dict.fromkeys((shown, str(image.attrs.get("title", ""))))
            path = unquote(str(image.attrs["src"]))
            self.blocks.append(Image(path, " ".join(filter(None, titles)), self._lines(token)))

    def _read_code(self, token: "Token") -> None:
        """A block of code, whose lines are paragraphs."""
        self._tell("DC408", token)
        for line in token.content.split("\n"):
            self._add_paragraph((Run(line),), token)

    def _read_table(self, opening: "Token", stream: list["Token"]) -> None:
        """A table after its opening token, up to its closing one."""
        inside: list[Token] = []
        while (token := stream.pop()).type != "table_close":
            inside.append(token)
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        for token in inside:
            if token.type == "inline":
                self._tell_unshown(token)
                cells.append(_plain(paragraphs(token, own=self.own)))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        for code, values in unshown.in_table(inside):
            self._tell(code, opening, **values)
        heads, landscape = comments.read_heads(self.said), comments.read_landscape(self.said)
        self.said = []
        if heads is None and not any(rows[0]) and len(rows) > 1:
            rows, heads = rows[1:], 0
        heads = 1 if heads is None else min(heads, len(rows))
        self.blocks.append(Table(tuple(rows), heads, landscape, self._lines(opening)))


def _images(token: "Token | Line") -> list["Token"]:
    """The images of a paragraph that holds nothing else."""
    children = [child for child in token.children or () if child.type not in _BREAKS and child.content != " "]
    return children if all(child.type == "image" for child in children) else []


def _plain(parts: list[tuple[Run, ...]]) -> str:
    return "".join(run.text for runs in parts for run in runs)


def _is_underlined_sentence(token: "Token | Line") -> bool:
    """Whether a rule right under a sentence made a heading of it, which nobody meant."""
    text = token.content
    return token.markup in ("-", "=") and (len(text) > LONGEST_UNDERLINED or text.endswith((*ENDS, "，")))
