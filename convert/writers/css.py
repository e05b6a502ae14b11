"""Style → CSS, the only place: for a page of paper with the fonts of this machine, and for a browser."""

from collections.abc import Iterable, Iterator

from convert.compose import calls
from convert.compose.grid import ABOVE, under_notes
from convert.compose.landscape import turned
from convert.fonts import FontFile, Fonts, catalogue
from convert.style import PIXEL, PageNumber, Points, RoleLook, Style

CALL = "call"
"""The class of what calls for a footnote."""
LANDSCAPE = "landscape"
"""The class of what stands on landscape pages, and the name of these."""

_ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "justify", "signature": "right"}
_PLAIN = (
    "html,body{margin:0}"
    "h1,h2,h3,h4,h5,p,div,table{margin:0;font-size:inherit;font-weight:normal;break-after:auto}"
    ".run-in{display:inline;text-indent:0}"
)
_PRINT = (
    # The lines are broken already: nothing but a newline ends one.
    "h1,h2,h3,h4,h5,p,div{white-space:pre;orphans:1;widows:1}"
    "h1,h2,h3,h4,h5{bookmark-label:attr(title)}strong{font-weight:normal}em{font-style:normal}img{display:block}"
    # What the paragraph says of its own lines is not said of its footnotes'.
    ".footnote{float:footnote;footnote-policy:line;white-space:pre;--goes-on:0;--solid:0}"
    ".footnote::footnote-call{content:none;line-height:0}"
    ".footnote::footnote-marker{content:none}"
)
_PLACED = (
    # What is placed by its own figures, in a block of whole lines. The 版头 is read, so painted, before the text.
    ".block{position:relative;break-inside:avoid;display:flow-root}"
    ".placed{position:absolute;transform-origin:0 0}.letterhead .placed{z-index:-1}"
    ".block p,.block h1,.imprint.placed{margin:0;padding:0;text-align:left;text-indent:0}"
)
_WITH_TEXT = ".issuers,.issued_on,.note,.signature{break-before:avoid;break-inside:avoid}"
_ARCHIVED = "img{image-rendering:crisp-edges}"
"""PDF/A forbids that a viewer smooths a picture (ISO 19005-2, 6.2.8)."""
_PRINT_TABLE = (
    "table{width:100%;table-layout:fixed;border-collapse:separate;border-spacing:0}thead{display:table-header-group}"
    "tr{break-inside:avoid}td{vertical-align:middle;white-space:pre}"
)
_IN_EM = 2.2
"""The size of a mark in a browser."""
_SCREEN = (
    "table{border-collapse:collapse;margin:0 auto}td{border:1px solid;padding:0 .5em}em{font-style:normal}"
    "img{max-width:100%}"
)


def for_print(style: Style, fonts: Fonts, used: Iterable[FontFile], *, spaced: bool, dash: float) -> str:
    """The sheet of a PDF that needs the fonts *used*; *spaced* where doconv itself sets tracking and fonts.

    *dash* is how far above its baseline the page number's dash lies, in em.
    """
    return "\n".join(
        (
            *([] if spaced else map(_font_face, used)),
            *_page(style, fonts, dash),
            _PLAIN + _PRINT + _ARCHIVED * style.pdf.variant.startswith("pdf/a"),
            *_text(style, fonts, spaced=spaced),
            *_fonts(used),
            *_roles(style),
            f".{CALL}{{font-size:{calls.SIZE}em;line-height:0;vertical-align:{number(calls.RISE / calls.SIZE)}em}}",
            _PLACED + _WITH_TEXT * style.signature.with_text,
            _PRINT_TABLE,
            *_table(style),
        )
    )


def for_screen(style: Style) -> str:
    """The sheet of a page that is read in a browser, set in whatever fonts its reader has."""
    page, text = style.page, style.text
    body = (
        f"body{{max-width:{pt(page.type_area_width)};margin:2em auto;padding:0 1em;color:{text.colour};"
        f"font:{pt(text.size)}/{number(style.pdf.pitch / text.size)} {_stack(style.roles['body'].face)};"
        "text-autospace:normal;line-break:strict;overflow-wrap:anywhere}h1,h2,h3,h4,h5,p,div,td{white-space:pre-line}"
    )
    strong = f"strong{{font-family:{_stack(text.strong)}}}em{{font-family:{_stack(text.emphasis)}}}"
    roles = (_screen_role(style, role, look) for role, look in style.roles.items())
    return "\n".join((_PLAIN, body, *roles, _SCREEN, strong, *_screen_frame(style)))


