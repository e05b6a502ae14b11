"""版头: where every part of it stands on page 1, from the copy number to the red separator (7.2, 10.1 to 10.3).

All lengths are in points: heights from the upper edge of the paper, widths from the left edge of the 版心, which on
page 1 is the binding edge. A writer puts each Part and each Rule where it says and leaves *lines* lines of its grid
free before the title.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from convert.compose.grid import TYPICAL, Grid, Ink, pdf_grid
from convert.diagnostic import WriteError
from convert.document import Document
from convert.patterns import pattern
from convert.style import Points, Style

Width = Callable[[str, str], Points]
"""The width of a text in the look of a role, on one line."""

FILE = "文件"
"""What follows the organs' names in most 发文机关标志, and stands beside their stack in a joint issue."""
_BESIDE_STACK = (FILE, "命令", "令")
"""What does so, of an order too (10.2)."""
_SUFFIX = 1.25
"""文件 beside a stack, in the size of the names."""
_BESIDE = 0.6
"""Between the stack and 文件, in the size of the names."""
_PARTED = pattern("[ \u3000、，,]{1,8}")
_A_ROW = 2
"""签发人 in a row (7.2.6)."""


class Part(NamedTuple):
    """A text on one line of the 版头, and its place."""

    role: str
    """A key of the style's roles: its face and its colour."""
    text: str
    top: Points
    """Of the squares of its characters, not of their ink."""
    left: Points
    width: Points
    """From its first character's left edge to its last one's right edge, as it is printed."""
    size: Points
    scale: float = 1.0
    """How wide its characters are, of their own width."""
    tracking: Points | None = None
    """Between its characters, as printed; that of the text where it is None."""
    red: bool = False
    """Whether paper with a printed 版头 has it already."""


class Rule(NamedTuple):
    """A horizontal red rule: its upper edge, its left end, its length and its thickness."""

    top: Points
    left: Points
    width: Points
    thickness: Points


class Letterhead(NamedTuple):
    """The 版头 of one document; *lines* lines of the grid are free for it, the title (or the text) on the next one."""

    parts: tuple[Part, ...]
    """In the order of reading."""
    rules: tuple[Rule, ...]
    foot_rules: tuple[Rule, ...]
    """At the foot of page 1 (10.1)."""
    lines: int
    takes_title: bool
    """Whether the document's title is the mark, and is not printed again."""

    @property
    def is_numbered(self) -> bool:
        """Whether 发文字号 is one of its parts; else it stands under the title."""
        return any(part.role == "document_number" for part in self.parts)


def letterhead(document: Document, style: Style, grid: Grid, width: Width, ink: Ink = TYPICAL) -> Letterhead | None:
    """The 版头 of a document; None where nothing of one is known. With *preprinted* the red parts are left out.

    WriteError DC731 where page 1 has no room for it.
    """
    names, suffix, takes_title = masthead(document, style)
    if not names:
        return _bare(document, style, grid, width)
    mark, end = _mark(names, suffix, style, ink, _under_stack(document, style, grid))
    # Lines are counted with a typical face on one grid: every format has as many, whatever its own.
    counted = _mark(names, suffix, style, TYPICAL, _under_stack(document, style, pdf_grid(style)))[1]
    arrange = _under_rule if style.letterhead.number == "right" else _over_rule
    parts, rules, foot, lines = arrange(document, style, grid, width, mark, end, counted)
    if lines >= style.page.lines:
        raise WriteError("DC731", lines=lines, room=style.page.lines)
    if style.letterhead.preprinted:
        parts, rules, foot = [part for part in parts if not part.red], (), ()
    return Letterhead(tuple(_in_room(part, style) for part in parts), rules, foot, lines, takes_title)


def _in_room(part: Part, style: Style) -> Part:
    """A part moved into the 版心, one too long for its line set as narrow as that; the mark has a width of its own."""
    room = style.page.type_area_width
    if part.red or (part.left >= 0 and part.left + part.width <= room):
        return part
    width = min(part.width, room)
    scale = part.scale if part.width == width else width / part.width
    return part._replace(left=min(max(0.0, part.left), room - width), width=width, scale=scale)


_Arranged = tuple[list[Part], tuple[Rule, ...], tuple[Rule, ...], int]
"""Parts, rules, rules at the foot of the page, and lines in all."""


def _over_rule(
    document: Document, style: Style, grid: Grid, width: Width, mark: Sequence[Part], end: Points, counted: Points
) -> _Arranged:
    """The ordinary 版头: 份号 and its like from the first line, the mark, under it 发文字号, and the separator."""
    look = style.letterhead
    column = _column(_stack(document), style, grid, width, grid.first)
    count = pdf_grid(style)
    line = count.line_at(counted + look.number_gap * count.pitch)
    numbered = list(_numbered(document, style, grid, width, line))
    last = max((part.top + grid.size for part in numbered), default=end)
    rules = _rules(last + look.rule_gap, style)[0]
    below = max((count.top(grid.line_at(part.top)) + count.size for part in numbered), default=counted)
    below += look.rule_gap + look.rule_height if look.rules else 0.0
    return [*column, *mark, *numbered], rules, (), count.line_at(below + look.title_gap * count.pitch)


