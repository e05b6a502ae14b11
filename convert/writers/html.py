"""Document → HTML: a page for a browser, and the same page with its lines broken, which becomes the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise

from convert.compose.calls import call
from convert.compose.columns import column_widths
from convert.compose.flow import Printed, flow, kept, opening
from convert.compose.frame import frame
from convert.compose.grid import TYPICAL, Ink, pdf_grid
from convert.compose.hanging import hangs
from convert.compose.head import head
from convert.compose.imprint import too_high
from convert.compose.landscape import on_landscape_pages, turned
from convert.compose.pages import Item, Plan
from convert.compose.printable import printable
from convert.compose.properties import author, day
from convert.compose.setting import Piece, Setting
from convert.compose.signature import blanks, nominal, nominal_width
from convert.compose.title import plain, title_lines
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Heading, Image, Paragraph, Role, Table
from convert.fonts import FontFile
from convert.style import Style
from convert.writers import Resources, Written, css, screen
from convert.writers.pictures import Gallery, Picture
from convert.writers.pieces import emphasis_name, in_paragraphs, join
from convert.writers.placed import ImprintBlock, letterhead_block, signature_block

_TAGS = {"title": "h1", "heading1": "h2", "heading2": "h3", "heading3": "h4", "heading4": "h5"}
_MOST_LINES = 200
"""Lines of one element of HTML."""
_TALL = 10
"""Lines of a table's row from which it may be parted by the end of a page."""
_KEPT = "break-inside:avoid;break-after:avoid"
"""What puts an element on the page of the next one."""
_NEXT_PAGE = "break-before:page;margin-top:0"
"""What puts an element on the next page, without a blank line above it."""
_BESIDE_NOTES = 2
"""Lines of a page that its footnotes cannot take: one that calls for them, and what is around them."""
_EMPHASIS = {"strong": "strong", "emphasis": "em"}


def write(document: Document, style: Style, resources: Resources) -> Written:
    """One file that a browser shows, its lines left to the browser, its pictures in it: it can be sent as it is."""
    document = printable(document)
    body = Body(document, style, gallery=Gallery(resources.folder, resources.limits))
    written = page(document, css.for_screen(style), "\n".join(body.elements())).encode()
    return Written(written, diagnostics=tuple(body.found))


def page(document: Document, sheet: str, body: str) -> str:
    """A whole page, with what is known of the document in its head."""
    dated = day(document)
    metas = {"author": author(document), "dcterms.created": dated.isoformat() if dated else ""}
    about = [f'<meta name="{name}" content="{escape(value)}"/>' for name, value in metas.items() if value]
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8"/>',
            f"<title>{escape(_named(document))}</title>",
            *about,
            *([f"<style>\n{sheet}\n</style>"] if sheet else []),
            f"</head>\n<body>\n{body}\n</body>\n</html>\n",
        )
    )


def _named(document: Document) -> str:
    """What a reader's window calls a document: its title, else its mark, else how it begins (PDF/UA wants a name)."""
    texts = (block.text for block in document.blocks if isinstance(block, Heading | Paragraph) and block.text)
    return plain(document.title or "、".join(document.metadata.masthead) or next(texts, "")[:_NAME])


_NAME = 30
"""Characters of a text's beginning that stand for its title."""