def _screen_frame(style: Style) -> Iterator[str]:
    """版头 and 版记 in a browser."""
    look = style.letterhead
    yield f".masthead{{color:{style.roles['masthead'].colour};font-size:{_IN_EM}em;line-height:1.5}}"
    yield f".separator{{border:0;border-top:{pt(look.rule_height)} solid {look.colour};margin:1em 0 2em}}"
    yield f".band{{border-top:{pt(style.imprint.inner)} solid}}"
    yield f".band:last-of-type{{border-bottom:{pt(style.imprint.outer)} solid}}"
    yield ".at-right{float:right}"


def font_class(font: FontFile) -> str:
    """The class of what is set in a font that is not the text's own."""
    return f"font-{font.name}"


def role_class(role: str) -> str:
    """The class of what is set in the size of a role."""
    return f"as-{role}"


def _font_face(font: FontFile) -> str:
    return f'@font-face{{font-family:"{font.name}";src:url("{font.path.absolute().as_uri()}")}}'


def _baseline(font: FontFile, size: Points, pitch: Points) -> Points:
    """How far under a line's top its baseline comes, by the heights that the font claims."""
    ascent, descent = font.metrics.ascent, font.metrics.descent
    return (pitch - (ascent + descent) * size) / 2 + ascent * size


_NO_NUMBER = "".join(f"@bottom-{at}{{content:none}}" for at in ("left", "center", "right"))


def _page(style: Style, fonts: Fonts, dash: float) -> Iterator[str]:
    page, pdf = style.page, style.pdf
    head = text_top(style, fonts)
    foot = page.height - text_bottom(style, fonts)
    yield (
        f"@page{{size:{pt(page.width)} {pt(page.height)};"
        f"margin:{pt(head)} {pt(page.outer)} {pt(foot)} {pt(page.binding)}}}"
    )
    yield f"@page{{@footnote{{margin:0;border-top:{pt(pdf.rule)} solid;padding-bottom:{pt(under_notes(style))}}}}}"
    if page.duplex:
        yield f"@page :left{{margin-left:{pt(page.outer)};margin-right:{pt(page.binding)}}}"
    yield from _page_number(style, fonts, page.height - foot, dash)
    yield from _landscape(style, fonts, dash)
    # 7.5: none on a 版记 that has its page for itself, nor on a blank page before it.
    yield f"@page imprint{{{_NO_NUMBER}}}@page :blank{{{_NO_NUMBER}}}"
    if not style.page_number.on_first:
        yield f"@page :first{{{_NO_NUMBER}}}@page {LANDSCAPE}:first{{@top-left-corner{{content:none}}}}"


def text_top(style: Style, fonts: Fonts) -> Points:
    """Where the first line's box begins, from the upper edge of the paper.

    Fonts put their squares higher or lower in the line; the grid is moved so that the ink is where the style says.
    """
    pitch, size = style.pdf.pitch, style.text.size
    body = fonts.chains[style.roles["body"].face][0]
    return style.pdf.head + leading(style) + ABOVE * size - _baseline(body, size, pitch)


def text_bottom(style: Style, fonts: Fonts) -> Points:
    """Where the boxes of the lines end, from the upper edge of the paper."""
    return text_top(style, fonts) + style.page.lines * style.pdf.pitch + _SPARE


def leading(style: Style) -> Points:
    """What a line has above and under the squares of its characters."""
    return (style.pdf.pitch - style.text.size) / 2


_SPARE = 0.1
"""Points that a page is higher than its lines, for rounding must not push the last one off it."""


