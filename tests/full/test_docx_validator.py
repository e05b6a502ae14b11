"""The DOCX under the Open XML SDK, the validator that Word's own makers wrote, as npm ships it."""

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import galleries
import pytest
from corpus_documents import SOURCES, document
from opened import no_fonts, write
from openxml_audit import OpenXmlValidator
from papers import NOTICE, PLAN, SPEECH, hanzi
from PIL import Image as Picture

from convert import pipeline
from convert.document import Document, Image, Paragraph, Run
from convert.style import load
from convert.writers import Resources, writer

ROOT = Path(__file__).parents[2]
PLACES = (ROOT / ".venv/node/node_modules/.bin/ooxml-validator", ROOT / "node_modules/.bin/ooxml-validator")

pytestmark = pytest.mark.full


def validator() -> str:
    """The program; a missing one fails the test, for a check that is skipped is no check."""
    named = os.environ.get("DOCONV_OOXML_VALIDATOR")
    found = [named] if named else [str(place) for place in PLACES if place.exists()]
    assert found, "no Open XML validator: run `make test-full`, or set DOCONV_OOXML_VALIDATOR"
    return found[0]


@pytest.mark.parametrize("grid", ["lines", "word", "flush"])
@pytest.mark.parametrize(
    "paper",
    [NOTICE, SPEECH, hanzi(2), PLAN, Document()],
    ids=["notice", "speech", "hanzi", "landscape", "empty"],
)
def test_the_open_xml_sdk_finds_nothing(paper: Document, grid: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(write(paper, docx__grid=grid).data)
    result = subprocess.run([validator(), str(path)], capture_output=True, check=False, timeout=60)
    answer = json.loads(result.stdout)
    assert answer["errors"] == []
    assert answer["ok"] is True
    assert result.returncode == 0


@pytest.mark.parametrize("name", galleries.NAMES)
def test_the_open_xml_sdk_finds_nothing_in_the_gallery(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(pipeline.render(galleries.document(name), "docx", style=galleries.style_name(name)).data)
    result = subprocess.run([validator(), str(path)], capture_output=True, check=False, timeout=60)
    assert json.loads(result.stdout)["errors"] == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_open_xml_sdk_finds_nothing_in_pictures_and_footnotes(kind: str, tmp_path: Path) -> None:
    Picture.new("RGB", (400, 300), "navy").save(tmp_path / "a", kind)
    noted = Paragraph((Run("道路完好", note="按年度统计。"), Run("，请照办。", note="共12项。")))
    paper = Document("", (noted, Image("a", "流程"), Image("none.png", "没有的图"), Image("a"), noted))
    path = tmp_path / "paper.docx"
    path.write_bytes(writer("docx")(paper, load("gbt9704"), Resources(no_fonts, tmp_path)).data)
    result = subprocess.run([validator(), str(path)], capture_output=True, check=False, timeout=60)
    assert json.loads(result.stdout)["errors"] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_rules_of_open_xml_find_nothing_in_any_fixture(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(write(document(source)).data)
    assert OpenXmlValidator().validate(path).errors == []


def test_the_open_xml_sdk_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "wrong.docx"
    path.write_bytes(_with_a_wrong_element(write(SPEECH, "speech").data))
    result = subprocess.run([validator(), str(path)], capture_output=True, check=False, timeout=60)
    assert json.loads(result.stdout)["ok"] is False


def _with_a_wrong_element(data: bytes) -> bytes:
    """A package whose paragraphs have an alignment that is none, and that in the wrong place."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(whole, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:pStyle", b'<w:jc w:val="middle"/><w:pStyle'))
    return whole.getvalue()
