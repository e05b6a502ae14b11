"""How many lines each block takes by nominal widths: from that a writer without fonts foretells its pages."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from convert.compose.breaker import break_lines
from convert.compose.flow import Printed, flow, kept, opening
from convert.compose.frame import Frame
from convert.compose.hanging import hangs
from convert.compose.head import head
from convert.compose.landscape import on_landscape_pages, turned
from convert.compose.pages import Item
from convert.compose.signature import nominal_width
from convert.compose.title import title_lines
from convert.document import Heading, Image, Paragraph, Role, Table
from convert.hanzi import display_width
from convert.style import Points, Style

Heights = Callable[[int, Image | Table], Sequence[int]]
"""The lines of a picture, or of each row of a table, by its place and itself; none where nothing is printed."""


def items(frame: Frame, style: Style, heights: Heights) -> Iterator[Item]:
    """Every block of a document as it is set inside its frame, the 版头 first; without the 版记."""
    document, known = frame.document, frame.letterhead
    if known:
        yield Item("masthead", (known.lines,))
    if document.title:
        yield _centred("title", document.title, style)
    for role, text in head(document, numbered=known is not None and known.is_numbered):
        yield _centred(role, text, style)
    width = partial(nominal_width, autospace=style.text.autospace)
    hanging = hangs(document.blocks, width, indent=style.roles[Role.ATTACHMENT_LIST].indent)
    wide, keeping = on_landscape_pages(document.blocks, style), kept(document.blocks)
    opens = opening(document.blocks)
    landscape = turned(style, style.pdf.pitch)
    signed = -1
    for printed in flow(document.blocks):
        at, block, _ = printed
        if signature := frame.signatures.get(at):
            signed = signature.last
            yield Item(Role.ISSUERS, (signature.lines,), spaced=True)
        elif at > signed and isinstance(block, Image | Table):
            if lines := tuple(heights(at, block)):
                repeated = sum(lines[: block.heads]) if isinstance(block, Table) else 0
                yield Item("table" if isinstance(block, Table) else "image", lines, repeated, landscape=at in wide)
        elif at > signed:
            hang = hanging.get(at)
            indents = (hang.first, hang.others) if hang else None
            item = _text(printed, indents, landscape if at in wide else style)
            yield item._replace(keeps=at in keeping, landscape=at in wide, opens=at in opens)


def line_count(text: str, role: str, style: Style, measure: Points, indents: tuple[float, float] = (0.0, 0.0)) -> int:
    """How many lines a text takes in a role, *indents* in 字; every line that its author ends counts."""
    size, cell = style.roles[role].size, style.cell
    count = 0
    for part in text.split("\n"):
        advances = [display_width(character) / 2 * size for character in part]
        where = (indents[0] * cell, indents[1] * cell)
        count += 1 + len(break_lines(part, advances, measure, size=size, tracking=style.text.tracking, indents=where))
    return count


def _centred(role: str, text: str, style: Style) -> Item:
    return Item(role, (1,) * len(title_lines("".join(text.split("\n")), role, style)))


def _text(printed: Printed, indents: tuple[float, float] | None, style: Style) -> Item:
    """A heading or a paragraph; what its footnotes take is reckoned with its last line."""
    _, block, lead = printed
    assert isinstance(block, Heading | Paragraph)
    role = f"heading{block.level}" if isinstance(block, Heading) else str(block.role)
    look, width = style.roles[role], style.page.type_area_width
    notes = [run.note for run in block.content if run.note] if isinstance(block, Paragraph) else []
    if look.align == "centre" and not notes:
        return _centred(role, block.text, style)
    text = (lead.text if lead else "") + block.text
    lines = line_count(text, role, style, width - (look.left + look.right) * style.cell, indents or (look.indent, 0.0))
    note = style.roles["footnote"]
    below = sum(line_count(text, "footnote", style, width, (note.indent, 0.0)) for text in notes) * note.pitch
    return Item(role, (1,) * lines, feet=(*(0.0,) * (lines - 1), below) if notes else ())