def _page_number(style: Style, fonts: Fonts, top: Points, middle: float) -> Iterator[str]:
    """The number in the margin that begins at *top*, its dashes as far under the 版心 as 7.5 asks for."""
    page, look = style.page, style.page_number
    font = fonts.chains[look.face][0]
    dash = page.head + page.type_area_height + look.dash
    padding = dash - top + middle * look.size - _baseline(font, look.size, look.size)
    box = f"{_number_text(look, font)};vertical-align:top;padding-top:{pt(padding)}"
    inset = pt(look.inset * style.cell)
    if look.position == "centre":
        yield f"@page{{@bottom-center{{{box}}}}}"
    else:
        yield f"@page :right{{@bottom-right{{{box};padding-right:{inset}}}}}"
        side = "left" if page.duplex else "right"
        yield f"@page :left{{@bottom-{side}{{{box};padding-{side}:{inset}}}}}"


def _number_text(number: PageNumber, font: FontFile) -> str:
    """The declarations of the number's text, on a line as high as its type."""
    before, _, after = number.form.partition("{}")
    return (
        f'content:"{before}" counter(page) "{after}";'
        f'font:{pt(number.size)}/{pt(number.size)} "{font.name}";white-space:pre'
    )


def _landscape(style: Style, fonts: Fonts, middle: float) -> Iterator[str]:
    """Pages that are turned for their tables (8): an even one has the wide margin at its foot, where it is bound."""
    page = turned(style, style.pdf.pitch).page
    sides = {"right": (page.head, page.foot)}
    sides["left"] = (page.foot, page.head) if page.duplex else sides["right"]
    yield f".{LANDSCAPE}{{page:{LANDSCAPE};white-space:normal}}"
    # WeasyPrint turns to a page with a name by itself, but not to one without.
    yield f".{LANDSCAPE}+*{{break-before:page}}.{LANDSCAPE}+.{LANDSCAPE}{{break-before:auto}}"
    yield f"@page {LANDSCAPE}{{size:{pt(page.width)} {pt(page.height)}}}"
    for side, (head, foot) in sides.items():
        even = side == "left" and page.duplex
        number = _turned_number(style, fonts, head, middle, even=even)
        margin = f"{pt(head)} {pt(page.outer)} {pt(foot - _SPARE)} {pt(page.binding)}"
        yield f"@page {LANDSCAPE}:{side}{{margin:{margin};{_NO_NUMBER}@top-left-corner{{{number}}}}}"


def _turned_number(style: Style, fonts: Fonts, head: Points, middle: float, *, even: bool) -> str:
    """The number where the sheet has it before it is turned: a line on its side, from top to bottom in the left margin.

    The box is turned about its top left corner and lies to the left of that; its margins to the right and below put
    the corner in its place from the corner of the type area, *head* below the sheet's edge.
    """
    page, number = style.page, style.page_number
    font = fonts.chains[number.face][0]
    # From the sheet's edge, its left one as the table is read: what is under the dash, and then what is over it.
    x = page.foot - number.dash + _baseline(font, number.size, number.size) - middle * number.size
    y = page.outer if even else page.binding
    width, align = page.type_area_width, "center"
    if number.position == "outer":
        inset = number.inset * style.cell
        width, align, y = width - inset, "left" if even else "right", y + inset * even
    return (
        f"{_number_text(number, font)};width:{pt(width)};height:{pt(number.size)};text-align:{align};"
        f"margin-right:{pt(page.foot - x - width)};margin-bottom:{pt(head - y - number.size)};"
        "transform-origin:0 0;transform:rotate(90deg)"
    )


def _text(style: Style, fonts: Fonts, *, spaced: bool) -> Iterator[str]:
    text = style.text
    body = fonts.chains[style.roles["body"].face][0]
    yield (
        f'html{{font:{pt(text.size)}/{pt(style.pdf.pitch)} "{body.name}";color:{text.colour};'
        "font-kerning:none;font-variant-ligatures:none}"
    )
    looks = f"--tracking:{px(text.tracking)};--autospace:{gap(text.size, style)}"
    yield f"h1,h2,h3,h4,h5,p,div,td{{{looks}}}"
    if not spaced:
        yield "h1,h2,h3,h4,h5,p,div,td{letter-spacing:var(--tracking)}"


def _fonts(used: Iterable[FontFile]) -> Iterator[str]:
    """A font of other heights must not move the line that it stands in."""
    for font in used:
        yield f'.{font_class(font)}{{font-family:"{font.name}";line-height:0}}'