def _under_rule(
    document: Document, style: Style, grid: Grid, width: Width, mark: Sequence[Part], end: Points, counted: Points
) -> _Arranged:
    """The 版头 of a letter: the mark, the separator, under it 份号 and its like left, 发文字号 right."""
    look = style.letterhead
    rules, below = _rules(end + look.rule_gap, style)
    top = below + look.under_rule
    column = list(_column(_stack(document), style, grid, width, top))
    numbered = list(_number_at_right(document, style, width, top))
    count, rows = pdf_grid(style), max(len(column), len(numbered))
    last = counted + look.rule_gap + look.rule_height
    last += look.under_rule + (rows - 1) * count.pitch + count.size if rows else 0.0
    lines = count.line_at(last + look.title_gap * count.pitch)
    return [*mark, *column, *numbered], rules, _foot_rules(style), lines


def masthead(document: Document, style: Style) -> tuple[tuple[str, ...], str, bool]:
    """The organs of the 发文机关标志, the 文件 after them or "", and whether the document's title is the mark."""
    look, known = style.letterhead, document.metadata
    names = tuple(name for entry in known.masthead for name in _PARTED.split(entry.strip()) if name)
    if not names and look.mark_from_title and known.document_number and document.title.endswith(style.mark_ends):
        return (document.title,), "", True
    apart = next((name for name in names if name in _BESIDE_STACK), "")
    suffix = apart or next((end for end in _BESIDE_STACK if names and names[-1].endswith(end)), "")
    names = tuple(filter(None, (name.removesuffix(suffix) for name in names)))
    if look.host_only:
        return names[:1], "", False
    if len(names) == 1:
        return (names[0] + suffix,), "", False
    return names, suffix, False


def _stack(document: Document) -> list[tuple[str, str]]:
    """份号, 密级和保密期限 and 紧急程度, those that are known, in their order (7.2.3)."""
    known = document.metadata
    secrecy = "★".join(filter(None, (known.classification, known.classified_for if known.classification else "")))
    copy_number = known.copy_number.zfill(6) if known.copy_number.isdecimal() else known.copy_number
    stack = [("copy_number", copy_number), ("classification", secrecy), ("urgency", known.urgency)]
    return [(role, text) for role, text in stack if text]


def _column(stack: Sequence[tuple[str, str]], style: Style, grid: Grid, width: Width, top: Points) -> Iterator[Part]:
    """The parts at the left edge, one a line from *top*."""
    for line, (role, text) in enumerate(stack):
        yield Part(role, text, top + line * grid.pitch, 0.0, width(text, role), style.roles[role].size)


def _bare(document: Document, style: Style, grid: Grid, width: Width) -> Letterhead | None:
    """What stands at the top of a document whose 发文机关标志 is not known: no mark, no rule."""
    parts = list(_column(_stack(document), style, grid, width, grid.first))
    if _people(document.metadata.signatories):
        parts += _numbered(document, style, grid, width, len(parts))
    parts = [_in_room(part, style) for part in parts]
    lines = len({part.top for part in parts}) + round(style.letterhead.title_gap)
    return Letterhead(tuple(parts), (), (), lines, takes_title=False) if parts else None


def _mark_top(style: Style) -> Points:
    """Where the ink of a 发文机关标志 is to begin."""
    look = style.letterhead
    return look.top + (style.page.head if look.top_from == "type_area" else 0.0)


def _under_stack(document: Document, style: Style, grid: Grid) -> Points:
    """Where the ink of the mark begins: lower where 份号 and its like would stand in it, as three do in an order."""
    start, rows = _mark_top(style), len(_stack(document))
    reaches = style.letterhead.stack == "page" and rows and grid.top(rows - 1) + grid.size > start
    return grid.top(rows) if reaches else start


def _mark(names: Sequence[str], suffix: str, style: Style, ink: Ink, start: Points) -> tuple[list[Part], Points]:
    """The 发文机关标志 and where its ink ends; of a joint issue the names at one width, 文件 in their middle."""
    look = style.letterhead
    widths = [ink.width(name, style.text.autospace) for name in names]
    longest = max(widths)
    joint = len(names) > 1
    size = look.joint_size if joint else look.size
    beside = _SUFFIX * len(suffix) + _BESIDE * bool(suffix)
    if joint:
        size = min(size, look.joint_height / (1 + look.joint_pitch * (len(names) - 1)))
    size, scale = _fitted(longest + beside, size, style)
    top = start - ink.over * size
    whole = (longest + beside) * size * scale
    left = (style.page.type_area_width - whole) / 2
    column = Part("masthead", "", top, left, longest * size * scale, size, scale, 0.0, red=True)
    step = look.joint_pitch * size
    parts = [
        column._replace(text=name, top=top + at * step, tracking=_spread(name, own, column))
        for at, (name, own) in enumerate(zip(names, widths, strict=True))
    ]
    end = start + (len(names) - 1) * step + (1 - ink.over - ink.under) * size
    if suffix:
        large = _SUFFIX * size
        middle = top + ((len(names) - 1) * step + size) / 2
        width = len(suffix) * large * scale
        parts.append(
            column._replace(text=suffix, top=middle - large / 2, left=left + whole - width, width=width, size=large)
        )
    return parts, end


