"""Style → CSS, the only place: for a page of paper with the fonts of this machine, and for a browser."""

from collections.abc import Iterable, Iterator

from convert.fonts import FontFile, Fonts
from convert.style import Points, RoleLook, Style, office_fonts

EM_BOX = (0.88, 0.12)
"""What of a hanzi's square stands above and under the baseline, in em."""

_ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "justify", "signature": "right"}
_PLAIN = (
    "html,body{margin:0}"
    "h1,h2,h3,h4,h5,p,div,table{margin:0;font-size:inherit;font-weight:normal;break-after:auto;break-before:auto;"
    "break-inside:auto}"
)


def for_print(style: Style, fonts: Fonts, used: Iterable[tuple[str, int]]) -> str:
    """The sheet of a PDF; *used* are the face and rank of every font that the text needs."""
    return "\n".join((*_font_faces(fonts, used), *_page(style, fonts), _PLAIN, *_text(style, fonts), *_roles(style)))


def for_screen(style: Style) -> str:
    """The sheet of a page that is read in a browser, set in whatever fonts its reader has."""
    page, text = style.page, style.text
    look = (
        f"body{{max-width:{_pt(page.type_area_width)};margin:2em auto;padding:0 1em;color:{text.colour};"
        f"font:{_pt(text.size)}/{_ratio(style.pdf.pitch / text.size)} {_stack(style.roles['body'].face)};"
        "text-autospace:normal;line-break:strict;overflow-wrap:anywhere}"
    )
    return "\n".join((_PLAIN, look, *(_screen_role(style, role, look) for role, look in style.roles.items())))


def family(face: str, rank: int) -> str:
    """The name under which a sheet knows one font of a face's chain."""
    return f"{face}-{rank}"


def _font_faces(fonts: Fonts, used: Iterable[tuple[str, int]]) -> Iterator[str]:
    for face, rank in used:
        yield (
            f'@font-face{{font-family:"{family(face, rank)}";src:url("{font_url(fonts.chains[face][rank])}");'
            "font-weight:normal;font-style:normal}"
        )


def font_url(font: FontFile) -> str:
    """A font's place as a URL, the number of its face behind a # where it is not the file's first."""
    return font.path.absolute().as_uri() + (f"#{font.index}" if font.index else "")


def baseline(font: FontFile, size: Points, pitch: Points) -> Points:
    """How far under a line's top its baseline comes, by the heights that the font claims."""
    ascent, descent = font.metrics.ascent, font.metrics.descent
    return (pitch - (ascent + descent) * size) / 2 + ascent * size


def _page(style: Style, fonts: Fonts) -> Iterator[str]:
    page, pdf = style.page, style.pdf
    above, under = EM_BOX
    body = fonts.chains[style.roles["body"].face][0]
    # Fonts put their squares higher or lower in the line; the grid is moved so that the ink is where the style says.
    square = (pdf.pitch - (above + under) * style.text.size) / 2 + above * style.text.size
    head = pdf.head + square - baseline(body, style.text.size, pdf.pitch)
    foot = page.height - head - page.lines * pdf.pitch
    sides = f"{_pt(page.outer)} {_pt(foot)} {_pt(page.binding)}"
    yield f"@page{{size:{_pt(page.width)} {_pt(page.height)};margin:{_pt(head)} {sides}}}"
    if page.duplex:
        yield f"@page :left{{margin-left:{_pt(page.outer)};margin-right:{_pt(page.binding)}}}"
    yield from _page_number(style, fonts, foot)


