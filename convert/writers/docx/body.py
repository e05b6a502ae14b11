"""Blocks of the model as elements of a DOCX's body: copies of one prototype a role, with their text put in."""

from collections.abc import Iterator
from copy import deepcopy
from functools import partial

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from convert.compose.flow import flow
from convert.compose.hanging import Hang, hangs
from convert.compose.head import head
from convert.compose.signature import blanks, nominal_width
from convert.compose.title import title_lines
from convert.document import Document, Heading, Paragraph, Role, Run
from convert.style import Style
from convert.writers.docx.look import character_id, twips
from convert.writers.docx.table import table
from convert.writers.docx.text import Element, fill

_NO_BLANK_AFTER = f'<w:spacing {nsdecls("w")} w:after="0"/>'
_SEPARATOR = (
    f"""<w:p {nsdecls("w")}><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>"""
)
"""A paragraph a point high: Word joins two tables without one between, and wants one after the last."""


class Body:
    """The body of one document in the look of one style."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document = document
        self.style = style
        width = partial(nominal_width, autospace=style.text.autospace)
        line = style.page.characters
        self.blanks = blanks(document.blocks, width, right=style.roles[Role.ISSUERS].right, line=line)
        self.hangs = hangs(document.blocks, width, indent=style.roles[Role.ATTACHMENT_LIST].indent)
        self.prototypes = {role: _prototype(role) for role in style.roles}

    def elements(self) -> Iterator[Element]:
        """The title, the head and every block in printed order, a run-in heading and its paragraph in one."""
        above, last = "", None
        for role, element in self._parts():
            if last is not None and above in self.style.roles[role].joins:
                last[0].insert(1, parse_xml(_NO_BLANK_AFTER))
            if above == role == "table":
                yield parse_xml(_SEPARATOR)
            yield element
            above, last = role, element
        if above == "table":
            yield parse_xml(_SEPARATOR)

    def _parts(self) -> Iterator[tuple[str, Element]]:
        """Every element with its role."""
        if self.document.title:
            yield "title", self._centred("title", self.document.title)
        for role, text in head(self.document):
            yield role, self._centred(role, text)
        for at, block, lead in flow(self.document.blocks):
            if isinstance(block, Heading):
                role = f"heading{block.level}"
                yield role, self._line(role, block.text)
            elif isinstance(block, Paragraph):
                yield block.role, self._placed(at, self._paragraph(block, lead))
            elif any(block.rows):
                yield "table", table(block, self.prototypes["table"], self.style)

    def _centred(self, role: str, text: str) -> Element:
        """A title and what stands under it, in the lines of its shape (7.3.1)."""
        return self._line(role, "\n".join(title_lines(text, role, self.style)))

    def _line(self, role: str, text: str) -> Element:
        """A paragraph of one run."""
        paragraph = deepcopy(self.prototypes[role])
        fill(paragraph[-1], text)
        return paragraph

    def _paragraph(self, block: Paragraph, lead: Heading | None) -> Element:
        """A paragraph with its emphasis, after the run-in heading that shares its line."""
        if self.style.roles[block.role].align == "centre":
            return self._centred(block.role, block.text)
        if not lead and len(block.content) == 1 and not (block.content[0].strong or block.content[0].emphasis):
            return self._line(block.role, block.content[0].text)
        paragraph = deepcopy(self.prototypes[block.role])
        empty = paragraph[-1]
        paragraph.remove(empty)
        if lead:
            paragraph.append(_run(empty, lead.text, character_id(f"heading{lead.level}")))
        for run in block.content:
            paragraph.append(_run(empty, run.text, _emphasis(run)))
        return paragraph

    def _placed(self, at: int, paragraph: Element) -> Element:
        """The paragraph with the indents that its text asks for (7.3.4, 7.3.5)."""
        if at in self.blanks:
            paragraph[0].append(_right(self.blanks[at], self.style))
        elif at in self.hangs:
            paragraph[0].append(_hanging(self.hangs[at], self.style))
        return paragraph


def _prototype(role: str) -> Element:
    """An empty paragraph of a role: its style, and a run ready to be filled."""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{role}"/></w:pPr><w:r><w:t xml:space="preserve"/></w:r></w:p>'
    )


def _run(empty: Element, text: str, style: str = "") -> Element:
    """A copy of an *empty* run with its text, in a character style where it has one."""
    run = deepcopy(empty)
    fill(run, text)
    if style:
        run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rStyle w:val="{style}"/></w:rPr>'))
    return run


def _emphasis(run: Run) -> str:
    """The character style of a run; strong where it is both, for it can have but one."""
    return "strong" if run.strong else "emphasis" if run.emphasis else ""


def _right(characters: float, style: Style) -> Element:
    """A blank to the right, in twips alone: Word would round one in characters to its own."""
    return parse_xml(f'<w:ind {nsdecls("w")} w:right="{twips(characters * style.cell)}"/>')


def _hanging(hang: Hang, style: Style) -> Element:
    left, hanging = hang.others, hang.others - hang.first
    return parse_xml(
        f'<w:ind {nsdecls("w")} w:leftChars="{round(100 * left)}" w:left="{twips(left * style.cell)}"'
        f' w:hangingChars="{round(100 * hanging)}" w:hanging="{twips(hanging * style.cell)}"/>'
    )
