"""PDF/A and PDF/UA as an independent validator sees them: veraPDF, for every document of the fixtures."""

from pathlib import Path

import pytest
import verapdf
from PIL import Image

from convert import pipeline
from convert.document import Document

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(300),
    # WeasyPrint leaves its colour profile open.
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(bool(verapdf.missing()), reason=f"not installed: {verapdf.missing()}"),
]

FIXTURES = Path(__file__).parents[2] / "fixtures"
SOURCES = [*sorted((FIXTURES / "documents").glob("*.md")), *sorted((FIXTURES / "gallery").glob("[!R]*.md"))]
VARIANTS = {"pdf/a-2b": "2b", "pdf/a-2u": "2u", "pdf/a-2a": "2a", "pdf/a-3b": "3b", "pdf/ua-1": "ua1"}


def made(document: Document, variant: str, folder: Path | None = None) -> bytes:
    return pipeline.render(document, settings={"pdf.variant": variant}, folder=folder).data


@pytest.mark.parametrize("variant", ["pdf/a-2b", "pdf/ua-1"])
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_document_is_valid(path: Path, variant: str) -> None:
    document = pipeline.structure(pipeline.clean(pipeline.read(path))).document
    assert not verapdf.validate(made(document, variant, path.parent), VARIANTS[variant])


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_is_valid(variant: str) -> None:
    path = FIXTURES / "documents" / "speech.md"
    document = pipeline.structure(pipeline.clean(pipeline.read(path))).document
    assert not verapdf.validate(made(document, variant), VARIANTS[variant])


@pytest.mark.parametrize("variant", ["pdf/a-2b", "pdf/ua-1"])
def test_pictures_footnotes_and_emphasis_are_valid(variant: str, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")
    path = tmp_path / "document.md"
    path.write_text(
        "---\ndoconv: 1\n---\n\n# 关于印发方案的通知\n\n经研究[^1]，**镕**字和*赟*字如下。\n\n"
        "![方案的图](red.png)\n\n[^1]: 见第三次会议纪要。\n",
        encoding="utf-8",
    )
    document = pipeline.structure(pipeline.clean(pipeline.read(path))).document
    assert not verapdf.validate(made(document, variant, tmp_path), VARIANTS[variant])


def test_the_validator_sees_what_is_wrong() -> None:
    path = FIXTURES / "documents" / "speech.md"
    plain = made(pipeline.structure(pipeline.clean(pipeline.read(path))).document, "")
    assert {rule.split(":")[0] for rule in verapdf.validate(plain, "2b")} == {"6.2.4.3", "6.6.2.1"}
    assert {rule.split(":")[0] for rule in verapdf.validate(plain, "ua1")} == {"7.1"}
