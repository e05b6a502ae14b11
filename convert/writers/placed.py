"""HTML for paper of what is placed by its own figures: 版头 on page 1, signatures with seals, 版记 at the foot."""

from collections.abc import Callable, Iterator
from html import escape

from convert.compose.grid import Grid
from convert.compose.imprint import Entry, Imprint
from convert.compose.letterhead import Letterhead, Part, Rule
from convert.compose.pages import Plan
from convert.compose.setting import Piece, Setting
from convert.compose.signing import SignatureBlock, Stamp
from convert.style import Points, Style
from convert.writers import css
from convert.writers.pieces import join

Pieces = Callable[[str, list[Piece]], str]
"""The HTML of pieces inside a paragraph of a role."""

IMPRINT, TEXT_END = "imprint", "text-end"
"""The anchors by which a finished PDF tells on which page the 版记 stands, and on which the text ends."""


def letterhead_block(head: Letterhead, style: Style, grid: Grid, top: Points, pieces: Pieces) -> str:
    """The 版头 as one block of whole lines at the top of page 1, which begins at *top* of the paper."""
    inner = [
        _part(part, style, grid, pieces, tag="h1" if head.takes_title and part.red else "p") for part in head.parts
    ]
    inner += [_rule(rule, style, top) for rule in (*head.rules, *head.foot_rules)]
    return f'<div class="letterhead block" style="height:{css.pt(head.lines * style.pdf.pitch)}">{"".join(inner)}</div>'


def _part(part: Part, style: Style, grid: Grid, pieces: Pieces, tag: str) -> str:
    """A text where it says, its characters narrowed and spaced."""
    place = f"top:{css.pt(part.top - grid.first)};left:{css.pt(part.left)}"
    inner = pieces(part.role, [Piece(part.text, part.role)])
    if part.scale != 1:
        place += f";transform:scaleX({css.number(part.scale)})"
    if part.tracking is not None:
        gap = css.gap(part.size, style)
        place += f";--tracking:{css.px(part.tracking / part.scale)};--autospace:{gap}"
        inner = f'<span style="{css.hung(part.size, style)}">{inner}</span>'
    title = f' title="{escape(part.text)}"' if tag == "h1" else ""
    return f'<{tag} class="{part.role} placed"{title} style="{place}">{inner}</{tag}>'


def _rule(rule: Rule, style: Style, top: Points) -> str:
    place = f"top:{css.pt(rule.top - top)};left:{css.pt(rule.left)};width:{css.pt(rule.width)}"
    look = f"height:{css.pt(rule.thickness)};background:{style.letterhead.colour}"
    return f'<div class="placed" style="{place};{look}"></div>'


def signature_block(block: SignatureBlock, style: Style, pieces: Pieces) -> str:
    """A signature as one block of whole lines, with the outline of what is put on it."""
    pitch = style.pdf.pitch
    inner = [_outline(stamp, style) for stamp in block.stamps if style.signature.outline]
    line = 0.0
    for part in block.parts:
        # In the flow, for what is painted later is read later; a second name on a line goes back up to it.
        place = f"margin-top:{css.pt((part.line - line) * pitch)};padding-left:{css.pt(part.left)}"
        text = pieces(part.role, [Piece(part.text, part.role)])
        inner.append(f'<p class="{part.role}" style="{place}">{text}</p>')
        line = part.line + 1
    return f'<div class="block signature" style="height:{css.pt(block.lines * pitch)}">{"".join(inner)}</div>'


def _outline(stamp: Stamp, style: Style) -> str:
    top = stamp.top + css.leading(style)
    place = f"top:{css.pt(top)};left:{css.pt(stamp.left)};width:{css.pt(stamp.width)};height:{css.pt(stamp.height)}"
    rounded = ";border-radius:50%" if stamp.round else ""
    line = f"box-sizing:border-box;border:{css.pt(style.pdf.rule)} solid {style.signature.outline}{rounded}"
    return f'<div class="placed" style="{place};{line}"></div>'


