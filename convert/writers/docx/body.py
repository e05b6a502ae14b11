"""Blocks of the model as elements of a DOCX's body: copies of one prototype a role, with their text put in."""

from collections.abc import Sequence
from copy import deepcopy
from functools import partial

from convert.compose.flow import SIGNATURE, flow, kept, opening
from convert.compose.frame import Frame
from convert.compose.grid import docx_grid
from convert.compose.hanging import Hang, hangs
from convert.compose.head import head
from convert.compose.landscape import on_landscape_pages
from convert.compose.signature import blanks, nominal_width
from convert.compose.title import title_lines
from convert.diagnostic import Diagnostic
from convert.document import Block, Heading, Image, Paragraph, Role, Run, Table
from convert.style import Style
from convert.writers.docx.footnotes import Footnotes
from convert.writers.docx.letterhead import letterhead
from convert.writers.docx.look import character_id, twips
from convert.writers.docx.picture import Pictures
from convert.writers.docx.section import Sections
from convert.writers.docx.signing import signature
from convert.writers.docx.table import add_rows, row_lines, table
from convert.writers.docx.text import Element, element, fill, w

_NO_BLANK_AFTER = '<w:spacing w:after="0"/>'
_KEEP_NEXT = "<w:keepNext/>"
_NEXT_PAGE = "<w:pageBreakBefore/>", '<w:spacing w:before="0"/>'
"""What puts a paragraph on the next page, without a blank line above it."""
_SEPARATOR = """<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>"""
"""A paragraph a point high: Word joins two tables without one between, and wants one after the last."""


