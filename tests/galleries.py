"""The documents of fixtures/gallery/ as a test wants them: rendered once, and measured."""

from functools import cache
from pathlib import Path

from convert import pipeline, ruler
from convert.document import Document
from convert.ruler import Line, Page
from convert.style import Style
from convert.writers import Written

FOLDER = Path(__file__).parent.parent / "fixtures/gallery"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


def style_name(name: str) -> str:
    """The house style beside a document, if it has one."""
    path = FOLDER / f"{name}.toml"
    return str(path) if path.exists() else ""


@cache
def document(name: str) -> Document:
    return pipeline.structure(pipeline.clean(pipeline.read(FOLDER / f"{name}.md"))).document


@cache
def look(name: str) -> Style:
    return pipeline.style_for(document(name), style_name(name))


@cache
def written(name: str) -> Written:
    return pipeline.render(document(name), "pdf", style=style_name(name))


@cache
def pages(name: str) -> tuple[Page, ...]:
    return ruler.measure(written(name).data)


def line(name: str, text: str, page: int | None = None, printed: tuple[Page, ...] = ()) -> Line:
    """The one line of a document that begins with *text*: of its PDF, or of what was *printed* otherwise."""
    found = [
        each
        for sheet in printed or pages(name)
        if page in {None, sheet.number}
        for each in sheet.all_lines
        if each.text.replace(" ", "").startswith(text)
    ]
    found = [each for each in found if each.text.replace(" ", "") == text] or found
    assert len(found) == 1, (text, [each.text for each in found])
    return found[0]