def _roles(style: Style) -> Iterator[str]:
    pitch, cell = style.pdf.pitch, style.cell
    for role, look in style.roles.items():
        lengths = {
            "text-indent": look.indent * cell,
            "padding-left": look.left * cell,
            "padding-right": look.right * cell if look.align != "signature" else 0,
            "margin-top": look.before * pitch,
            "margin-bottom": look.after * pitch,
            "line-height": look.pitch * pitch if look.pitch != 1 else 0,
        }
        rules = [
            f"text-align:{_ALIGN[look.align]}",
            *(f"{name}:{pt(value)}" for name, value in lengths.items() if value),
        ]
        rules += [f"color:{look.colour}"] * bool(look.colour) + ["break-before:page"] * look.page_break
        yield f".{role}{{{';'.join(rules)}}}"
        if look.before or look.after:
            # The blank lines stand around a group of one role, not between its members.
            yield f".{role}+.{role}{{margin-top:{pt(-look.after * pitch)}}}"
        for above in look.joins:
            yield f".{above}+.{role}{{margin-top:{pt(-style.roles[above].after * pitch)}}}"
        if look.size != style.text.size:
            yield f"{'.table td' if role == 'table' else f'.{role}'}{{--autospace:{gap(look.size, style)}}}"
            if role != "table":
                # Smaller type stands on the baseline of the text's.
                on = (
                    hung(look.size, style)
                    if look.size > style.text.size
                    else f"font-size:{pt(look.size)};line-height:0"
                )
                yield f".{role_class(role)}{{{on}}}"


def hung(size: Points, style: Style) -> str:
    """Type that hangs from the height of the text's, so that the ink of a title begins at the 天头 (5.2.1)."""
    return f"font-size:{pt(size)};line-height:0;vertical-align:{pt((style.text.size - size) * ABOVE)}"


def gap(size: Points, style: Style) -> str:
    """The gap at a change of script in type of a size, as the lines' justification reads it."""
    return number(style.text.autospace * size / PIXEL)


def _table(style: Style) -> Iterator[str]:
    """Rows a whole number of lines high with their rules drawn inside them, so that the grid goes on after a table."""
    look, rule = style.roles["table"], style.pdf.rule
    line = f"{pt(rule)} solid"
    yield f"table{{border-left:{line};font-size:{pt(look.size)};line-height:{pt(style.pdf.pitch - 2 * rule)}}}"
    yield f"td{{padding:0 {pt(look.size / 2)};border-right:{line};border-bottom:{line}}}"
    yield f".first td{{border-top:{line}}}"


def _screen_role(style: Style, role: str, look: RoleLook) -> str:
    line = style.pdf.pitch / look.size
    right = look.right if look.align != "signature" else 0  # placed by its own width
    margins = (look.before * line, right, look.after * line, look.left)
    rules = [f"font-family:{_stack(look.face)}", f"text-align:{_ALIGN[look.align]}"]
    if look.size != style.text.size:
        rules.append(f"font-size:{number(look.size / style.text.size)}em")
    if look.indent:
        rules.append(f"text-indent:{number(look.indent)}em")
    if any(margins):
        rules.append(f"margin:{' '.join(f'{number(margin)}em' for margin in margins)}")
    grouped = [f".{role}+.{role}{{margin-top:{number(-look.after * line)}em}}"] if look.before or look.after else []
    joined = [
        f".{above}+.{role}{{margin-top:{number(-style.roles[above].after * style.pdf.pitch / look.size)}em}}"
        for above in look.joins
    ]
    return "\n".join((f".{role}{{{';'.join(rules)}}}", *grouped, *joined))


def _stack(face: str) -> str:
    """What a reader's browser may have of a face, the official fonts first."""
    known = catalogue()["face"][face]
    names = (known["office"], known["alt"], *(entry["family"] for entry in known["candidates"]))
    return ",".join(f'"{name}"' for name in dict.fromkeys(names)) + ",serif"


def pt(length: Points) -> str:
    """A length as CSS writes it."""
    return f"{number(length)}pt"


def px(length: Points) -> str:
    """A length as CSS writes it where it is kept as it is written, in WeasyPrint's own unit."""
    return f"{number(length / PIXEL)}px"


def number(value: float) -> str:
    """A number as CSS writes it, to a ten-thousandth."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