class Body:
    """The elements of one document; with a *setting* their lines are broken and their fonts named."""

    def __init__(
        self,
        document: Document,
        style: Style,
        setting: Setting | None = None,
        gallery: Gallery | None = None,
        ink: Ink = TYPICAL,
        ends: Sequence[tuple[int, ...]] = (),
    ) -> None:
        self.grid = pdf_grid(style)
        self.frame = frame(document, style, self.grid, setting.width if setting else nominal(style), ink)
        """What stands around the text; *ink* is that of the mark."""
        self.document = document = self.frame.document
        self.imprint = (
            ImprintBlock(self.frame.imprint, style, self.grid, setting) if setting and self.frame.imprint else None
        )
        self.style = style
        self.setting = setting
        self.used: dict[FontFile, None] = {}
        """Every font that the text has needed so far, in order."""
        self.items: list[Item] = []
        """Every block as it is set, in order; what the pages are foretold from."""
        self._ends = ends
        """The places in each of them at which a page is to end; empty where WeasyPrint finds those by itself."""
        self._source_line = 0
        self.characters: dict[str, set[str]] = {}
        """Face → every character that is set in it."""
        self.notes: list[str] = []
        """The footnotes so far, each with its mark."""
        self._broken_notes: dict[str, list[list[Piece]]] = {}
        """The lines of each."""
        self._in_text: list[str] = []
        """Those of the paragraph in work that no page holds under it."""
        self.gallery = gallery or Gallery()
        self.pictures: dict[str, Picture] = {}
        """Every picture on paper by its address in the page."""
        self.found: list[Diagnostic] = list(self.frame.diagnostics) if setting else []
        """What was wrong with those that are missing."""
        if self.imprint:
            self.found += too_high(self.imprint.lines, style)
        self.landscape = on_landscape_pages(document.blocks, style) if setting else frozenset()
        """The places of the blocks that stand on landscape pages."""
        self._is_turned = False
        self.kept = kept(document.blocks)
        self.opening = opening(document.blocks) if setting else frozenset()
        """The places of the blocks that begin a page, whatever their roles."""
        self._signed = -1
        """The last block of the last signature that is set."""
        width = setting.cells if setting else nominal_width
        line = style.page.characters
        self.blanks = blanks(document.blocks, width, right=style.roles[Role.ISSUERS].right, line=line)
        self.hangs = hangs(document.blocks, width, indent=style.roles[Role.ATTACHMENT_LIST].indent)

    def elements(self) -> Iterator[str]:
        """The 版头, the title, the head and every block in printed order, a run-in heading and its paragraph in one."""
        yield from self._letterhead()
        yield from self._turned(self._head(), landscape=0 in self.landscape and not self.frame.letterhead)
        for landscape, group in groupby(flow(self.document.blocks), lambda printed: printed.at in self.landscape):
            yield from self._turned(map(self._printed, group), landscape=landscape)
        if not self.setting:
            yield from (self._whole("footnote", [Piece(note, "footnote")]) for note in self.notes)
            yield from screen.imprint(self.frame.imprint) if self.frame.imprint else ()

    def _head(self) -> Iterator[str]:
        """The title and what stands under it."""
        if self.document.title:
            yield self._centred("title", self.document.title)
        known = self.frame.letterhead
        for role, text in head(self.document, numbered=known is not None and known.is_numbered):
            yield self._centred(role, text)

    def _printed(self, printed: Printed) -> str:
        at, block, lead = printed
        lines = (lead or block).lines
        self._source_line = lines.first if lines else 0
        if self.setting and (signature := self.frame.signatures.get(at)):
            self._signed = signature.last
            self._note(Role.ISSUERS, [signature.lines], spaced=True)
            return signature_block(signature, self.style, self._pieces)
        return self._block(at, block, lead) if at > self._signed else ""

    def _turned(self, elements: Iterator[str], *, landscape: bool) -> Iterator[str]:
        """The *elements*, made while the page is the one that they stand on."""
        if not landscape or not self.setting:
            yield from elements
            return
        upright = self.style, self.setting
        self.style = turned(self.style, self.style.pdf.pitch)
        self.setting, self._is_turned = replace(self.setting, style=self.style), True
        yield f'<div class="{css.LANDSCAPE}">{"".join(elements)}</div>'
        (self.style, self.setting), self._is_turned = upright, False

    def _letterhead(self) -> Iterator[str]:
        """The 版头, where there is one."""
        if not (head := self.frame.letterhead):
            return
        if self.setting:
            top = css.text_top(self.style, self.setting.fonts)
            self._note("masthead", [head.lines])
            yield letterhead_block(head, self.style, self.grid, top, self._pieces)
        else:
            yield from screen.letterhead(head)

    def imprint_element(self, plan: Plan) -> str:
        """The 版记 after all the rest, as it is planned; "" where there is none."""
        if not self.imprint or not self.setting:
            return ""
        page = self.style.page
        foot = css.text_bottom(self.style, self.setting.fonts) - page.head - page.type_area_height
        return self.imprint.html(plan, foot, self._pieces)

    def _block(self, index: int, block: Block, heading: Heading | None) -> str:
        if isinstance(block, Table):
            return self._table(block) if block.rows and block.rows[0] else ""
        if isinstance(block, Image):
            return self._image(block)
        if isinstance(block, Heading):
            role = f"heading{block.level}"
            return self._element(role, [Piece(block.text, role)], keeps=index in self.kept)
        if self.style.roles[block.role].align == "centre" and not any(run.note for run in block.content):
            return self._centred(block.role, block.text, keeps=index in self.kept, opens=index in self.opening)
        pieces = list(self._called(block))
        if heading:
            pieces.insert(0, Piece(heading.text, f"heading{heading.level}"))
        place, indents = self._placed(index)
        elements = [
            self._element(block.role, part, place, indents, opens=index in self.opening and not number)
            for number, part in enumerate(in_paragraphs(pieces))
        ]
        elements += [self._element(Role.BODY, [Piece(note, Role.BODY)]) for note in self._in_text]
        self._in_text = []
        return "\n".join(elements)

    def _called(self, block: Paragraph) -> Iterator[Piece]:
        """The runs of a paragraph, and after each the call for its footnote.

        A footnote that no page holds is to follow as a paragraph: DC736, for the renderer would lose what is too much.
        """
        for run in block.content:
            yield Piece(run.text, block.role, emphasis_name(run.strong, run.emphasis))
            if not run.note:
                continue
            mark = call(len(self.notes) + 1)
            self.notes.append(mark + run.note)
            lines = len(self._note_lines(self.notes[-1])) if self.setting else 0
            fits = lines * self.style.roles["footnote"].pitch <= self.style.page.lines - _BESIDE_NOTES
            if not fits:
                self._in_text.append(self.notes[-1])
                self.found.append(diagnose("DC736", self._source_line, mark=mark, lines=lines))
            yield Piece(mark, block.role, note=self.notes[-1] if fits else "")

    def _footnote(self, note: str) -> str:
        """A footnote inside the line that calls for it, from where it goes to the foot of the page."""
        if not self.setting:
            return ""
        return f'<span class="footnote">{self._pieces("footnote", join(self._note_lines(note)))}</span>'

    def _note_lines(self, note: str) -> list[list[Piece]]:
        """A footnote in its lines."""
        assert self.setting
        if note not in self._broken_notes:
            indents = self.style.roles["footnote"].indent, 0.0
            self._broken_notes[note] = self.setting.lines([Piece(note, "footnote")], indents)
        return self._broken_notes[note]

    def _centred(self, role: str, text: str, *, keeps: bool = False, opens: bool = False) -> str:
        """A title and what stands under it, shaped; it *keeps* to the page of what follows, or *opens* one."""
        text = "".join(text.split("\n"))
        lines = self.setting.shaped(text, role) if self.setting else title_lines(text, role, self.style)
        ends = self._page_ends()
        self._note(role, [1] * len(lines), keeps=keeps, opens=opens)
        place = ";".join([_KEPT] * keeps + [_NEXT_PAGE] * opens)
        return self._parts(role, [[Piece(line, role)] for line in lines], place, plain(text), ends)

    def _image(self, block: Image) -> str:
        """A picture in a box a whole number of lines high; its description where it cannot be shown."""
        picture = self.gallery.picture(block)
        if isinstance(picture, Diagnostic):
            self.found.append(picture)
            return self._centred("image", block.text) if block.text else ""
        text = escape(block.text)
        if not self.setting:
            return f'<p class="image"><img src="{picture.data_uri}" alt="{text}"/></p>'
        pitch = self.style.pdf.pitch
        width, height, lines = picture.fitted(self.style, pitch)
        self._note("image", [lines])
        address = f"picture:{len(self.pictures)}"
        self.pictures[address] = picture
        blank = (lines * pitch - height) / 2
        return (
            f'<div class="image" style="padding:{blank:.3f}pt 0;height:{height:.3f}pt"><img src="{address}"'
            f' alt="{text}" style="width:{width:.3f}pt;height:{height:.3f}pt;margin:0 auto"/></div>'
        )

    def _placed(self, index: int) -> tuple[str, tuple[float, float] | None]:
        """The declarations that put a paragraph in its place, and its indents in 字 (7.3.4, 7.3.5)."""
        cell = self.style.cell
        if index in self.hangs:
            first, others = self.hangs[index].first, self.hangs[index].others
            place = f"padding-left:{others * cell:.4f}pt;text-indent:{(first - others) * cell:.4f}pt"
            solid = f";--solid:{self.hangs[index].label}" if self.setting else ""
            return place + solid, (first, others)
        if index in self.blanks:
            return f"padding-right:{self.blanks[index] * cell:.4f}pt", None
        return "", None

    def _element(
        self,
        role: str,
        pieces: list[Piece],
        place: str = "",
        indents: tuple[float, float] | None = None,
        *,
        keeps: bool = False,
        opens: bool = False,
    ) -> str:
        place = ";".join([_KEPT] * keeps or [_NEXT_PAGE] * opens or [place])
        if self.setting:
            lines = self.setting.lines(pieces, indents or (self.style.roles[role].indent, 0.0))
            last_line = "".join(piece.text for piece in lines[-1]) if lines else ""
            ends = self._page_ends()
            self._note(role, [1] * len(lines), last_line=last_line, feet=self._feet(lines), keeps=keeps, opens=opens)
            label = "".join(piece.text for piece in pieces if piece.role == pieces[0].role)
            return self._parts(role, lines, place, label, ends)
        return self._whole(role, pieces, place)

    def _parts(
        self, role: str, lines: Sequence[Sequence[Piece]], place: str, label: str, ends: Sequence[int] = ()
    ) -> str:
        """A paragraph as one element; as several where it is very long, and where it is parted by the *ends* of pages.

        WeasyPrint copies what is left of an element at every line.
        """
        parts = []
        starts = sorted({0, *range(0, len(lines), _MOST_LINES), *ends})
        for start, end in pairwise([*starts, len(lines)]):
            rules = [place] * bool(place) + [_NEXT_PAGE] * (start in ends)
            rules += ["text-indent:0;--solid:0"] * bool(start) + ["--goes-on:1"] * (end < len(lines))
            parts.append(self._whole(role, join(lines[start:end]), ";".join(rules), label if not start else ""))
        return "\n".join(parts)

    def _feet(self, lines: Sequence[Sequence[Piece]]) -> tuple[float, ...]:
        """What the footnotes of each line take of its page, in 行."""
        pitch = self.style.roles["footnote"].pitch
        feet = [sum(len(self._note_lines(piece.note)) for piece in line if piece.note) * pitch for line in lines]
        return tuple(feet) if any(feet) else ()

    def _note(
        self,
        role: str,
        heights: Sequence[int],
        repeated: int = 0,
        last_line: str = "",
        feet: tuple[float, ...] = (),
        *,
        keeps: bool = False,
        spaced: bool = False,
        opens: bool = False,
    ) -> None:
        """Keep what a block takes of its page."""
        source, turned = self._source_line, self._is_turned
        self.items.append(Item(role, tuple(heights), repeated, last_line, source, feet, keeps, turned, spaced, opens))

    def _page_ends(self) -> Sequence[int]:
        """The places in the block that is kept next at which a page is to end."""
        return self._ends[len(self.items)] if self._ends else ()

    def _whole(self, role: str, pieces: Sequence[Piece], place: str = "", label: str = "") -> str:
        """An element whose lines are as they will be."""
        # A heading that runs in stands in a div: no paragraph of HTML may hold it.
        tag = "div" if pieces and pieces[0].role != role else _TAGS.get(role, "p")
        attributes = self._label(tag, label) + (f' style="{place}"' if place else "")
        return f'<{tag} class="{role}"{attributes}>{self._pieces(role, pieces, label)}</{tag}>'

    def _label(self, tag: str, text: str) -> str:
        """What the outline calls a heading, whose own text has line ends in it."""
        return f' title="{escape(text)}"' if self.setting and tag in _TAGS.values() else ""

    def _pieces(self, role: str, pieces: Sequence[Piece], label: str = "") -> str:
        """The text of an element; *label* is what the outline calls a heading that runs in."""
        parts = []
        for piece in pieces:
            inner = self._in_fonts(piece)
            if piece.role != role:
                tag = _TAGS[piece.role]
                inner = f'<{tag} class="{piece.role} run-in"{self._label(tag, label)}>{inner}</{tag}>'
            elif piece.emphasis:
                inner = f"<{_EMPHASIS[piece.emphasis]}>{inner}</{_EMPHASIS[piece.emphasis]}>"
            parts.append(self._footnote(piece.note) + inner if piece.note else inner)
        return "".join(parts)

    def _in_fonts(self, piece: Piece) -> str:
        """A text with a span around every part that the body's own font at its size does not set."""
        if not self.setting:
            return f"<sup>{escape(piece.text)}</sup>" if piece.note else escape(piece.text)
        body, size = self.style.roles[Role.BODY], self.style.roles[piece.role].size
        around = size if piece.role == "table" else body.size
        face = self.setting.face(piece)
        self.characters.setdefault(face, set()).update(piece.text)
        parts = []
        for text, rank in self.setting.fonts.stretches(face, piece.text):
            font = self.setting.fonts.chains[face][rank]
            self.used[font] = None
            classes = [css.font_class(font)] if rank or face != body.face else []
            classes += [css.role_class(piece.role)] if size != around else []
            inner = escape(text)
            if piece.note:
                inner = f'<span class="{css.CALL}">{inner}</span>'
            parts.append(f'<span class="{" ".join(classes)}">{inner}</span>' if classes else inner)
        return "".join(parts)

    def _table(self, block: Table) -> str:
        """A table whose rows are a whole number of lines high."""
        widths = self._columns(block)
        heights: list[int] = []
        ends = self._page_ends()
        head = "".join(self._row(row, widths, heights, ends) for row in block.rows[: block.heads])
        headed = len(heights)
        rest = "".join(self._row(row, widths, heights, ends) for row in block.rows[block.heads :])
        # Of a head that has no room on a page beside each row WeasyPrint would print nothing.
        repeats = sum(heights[:headed]) + max(heights[headed:], default=0) < self.style.page.lines
        if heights:
            self._note("table", heights, repeated=sum(heights[:headed]) if repeats else 0)
        place = f' style="{_NEXT_PAGE}"' if 0 in ends else ""
        once = "" if repeats else ' style="display:table-row-group"'
        columns = "".join(f'<col style="width:{width:.3f}pt"/>' for width in widths)
        return (
            f'<table class="table"{place}>{columns}{f"<thead{once}>{head}</thead>" if head else ""}'
            f"{f'<tbody>{rest}</tbody>' if rest else ''}</table>"
        )

    def _columns(self, block: Table) -> list[float]:
        """The width of each column in points; none where that is the browser's affair."""
        if not self.setting:
            return []
        columns = [[self._natural(cell) for cell in column] for column in zip(*block.rows, strict=True)]
        size = self.style.roles["table"].size
        return column_widths(columns, self.style.page.type_area_width, character=size, padding=2 * self._padding)

    def _natural(self, cell: str) -> float:
        """How wide the text of a cell would be on one line."""
        assert self.setting
        return max(self.setting.width(line, "table") for line in cell.split("\n"))

    @property
    def _padding(self) -> float:
        """The blank on either side of a cell, in points: half a character."""
        return self.style.roles["table"].size / 2

    def _row(self, row: Sequence[str], widths: Sequence[float], heights: list[int], ends: Sequence[int]) -> str:
        if not self.setting:
            return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        cells, height = [], 1
        for text, width in zip(row, widths, strict=True):
            lines = []
            for part in text.split("\n"):
                lines += self.setting.lines([Piece(part, "table")], (0.0, 0.0), width - 2 * self._padding)
            height = max(height, len(lines))
            cells.append(f"<td>{self._pieces('table', join(lines))}</td>")
        name = "" if heights else ' class="first"'
        rules = f"height:{height * self.style.pdf.pitch:.3f}pt"
        if height > _TALL:
            rules = "break-inside:auto"  # its pages are off the grid by a rule's thickness a line
        if heights and len(heights) in ends:
            rules += ";break-before:page"
        heights += [height] if height <= _TALL else [1] * height
        return f'<tr{name} style="{rules}">{"".join(cells)}</tr>'