def _fitted(characters: float, size: Points, style: Style) -> tuple[Points, float]:
    """The size and the scale at which so many characters fit: narrower first, smaller then."""
    look = style.letterhead
    scale = min(1.0, look.width / (characters * size))
    if scale < look.narrowest:
        scale = look.narrowest
        size = min(size, look.width / (characters * scale))
    return size, int(scale * 100 + 1e-6) / 100


def _spread(name: str, own: float, column: Part) -> Points:
    """The blank between the characters of a name, its *own* width given in em, that fills its column."""
    blank = column.width - own * column.size * column.scale
    return blank / (len(name) - 1) if len(name) > 1 and blank > 1e-6 else 0.0


def _numbered(document: Document, style: Style, grid: Grid, width: Width, line: int) -> Iterator[Part]:
    """发文字号 centred on a line; with 签发人 both, the number on the line of the last of them (7.2.5, 7.2.6)."""
    known, cell = document.metadata, style.cell
    names = _people(known.signatories)
    look = style.roles["document_number"]
    number, long = known.document_number, width(known.document_number, "document_number")
    room = style.page.type_area_width
    rows = max(1, -(-len(names) // _A_ROW))
    top = grid.top(line + rows - 1)
    left = look.left * cell if names else (room - long) / 2
    if number:
        yield Part("document_number", number, top, left, long, look.size)
    if names:
        taken = left + long + cell if number else 0.0
        yield from _signatories(names, style, grid, width, line, taken)


def _people(entries: Sequence[str]) -> list[str]:
    """The names of 签发人, of several in one entry each by itself; 张　三 is one."""
    found: list[str] = []
    for entry in entries:
        names = [name for name in _PARTED.split(entry.strip()) if name]
        found += names if min(map(len, names), default=0) > 1 else [entry.strip()] * bool(names)
    return found


def _signatories(
    names: Sequence[str], style: Style, grid: Grid, width: Width, line: int, taken: Points
) -> Iterator[Part]:
    """签发人： and the names, two a row, every row beginning under the first name (7.2.6); names too long narrower.

    What is left of *taken* on the line of the last of them belongs to 发文字号.
    """
    label, cell = "签发人：", style.cell
    spaced = [spaced_name(name) for name in names]
    widths = [width(name, "signatory") for name in spaced]
    columns = [max(widths[at::_A_ROW]) for at in range(min(_A_ROW, len(names)))]
    long, between = width(label, "signatories"), (len(columns) - 1) * cell
    right = style.page.type_area_width - style.roles["signatories"].right * cell
    start = max(taken, long) if len(names) > _A_ROW else taken + long
    scale = min(1.0, max(cell, right - start - between) / max(sum(columns), cell))
    columns, widths = [own * scale for own in columns], [own * scale for own in widths]
    begin = right - sum(columns) - between
    yield Part("signatories", label, grid.top(line), begin - long, long, style.roles["signatories"].size)
    for at, (name, own) in enumerate(zip(spaced, widths, strict=True)):
        row, column = divmod(at, _A_ROW)
        left = begin + sum(columns[:column]) + column * cell
        yield Part("signatory", name, grid.top(line + row), left, own, style.roles["signatory"].size, scale)


def spaced_name(name: str) -> str:
    """A name of two characters takes the width of three, by custom: 张　三."""
    return "\u3000".join(name) if len(name) == 2 else name


def _number_at_right(document: Document, style: Style, width: Width, top: Points) -> Iterator[Part]:
    """发文字号 at the right edge (10.1)."""
    if number := document.metadata.document_number:
        long = width(number, "document_number")
        left = style.page.type_area_width - long
        yield Part("document_number", number, top, left, long, style.roles["document_number"].size)


def _rules(top: Points, style: Style) -> tuple[tuple[Rule, ...], Points]:
    """The separator under the 版头 and where it ends."""
    look = style.letterhead
    left = (style.page.type_area_width - look.rule_width) / 2
    rules = []
    for thickness in look.rules:
        rules.append(Rule(top, left, look.rule_width, thickness))
        top += thickness + look.rule_between
    return tuple(rules), rules[-1].top + rules[-1].thickness if rules else top


def _foot_rules(style: Style) -> tuple[Rule, ...]:
    """The separator once more at the foot of page 1, upside down: 上细下粗 (10.1)."""
    look = style.letterhead
    if not look.foot_rule:
        return ()
    turned = replace(style, letterhead=replace(look, rules=look.rules[::-1]))
    return _rules(style.page.height - look.foot_rule - look.rule_height, turned)[0]
