"""The package before any text is in it: the XML parts of parts/, filled from a Style."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template

from convert import shipped
from convert.style import Style
from convert.writers.docx import look
from convert.writers.docx.look import twips
from convert.writers.docx.text import escaped


def parts(style: Style, properties: str) -> dict[str, str]:
    """The parts of a DOCX without text, by name: page, footers, styles, fonts, settings and the given properties."""
    values = _values(style) | {"properties": properties}
    return {name: template.substitute(values) for name, template in _templates()}


@cache
def _templates() -> tuple[tuple[str, Template], ...]:
    """The name in the package and the template of every part, in a fixed order."""
    root = shipped.path("writers", "docx", "parts")
    found = sorted(_walk(root, ""))
    return tuple((name, Template(root.joinpath(name).read_text(encoding="utf-8"))) for name in found)


def _walk(folder: Path, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}{entry.name}/")
        else:
            yield path + entry.name


def _values(style: Style) -> dict[str, str | int]:
    """What the placeholders of the parts stand for; lengths in twips, sizes in half points, rules in eighths of one."""
    return _page(style) | _text(style) | _footer(style)


def _page(style: Style) -> dict[str, str | int]:
    page, flush, word = style.page, style.docx.grid == "flush", style.docx.grid == "word"
    return {
        "page_width": twips(page.width),
        "page_height": twips(page.height),
        "head": twips(style.pdf.head if flush else page.head),
        "foot": twips(look.foot(style)),
        "binding": twips(page.binding),
        "outer": twips(page.outer),
        "mirrored": int(page.duplex),
        "sided": int(page.duplex and style.page_number.position == "outer"),
        "grid_type": "linesAndChars" if word else "lines",
        "character_space": style.docx.word_character_space if word else 0,
        "pitch": look.pitch(style),
        # A section that has a footer for its first page, but none such, has no number there.
        "first_page": "" if style.page_number.on_first else "<w:titlePg/>",
    }


def _text(style: Style) -> dict[str, str | int]:
    body, title = style.roles["body"], style.roles["title"]
    faces = (look.font(face) for face in style.faces)
    return {
        "font": escaped(look.font(body.face).name),
        "title_font": escaped(look.font(title.face).name),
        "colour": look.colour(style.text.colour),
        "tracking": look.tracking(style),
        "size": round(2 * style.text.size),
        "tab": twips(2 * style.text.size),
        # Written out either way: left out, LibreOffice 7.4 takes it for false.
        "hanging": f'<w:overflowPunct w:val="{int(style.docx.hanging)}"/>',
        "autospace": "" if style.text.autospace else '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
        "strong": look.fonts_element(look.font(style.text.strong)),
        "emphasis": look.fonts_element(look.font(style.text.emphasis)),
        "cell_margin": look.cell_margin(style),
        "rule": round(8 * style.pdf.rule),
        "roles": look.role_styles(style),
        "fonts": "".join(
            f'<w:font w:name="{escaped(face.name)}"><w:altName w:val="{escaped(face.alternative)}"/>'
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
            for face in faces
        ),
    }


def _footer(style: Style) -> dict[str, str | int]:
    """The page number: its dash is the middle of a line as high as the type, *dash* under the 版心 (7.5)."""
    page, number = style.page, style.page_number
    from_edge = page.foot - number.dash - number.size / 2
    return {
        "footer": twips(from_edge),
        "number_font": escaped(look.font(number.face).name),
        "number_size": round(2 * number.size),
        "number_pitch": twips(number.size),
        "number": number_runs(style),
        "odd_place": number_place(style, "right"),
        "even_place": number_place(style, "left"),
    }


def number_runs(style: Style) -> str:
    """The page number, as a field that an office program keeps up to date."""
    before, _, after = style.page_number.form.partition("{}")
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    field = ('<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>', "<w:r><w:t>1</w:t></w:r>", "")
    return "".join(
        (
            f'<w:r><w:t xml:space="preserve">{escaped(before)}</w:t></w:r>',
            *(mark + text for mark, text in zip(marks, field, strict=True)),
            f'<w:r><w:t xml:space="preserve">{escaped(after)}</w:t></w:r>',
        )
    )


def number_place(style: Style, side: str) -> str:
    """Where the number stands on a page whose outer edge is at that side."""
    if style.page_number.position == "centre":
        return '<w:jc w:val="center"/>'
    inset = style.page_number.inset
    return f'<w:ind w:{side}="{twips(inset * style.cell)}"/><w:jc w:val="{side}"/>'