class ImprintBlock:
    """The 版记, its lines broken: how many lines of the grid it takes, and its HTML."""

    def __init__(self, imprint: Imprint, style: Style, grid: Grid, setting: Setting) -> None:
        self.imprint, self.style, self.setting = imprint, style, setting
        self.bands = [[self._lines(entry) for entry in band.entries] for band in imprint.bands]
        rows = sum(len(lines) for band in self.bands for lines in band)
        self.height = imprint.height(rows, style)
        self.lines = grid.lines(self.height + css.leading(style))

    def _lines(self, entry: Entry) -> list[list[Piece]]:
        """The lines of an entry, under each other after its label."""
        setting, cell = self.setting, self.style.cell
        label, right = (setting.width(text, "imprint") / cell for text in (entry.label, entry.right))
        measure = self.style.page.type_area_width - (right + bool(right)) * cell
        pieces = [Piece(entry.label + entry.text, "imprint")]
        return setting.lines(pieces, (0.0, label), measure) or [[]]

    def html(self, plan: Plan, foot: Points, pieces: Pieces) -> str:
        """The block; *foot* is from the lower edge of the 版心 to that of the page's lines."""
        inner = "".join(self._inner(pieces))
        if self.lines > self.style.page.lines:
            return f'<div id="{TEXT_END}"></div><div id="{IMPRINT}">{inner}</div>'  # no page holds it: it flows on
        breaks = f"break-before:{'left' if plan.even else 'page'};page:{IMPRINT};" if plan.alone else ""
        box = f"bottom:{css.pt(foot)};left:0;right:0;height:{css.pt(self.height)}"
        place = f"{breaks}height:{css.pt(self.lines * self.style.pdf.pitch)};break-inside:avoid"
        end = f'<div id="{TEXT_END}"></div>'
        # Before a page of its own nothing may stand: after landscape pages that would make one page more.
        before, inside = ("", end) if plan.alone else (end, "")
        block = f'{inside}<div class="placed" style="{box}">{inner}</div>'
        return f'{before}<div id="{IMPRINT}" style="{place}">{block}</div>'

    def _inner(self, pieces: Pieces) -> Iterator[str]:
        for band, lines in zip(self.imprint.bands, self.bands, strict=True):
            yield self._rule(band.rule)
            yield f'<div style="padding:{css.pt(self.style.imprint.padding)} 0">'
            for entry, entry_lines in zip(band.entries, lines, strict=True):
                yield self._entry(entry, entry_lines, pieces)
            yield "</div>"
        yield self._rule(self.imprint.last_rule)

    def _rule(self, thickness: Points) -> str:
        rule = f"height:{css.pt(thickness)};background:{self.style.text.colour}"
        return f'<div style="{rule}"></div>' if thickness else ""

    def _entry(self, entry: Entry, lines: list[list[Piece]], pieces: Pieces) -> str:
        label = self.setting.width(entry.label, "imprint") if entry.label else 0.0
        look = self.style.roles["imprint"]
        place = f"padding-left:{css.pt(look.left * self.style.cell + label)};text-indent:{css.pt(-label)}"
        place += f";--solid:{len(entry.label)}"
        blank = look.right * self.style.cell + self.setting.width(entry.right, "imprint")
        if entry.right:
            line = css.pt(look.pitch * self.style.pdf.pitch)
            place += f";padding-right:{css.pt(blank + self.style.cell)};min-height:{line}"
        text = f'<p class="imprint" style="{place}">{pieces("imprint", join(lines))}</p>'
        if not entry.right:
            return text
        place = f"bottom:0;left:{css.pt(self.style.page.type_area_width - blank)}"
        right = pieces("imprint", [Piece(entry.right, "imprint")])
        return f'<div style="position:relative">{text}<p class="imprint placed" style="{place}">{right}</p></div>'
