"""署名 and 成文日期 that bear a seal or a signature stamp: where the names, the date and the stamps stand (7.3.5).

Without either they stand at the right by themselves, which signature.py says. Widths are in points from the left edge
of the 版心, heights in lines of the grid from the line under the text; the middle of a seal is given by its own line.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from convert.compose.grid import Grid
from convert.compose.letterhead import spaced_name
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Block, Document, Paragraph, Role
from convert.style import Points, SignatureForm, Style

Width = Callable[[str, str], Points]
"""The width of a text in the look of a role, on one line."""

SAID: Mapping[str, SignatureForm] = {
    "印章": "seal", "加盖印章": "seal", "盖章": "seal", "公章": "seal", "加盖公章": "seal", "签名章": "stamp",
    "加盖签名章": "stamp", "无": "plain", "不加盖印章": "plain", "不盖章": "plain",
}  # fmt: skip
"""What 用印 in the front matter may say."""


class Placed(NamedTuple):
    """A text of the signature: its role, the line it stands on, its left edge and its width."""

    role: str
    text: str
    line: float
    """Whole, but for the post beside a stamp that is an even number of lines high."""
    left: Points
    width: Points


class Stamp(NamedTuple):
    """Where a seal (round) or a signature stamp goes; *top* in points under the top of the block's first line."""

    round: bool
    left: Points
    top: Points
    width: Points
    height: Points


class SignatureBlock(NamedTuple):
    """A signature as one block of whole lines, blank ones above it included, which no page end parts."""

    first: int
    """The index of its first block in the document; the paragraphs up to *last* are printed by it."""
    last: int
    lines: int
    parts: tuple[Placed, ...]
    """In printed order; of those on one line from left to right."""
    stamps: tuple[Stamp, ...]
    """One an organ, in the same order."""


def form_of(document: Document, style: Style) -> SignatureForm:
    """How a document is signed: as its front matter says, else its style."""
    return SAID.get(document.metadata.seal, style.signature.form)


def signature_blocks(document: Document, style: Style, grid: Grid, width: Width) -> dict[int, SignatureBlock]:
    """The signatures that bear a seal or a stamp, by their first block's index; none where the form is plain."""
    form = form_of(document, style)
    if form == "plain":
        return {}
    arrange = _sealed if form == "seal" else _stamped
    found = {}
    for first, last in _groups(document.blocks):
        signed = [block for block in document.blocks[first : last + 1] if isinstance(block, Paragraph)]
        organs = [block.text for block in signed if block.role is Role.ISSUERS]
        if form == "seal":
            organs = [name for text in organs for name in _apart(text)]
        dates = [block.text for block in signed if block.role is Role.ISSUED_ON]
        if organs and dates:
            lines, parts, stamps = arrange(organs, dates[-1], style, grid, width)
            if lines <= style.page.lines and _in_room(parts, style):
                found[first] = SignatureBlock(first, last, lines, tuple(parts), tuple(stamps))
    return found


def _apart(text: str) -> list[str]:
    """The organs that stand side by side on one line, each of which has a seal of its own."""
    names = text.replace("\u3000", " ").split()
    return names if min(map(len, names), default=0) >= _SHORTEST_ORGAN else [text]


_SHORTEST_ORGAN = 3
"""Characters of an organ's name, as 省委办."""


def unsealed(document: Document, style: Style, found: Container[int]) -> Iterator[Diagnostic]:
    """DC737 for each signature that is to bear seals or stamps and is not among those *found* to have room for them."""
    if form_of(document, style) != "plain":
        for first, last in _groups(document.blocks):
            roles = {block.role for block in document.blocks[first : last + 1] if isinstance(block, Paragraph)}
            if first not in found and len(roles) > 1:
                lines = document.blocks[first].lines
                yield diagnose("DC737", lines.first if lines else 0)


def _in_room(parts: Sequence[Placed], style: Style) -> bool:
    """Whether every part stands inside the 版心; what does not, like what no page holds, is set as if without seals."""
    room = style.page.type_area_width
    return all(part.left >= -_ROUNDING and part.left + part.width <= room + _ROUNDING for part in parts)


_ROUNDING = 0.05
"""Points by which a part may miss an edge for rounding alone."""


