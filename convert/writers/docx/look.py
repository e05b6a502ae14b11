"""A Style as WordprocessingML: lengths in twips, roles as paragraph styles, elements in the schema's order."""

from convert.style import OfficeFont, Points, RoleLook, Style, office_fonts
from convert.writers.docx.text import escaped

LEVELS = {"heading1": 0, "heading2": 1, "heading3": 2, "heading4": 3}
"""Role → outline level, counted from 0."""

IN_LINE = ("document_number", "signatories", "signatory", "signer")
"""Roles that may share a line with another one, which makes them character styles too."""

_ALIGNMENTS = {"left": "left", "centre": "center", "right": "right", "justify": "both", "signature": "right"}


def twips(length: Points) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def pitch(style: Style) -> int:
    """The distance from line to line, in twips."""
    return twips(style.pdf.pitch if style.docx.grid == "flush" else style.docx.pitch)


def foot(style: Style) -> Points:
    """The margin under the text."""
    return style.pdf.foot if style.docx.grid == "flush" else style.page.foot


def tracking(style: Style) -> int:
    """What is added to every character, in twips; Word's own grid adds it by itself."""
    return 0 if style.docx.grid == "word" else twips(style.text.tracking)


def font(face: str) -> OfficeFont:
    """The font a DOCX asks for where the style says *face*."""
    return office_fonts()[face]


def cell_margin(style: Style) -> int:
    """The blank on either side of what stands in a cell of a table: half a character, in twips."""
    return twips(style.roles["table"].size / 2)


def colour(value: str) -> str:
    """#RRGGBB as OOXML writes it."""
    return value.removeprefix("#").upper()


def character_id(role: str) -> str:
    """The id of the character style that is linked to a role's paragraph style."""
    return f"{role}_character"


def role_styles(style: Style) -> str:
    """Every role as a paragraph style, and those that share a line with another as a character style too."""
    return "".join(
        _paragraph_style(style, role, look) + (_character_style(role, look) if _shares_line(role) else "")
        for role, look in style.roles.items()
    )


def _paragraph_style(style: Style, role: str, look: RoleLook) -> str:
    following = role if role == "body" else "body"
    link = f'<w:link w:val="{character_id(role)}"/>' if _shares_line(role) else ""
    paragraph, run = _paragraph_properties(style, role, look), _run_properties(look)
    return (
        f'<w:style w:type="paragraph"{_custom(look)} w:styleId="{role}">'
        f'<w:name w:val="{escaped(look.name)}"/><w:basedOn w:val="normal"/><w:next w:val="{following}"/>{link}'
        f'<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _character_style(role: str, look: RoleLook) -> str:
    return (
        f'<w:style w:type="character"{_custom(look)} w:styleId="{character_id(role)}">'
        f'<w:name w:val="{escaped(look.name)} Char"/><w:basedOn w:val="default"/><w:link w:val="{role}"/>'
        f'<w:uiPriority w:val="1"/><w:rPr>{_run_properties(look)}</w:rPr></w:style>'
    )


def _shares_line(role: str) -> bool:
    return role in LEVELS or role in IN_LINE


def _custom(look: RoleLook) -> str:
    """Word names its built-in styles in English, whatever its language; ours are named in Chinese."""
    return "" if look.name.isascii() else ' w:customStyle="1"'


def _paragraph_properties(style: Style, role: str, look: RoleLook) -> str:
    before, after, line = (round(count * pitch(style)) for count in (look.before, look.after, look.pitch))
    in_table = role == "table"
    if in_table:
        line -= 2 * twips(style.pdf.rule)  # so that its rules take no line from the page
    return "".join(
        (
            "<w:keepNext/>" if look.keeps else "",
            "<w:pageBreakBefore/>" if look.page_break else "",
            # LibreOffice 7.4 gives type that is higher than the grid's lines two of them, whatever its own line.
            '<w:snapToGrid w:val="0"/>' if in_table or look.size > style.text.size else "",
            f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>',
            _indents(look, style.cell),
            # The blank lines stand around a group of the same role, not between its members.
            "<w:contextualSpacing/>" if before or after else "",
            f'<w:jc w:val="{_ALIGNMENTS[look.align]}"/>',
            f'<w:outlineLvl w:val="{LEVELS[role]}"/>' if role in LEVELS else "",
        )
    )


def _indents(look: RoleLook, cell: Points) -> str:
    """Indents in characters, which Word prefers, and in twips, which other programs read."""
    sides = {"left": look.left, "right": look.right, "firstLine": look.indent}
    if look.align == "signature":
        # Placed line by line from the widths of name and date; a blank here would win over that one in Word.
        del sides["right"]
    given = [
        f'w:{side}Chars="{round(100 * count)}" w:{side}="{twips(count * cell)}"'
        for side, count in sides.items()
        if count
    ]
    return f"<w:ind {' '.join(given)}/>" if given else ""


def _run_properties(look: RoleLook) -> str:
    size = round(2 * look.size)
    return "".join(
        (
            fonts_element(font(look.face)),
            "<w:b/><w:bCs/>" if look.bold else "",
            f'<w:color w:val="{colour(look.colour)}"/>' if look.colour else "",
            f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
    )


def fonts_element(face: OfficeFont) -> str:
    """One font for every script; the hint gives “ ” … — to the Chinese one in Word."""
    name = escaped(face.name)
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