class Body:
    """The body of a document in the look of one style.

    An element is first put into the tree, then filled: lxml takes square time to move one that is full.
    """

    def __init__(
        self,
        element: Element,
        frame: Frame,
        style: Style,
        pictures: Pictures,
        footnotes: Footnotes,
        sections: Sections,
    ) -> None:
        self.element = element
        self.frame = frame
        self.document = document = frame.document
        self.style = style
        self.pictures = pictures
        self.footnotes = footnotes
        self.sections = sections
        self.picture_lines: dict[int, int] = {}
        """The heights of the pictures, by their places among the blocks."""
        self.found: list[Diagnostic] = []
        """What was wrong with the pictures that are missing."""
        width = partial(nominal_width, autospace=style.text.autospace)
        line = style.page.characters
        self.blanks = blanks(document.blocks, width, right=style.roles[Role.ISSUERS].right, line=line)
        self.hangs = hangs(document.blocks, width, indent=style.roles[Role.ATTACHMENT_LIST].indent)
        self.prototypes = {role: _prototype(role) for role in style.roles}
        self.above = ""
        """The role of the paragraph above; none where a table stands there, or where a section begins."""
        self.landscape = on_landscape_pages(document.blocks, style)
        """The places of the blocks that stand on landscape pages."""
        self.kept = kept(document.blocks)
        """The places of the blocks that stand on the page of the next one."""
        self.opening = opening(document.blocks)
        """The places of the blocks that begin a page, whatever their roles."""
        self._is_turned = 0 in self.landscape and not frame.letterhead
        self._signed = -1
        """The last block of the last signature that is written."""

    def write(self) -> None:
        """Put in the title, the head and every block in printed order, a run-in heading and its paragraph in one."""
        if known := self.frame.letterhead:
            self.element.extend(letterhead(known, self.style, docx_grid(self.style)))
        if self.document.title:
            self._centred("title", self.document.title)
        for role, text in head(self.document, numbered=known is not None and known.is_numbered):
            self._centred(role, text)
        for printed in flow(self.document.blocks):
            if (printed.at in self.landscape) != self._is_turned:
                self._end_section()
            if found := self.frame.signatures.get(printed.at):
                self._keep_with_next()
                self._signed, self.above = found.last, Role.ISSUED_ON
                self.element.extend(signature(found, self.style))
            elif printed.at > self._signed:
                self._printed(*printed)
        self._close_table()
        self.element.append(self.sections.properties(landscape=self._is_turned))

    def _end_section(self) -> None:
        """Turn the page: the last paragraph before it holds the properties of the section that it ends."""
        if len(self.element):
            self._close_table()
            paragraph = self.element[-1]
            paragraph[0].append(self.sections.properties(landscape=self._is_turned))
        self._is_turned = not self._is_turned
        self.above = ""

    def _printed(self, at: int, block: Block, lead: Heading | None) -> None:
        if isinstance(block, Heading):
            fill(self._paragraph(f"heading{block.level}")[-1], block.text)
        elif isinstance(block, Paragraph):
            self._block(at, block, lead)
        elif isinstance(block, Image):
            self._image(at, block)
        elif any(block.rows):
            self._table(block)
        if at in self.opening:
            for place, xml in enumerate(_NEXT_PAGE, 1):
                self.element[-1][0].insert(place, element(xml))
        if at in self.kept:
            self.element[-1][0].insert(1, element(_KEEP_NEXT))

    def _paragraph(self, role: str) -> Element:
        """One more paragraph, its only run empty."""
        if self.above in self.style.roles[role].joins:
            self.element[-1][0].insert(1, element(_NO_BLANK_AFTER))
        paragraph = deepcopy(self.prototypes[role])
        self.element.append(paragraph)
        self.above = role
        return paragraph

    def _keep_with_next(self) -> None:
        """Let no page end part the last paragraph from a signature's next one (7.3.5.5)."""
        if self.above and self.style.signature.with_text:
            self.element[-1][0].insert(1, element(_KEEP_NEXT))

    def _centred(self, role: str, text: str) -> None:
        """A title and what stands under it, in the lines of its shape (7.3.1)."""
        fill(self._paragraph(role)[-1], "\n".join(title_lines(text, role, self._page_style)))

    def _block(self, at: int, block: Paragraph, lead: Heading | None) -> None:
        """A paragraph with its emphasis and indents, after the run-in heading that shares its line."""
        if self.style.roles[block.role].align == "centre" and not any(run.note for run in block.content):
            self._centred(block.role, block.text)
            return
        if block.role in SIGNATURE:
            self._keep_with_next()
        paragraph = self._paragraph(block.role)
        if at in self.blanks:
            paragraph[0].append(_right(self.blanks[at], self.style))
        elif at in self.hangs:
            paragraph[0].append(_hanging(self.hangs[at], self.style))
        runs = [(run.text, _emphasis(run), run.note) for run in block.content]
        if lead:
            runs.insert(0, (lead.text, character_id(f"heading{lead.level}"), ""))
        empty = paragraph[-1]
        for _ in runs[1:]:
            paragraph.append(deepcopy(empty))
        for run, (text, name, note) in zip(list(paragraph.iterchildren(empty.tag)), runs, strict=False):
            fill(run, text)
            if note:
                run.addnext(self.footnotes.add(note))
            if name:
                run.insert(0, element(f'<w:rPr><w:rStyle w:val="{name}"/></w:rPr>'))

    def _image(self, at: int, block: Image) -> None:
        """A picture in a paragraph a whole number of lines high; its description where it cannot be shown."""
        shown = self.pictures.element(block)
        if not isinstance(shown, Diagnostic):
            self._paragraph("image")
            picture, self.picture_lines[at] = shown
            self.element.replace(self.element[-1], picture)
            return
        self.found.append(shown)
        if block.text:
            self._centred("image", block.text)
            self.picture_lines[at] = 1

    def _table(self, block: Table) -> None:
        self._close_table()
        empty = table(block, self._page_style)
        self.element.append(empty)
        add_rows(empty, block, self.prototypes["table"])
        self.above = ""

    def heights(self, at: int, block: Image | Table) -> Sequence[int]:
        """The lines of a picture, or of each row of a table, that has been written."""
        if isinstance(block, Table):
            style = self.sections.turned if at in self.landscape else self.style
            return row_lines(block, style) if any(block.rows) else ()
        return (self.picture_lines[at],) if at in self.picture_lines else ()

    @property
    def _page_style(self) -> Style:
        """The style of the pages that are being written."""
        return self.sections.turned if self._is_turned else self.style

    def _close_table(self) -> None:
        if len(self.element) and self.element[-1].tag == w("tbl"):
            self.element.append(element(_SEPARATOR))


def _prototype(role: str) -> Element:
    """An empty paragraph of a role: its style, and a run ready to be filled."""
    return element(f'<w:p><w:pPr><w:pStyle w:val="{role}"/></w:pPr><w:r><w:t xml:space="preserve"/></w:r></w:p>')


def _emphasis(run: Run) -> str:
    """The character style of a run; strong where it is both, for it can have but one."""
    return "strong" if run.strong else "emphasis" if run.emphasis else ""


def _right(characters: float, style: Style) -> Element:
    """A blank to the right, in twips alone: Word would round one in characters to its own."""
    return element(f'<w:ind w:right="{twips(characters * style.cell)}"/>')


def _hanging(hang: Hang, style: Style) -> Element:
    left, hanging = hang.others, hang.others - hang.first
    return element(
        f'<w:ind w:leftChars="{round(100 * left)}" w:left="{twips(left * style.cell)}"'
        f' w:hangingChars="{round(100 * hanging)}" w:hanging="{twips(hanging * style.cell)}"/>'
    )