def _groups(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """The first and the last index of every stretch of 署名 and 成文日期."""
    first = -1
    index = -1
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.role in {Role.ISSUERS, Role.ISSUED_ON}:
            first = index if first < 0 else first
        elif first >= 0:
            yield first, index - 1
            first = -1
    if first >= 0:
        yield first, index


_Arranged = tuple[int, list[Placed], list[Stamp]]


def _sealed(organs: Sequence[str], date: str, style: Style, grid: Grid, width: Width) -> _Arranged:
    """Names with a seal each, at most three a row, the date under the last one's (7.3.5.1)."""
    look, room = style.signature, style.page.type_area_width
    date_width = width(date, Role.ISSUED_ON)
    widths = [width(organ, Role.ISSUERS) for organ in organs]
    columns = max(1, min(len(organs), look.seals_a_row, int(room // max(look.seal + look.seal_gap, *widths))))
    step = ceil((look.seal + look.seal_gap) / grid.pitch)
    rows = [range(at, min(at + columns, len(organs))) for at in range(0, len(organs), columns)]
    parts, stamps = [], []
    line = look.seal_before
    for row in rows:
        for place, at in enumerate(row):
            last = at == len(organs) - 1
            middle = _middle(place, len(row), room)
            if len(organs) == 1:
                middle = _single_middle(widths[0], date_width, style)
            middle = max(middle, max(widths[at], date_width if last else 0.0) / 2)
            parts.append(Placed(Role.ISSUERS, organs[at], line, middle - widths[at] / 2, widths[at]))
            centre = line + 0.5 - look.seal_above / grid.pitch if len(organs) == 1 else float(line)
            stamps.append(_seal(middle, centre, style, grid))
            if last:
                parts.append(Placed(Role.ISSUED_ON, date, line + 1, middle - date_width / 2, date_width))
        line += step
    return line - step + 2, parts, stamps


def _middle(place: int, count: int, room: Points) -> Points:
    """The middle of a column of a row."""
    return room * (2 * place + 1) / (2 * count)


def _single_middle(organ: Points, date: Points, style: Style) -> Points:
    """The middle of one organ's name and its date, 右空四字, neither beyond the right edge."""
    room = style.page.type_area_width
    return min(room - style.signature.seal_right * style.cell - date / 2, room - organ / 2)


def _seal(middle: Points, line: float, style: Style, grid: Grid) -> Stamp:
    """The seal whose middle is that of a line: a little over name and date, or in a joint issue on the names."""
    size = style.signature.seal
    left = min(max(0.0, middle - size / 2), style.page.type_area_width - size)
    return Stamp(True, left, line * grid.pitch + grid.size / 2 - size / 2, size, size)


def _stamped(organs: Sequence[str], date: str, style: Style, grid: Grid, width: Width) -> _Arranged:
    """A post and a signature stamp a line, the date one blank line under the last (7.3.5.3).

    The stamps are as wide as the longest name that is printed where one goes.
    """
    look, room, cell = style.signature, style.page.type_area_width, style.cell
    tall = max(1, round(look.stamp_height / grid.pitch))
    posts = [_post_and_name(organ) for organ in organs]
    wide = max(look.stamp_width, *(width(name, "signer") for _, name in posts if look.signer))
    left = room - look.stamp_right * cell - wide
    longest = max(width(post, Role.ISSUERS) for post, _ in posts)
    begin = left - look.stamp_gap * cell - longest
    parts, stamps = [], []
    for at, (post, name) in enumerate(posts):
        line = look.stamp_before + at * tall + (tall - 1) / 2
        parts.append(Placed(Role.ISSUERS, post, line, begin, width(post, Role.ISSUERS)))
        if name and look.signer:
            long = width(name, "signer")
            parts.append(Placed("signer", name, line, left + (wide - long) / 2, long))
        middle = line * grid.pitch + grid.size / 2
        stamps.append(Stamp(False, left, middle - look.stamp_height / 2, wide, look.stamp_height))
    line = look.stamp_before + len(posts) * tall + look.stamp_after
    long = width(date, Role.ISSUED_ON)
    parts.append(Placed(Role.ISSUED_ON, date, line, room - look.stamp_right * cell - long, long))
    return line + 1, parts, stamps


def _post_and_name(signed: str) -> tuple[str, str]:
    """市长 and 张　三 of 市长　张三; a post alone, whose name is on the stamp, has none."""
    post, *name = signed.replace("\u3000", " ").split(" ", 1)
    text = "".join("".join(name).split())
    return post, spaced_name(text) if len(text) <= 4 else text
