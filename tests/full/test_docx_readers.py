"""The DOCX as programs read it that know nothing of doconv: pandoc and mammoth find the model's text and headings."""

import io
import json
import subprocess
from collections.abc import Iterator
from typing import Any

import mammoth
import pytest
from corpus_documents import SOURCES, document
from lxml import html
from opened import write
from papers import NOTICE, PLAN, SPEECH, headings_of, text_of

from convert.compose.frame import frame
from convert.compose.grid import docx_grid
from convert.compose.head import head
from convert.compose.signature import nominal
from convert.document import Document
from convert.style import load

pytestmark = pytest.mark.full
STYLE = load("gbt9704")
WRITTEN = {"a notice": NOTICE, "a speech": SPEECH, "landscape tables": PLAN}


@pytest.fixture(params=[*WRITTEN, *SOURCES], ids=lambda source: getattr(source, "name", source))
def paper(request: pytest.FixtureRequest) -> Document:
    return WRITTEN[request.param] if request.param in WRITTEN else document(request.param)


def printed(paper: Document, *, boxes: bool) -> str:
    """What is printed of a document in its frame, with or without the 版记, which stands in a box of text."""
    around = frame(paper, STYLE, docx_grid(STYLE), nominal(STYLE))
    above = [part.text for part in around.letterhead.parts] if around.letterhead else []
    lines = text_of(around.document)
    numbered = around.letterhead is not None and around.letterhead.is_numbered
    lines[1:1] = [line.text for line in head(around.document, numbered=numbered)]
    bands = around.imprint.bands if around.imprint and boxes else ()
    below = [entry.label + entry.text + entry.right for band in bands for entry in band.entries]
    return "".join((*above, *lines, *below))


def _solid(text: str) -> str:
    """A text without its spaces: pandoc folds them, and where a title's line ends one gives way to the break."""
    return "".join(text.split())


def test_pandoc_reads_the_models_text_and_headings(paper: Document) -> None:
    command = ["pandoc", "--from", "docx+styles", "--to", "json"]
    tree = json.loads(
        subprocess.run(command, input=write(paper).data, capture_output=True, check=True, timeout=60).stdout
    )
    title, subtitle = (_inlines(tree["meta"].get(key, [])) for key in ("title", "subtitle"))
    assert _solid(title + subtitle + _inlines(tree["blocks"])) == _solid(printed(paper, boxes=False))
    assert [(h["c"][0], _inlines(h["c"][2])) for h in _of_type(tree["blocks"], "Header")] == headings_of(paper)


def _of_type(tree: Any, kind: str) -> Iterator[Any]:
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from _of_type(part, kind)


def _inlines(tree: Any) -> str:
    """The text of a tree of pandoc's, in order."""
    if isinstance(tree, dict):
        match tree.get("t"):
            case "Str":
                return str(tree["c"])
            case "Space":
                return " "
            case "Quoted":
                marks = "‘’" if tree["c"][0]["t"] == "SingleQuote" else "“”"
                return marks[0] + _inlines(tree["c"][1]) + marks[1]
        tree = list(tree.values())
    return "".join(map(_inlines, tree)) if isinstance(tree, list) else ""


def test_mammoth_reads_the_models_text_and_headings(paper: Document) -> None:
    page = html.fromstring(f"<main>{mammoth.convert_to_html(io.BytesIO(write(paper).data)).value}</main>")
    assert _solid(page.text_content()) == _solid(printed(paper, boxes=True))
    found = [(int(h.tag[1]), h.text_content()) for h in page.iter("h1", "h2", "h3", "h4")]
    assert found == headings_of(paper)
