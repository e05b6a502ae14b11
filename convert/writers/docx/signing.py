"""Signatures that bear a seal or a stamp, as paragraphs that no page end parts (7.3.5.1, 7.3.5.3)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from convert.compose.grid import ABOVE
from convert.compose.signing import Placed, SignatureBlock, Stamp
from convert.document import Role
from convert.style import Style
from convert.writers.docx.drawing import Shape, run
from convert.writers.docx.look import colour, pitch
from convert.writers.docx.placed import BASELINE, Spot, elements, paragraph, row
from convert.writers.docx.text import Element


def signature(block: SignatureBlock, style: Style) -> list[Element]:
    """The paragraphs of a signature, its blank lines among them; its outlines stand on the first one."""
    line = pitch(style) / 20
    blank = paragraph(Role.ISSUERS, style, keep=True)
    rows = [(at, list(parts)) for at, parts in groupby(block.parts, key=lambda part: part.line)]
    written, cursor = [], 0.0
    for number, (at, parts) in enumerate(rows, 1):
        whole = int(at - cursor)
        written += [blank] * whole
        before = (at - cursor - whole) * line
        spots = tuple(_spots(parts))
        written.append(row(spots, style, before=before, keep=number < len(rows)))
        cursor = at + 1
    made = elements("".join(written))
    if style.signature.outline:
        for stamp in reversed(block.stamps):
            made[0].insert(1, run(_outline(stamp, style)))
    return made


def _spots(parts: Sequence[Placed]) -> Iterator[Spot]:
    """What is alone stands by its right edge; of several, a post by its left one and what is sealed by its middle."""
    for part in parts:
        middle, right = part.left + part.width / 2, part.left + part.width
        if len(parts) == 1:
            yield Spot(part.role, part.text, right, "right")
        elif any(other.role == "signer" for other in parts) and part.role != "signer":
            yield Spot(part.role, part.text, part.left)
        else:
            yield Spot(part.role, part.text, middle, "center")


def _outline(stamp: Stamp, style: Style) -> Shape:
    """The thin line that shows where a seal or a stamp goes."""
    leading = BASELINE * pitch(style) / 20 - ABOVE * style.text.size
    return Shape(
        "印章" if stamp.round else "签名章",
        stamp.left,
        stamp.top + leading,
        stamp.width,
        stamp.height,
        across="column",
        down="paragraph",
        round=stamp.round,
        line=colour(style.signature.outline),
        thickness=style.pdf.rule,
    )