def _page_number(style: Style, fonts: Fonts, foot: Points) -> Iterator[str]:
    """The number under the 版心, the middle of its dashes at the height that 7.5 asks for."""
    page, number = style.page, style.page_number
    font = fonts.chains[number.face][0]
    middle = EM_BOX[0] - 0.5  # of the square, above the baseline, in em
    dash = page.head + page.type_area_height + number.dash  # from the sheet's top edge
    top = page.height - foot
    padding = dash - top + middle * number.size - baseline(font, number.size, number.size)
    before, _, after = number.form.partition("{}")
    box = (
        f'content:"{before}" counter(page) "{after}";font:{_pt(number.size)}/{_pt(number.size)} "{family(number.face, 0)}";'
        f"vertical-align:top;padding-top:{_pt(padding)};white-space:pre;"
    )
    inset = _pt(number.inset * style.cell)
    if number.position == "centre":
        yield f"@page{{@bottom-center{{{box}}}}}"
    elif page.duplex:
        yield f"@page :right{{@bottom-right{{{box}padding-right:{inset}}}}}"
        yield f"@page :left{{@bottom-left{{{box}padding-left:{inset}}}}}"
    else:
        yield f"@page{{@bottom-right{{{box}padding-right:{inset}}}}}"


def _text(style: Style, fonts: Fonts) -> Iterator[str]:
    text = style.text
    body = style.roles["body"].face
    yield (
        f'html{{font:{_pt(text.size)}/{_pt(style.pdf.pitch)} "{family(body, 0)}";color:{text.colour};'
        "font-kerning:none;font-variant-ligatures:none}"
    )
    # The lines are broken already: nothing but a newline ends one.
    yield (
        "h1,h2,h3,h4,h5,p,div{white-space:pre;orphans:1;widows:1;"
        f"--tracking:{_number(text.tracking / 0.75)};--autospace:{_number(text.autospace * text.size / 0.75)}}}"
    )
    # A font of other heights, or a larger one, must not move the line that it stands in.
    for face, chain in fonts.chains.items():
        for rank in range(len(chain)):
            yield f'.{family(face, rank)}{{font-family:"{family(face, rank)}";line-height:0}}'


def _roles(style: Style) -> Iterator[str]:
    pitch, cell = style.pdf.pitch, style.cell
    for role, look in style.roles.items():
        rules = [f"text-align:{_ALIGN[look.align]}"]
        if look.indent:
            rules.append(f"text-indent:{_pt(look.indent * cell)}")
        rules += [
            f"{name}:{_pt(length * unit)}"
            for name, length, unit in (
                ("padding-left", look.left, cell),
                ("padding-right", look.right if look.align != "signature" else 0, cell),
                ("margin-top", look.before, pitch),
                ("margin-bottom", look.after, pitch),
            )
            if length
        ]
        if look.pitch != 1:
            rules.append(f"line-height:{_pt(look.pitch * pitch)}")
        if look.colour:
            rules.append(f"color:{look.colour}")
        if look.page_break:
            rules.append("break-before:page")
        yield f".{role}{{{';'.join(rules)}}}"
        if look.before:
            yield f".{role}+.{role}{{margin-top:0}}"
        if look.size != style.text.size:
            yield f".{role}>span{{{_size(style, look)}}}"
    yield "h1,h2,h3,h4,h5{bookmark-label:attr(title)}.run-in{display:inline;text-indent:0}"


def _size(style: Style, look: RoleLook) -> str:
    """Type larger than the text hangs from the same height, so that a title's ink begins where a page's does (5.2.1)."""
    lower = max(0.0, look.size - style.text.size) * EM_BOX[0]
    return f"font-size:{_pt(look.size)};line-height:0;vertical-align:{_pt(-lower)}"


def _screen_role(style: Style, role: str, look: RoleLook) -> str:
    rules = [
        f"font-family:{_stack(look.face)}",
        f"text-align:{_ALIGN[look.align]}",
        f"text-indent:{_number(look.indent)}em",
        f"margin:{_number(look.before * style.pdf.pitch / look.size)}em {_number(look.right)}em"
        f" {_number(look.after * style.pdf.pitch / look.size)}em {_number(look.left)}em",
    ]
    if look.size != style.text.size:
        rules.append(f"font-size:{_ratio(look.size / style.text.size)}em")
    return f".{role}{{{';'.join(rules)}}}"


def _stack(face: str) -> str:
    font = office_fonts()[face]
    return f'"{font.name}","{font.alternative}",serif'


def _pt(length: Points) -> str:
    return f"{_number(length)}pt"


def _ratio(value: float) -> str:
    return _number(value)


def _number(value: float) -> str:
    """A number of CSS, to a ten-thousandth, without an exponent."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"
