"""Pictures: which files a document may show, and how they stand on the page."""

import os
from io import BytesIO
from pathlib import Path

import opened
import pypdfium2
import pytest
import ruler
from openxml_audit import OpenXmlValidator
from papers import of, part
from PIL import Image as Pillow
from PIL import ImageFile

from convert import fonts, style
from convert.diagnostic import Diagnostic
from convert.document import Document, Image
from convert.limits import Limits
from convert.writers import Resources, Written, pictures, writer

STYLE = style.load("gbt9704")
BODY = part("为了保障道路完好、出行安全，现就有关事项通知如下。" * 3)


def drawn(kind: str = "PNG", size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    whole = BytesIO()
    Pillow.new("RGB", size, "navy").save(whole, kind, **options)
    return whole.getvalue()


def write(to: str, folder: Path | None, *blocks: object) -> Written:
    return writer(to)(Document("", blocks), STYLE, Resources(lambda: fonts.resolve(STYLE.faces), folder))  # type: ignore[arg-type]


def refused(path: str, folder: Path | None, **limits: int) -> str:
    found = pictures.Gallery(folder, Limits(**limits)).picture(Image(path))
    return found.code if isinstance(found, Diagnostic) else ""


@pytest.mark.parametrize("kind", pictures.TYPES)
def test_a_file_is_known_by_its_content(kind: str, tmp_path: Path) -> None:
    (tmp_path / "图.dat").write_bytes(drawn(kind))
    found = pictures.Gallery(tmp_path).picture(Image("图.dat"))
    assert isinstance(found, pictures.Picture)
    assert (found.kind, found.width, found.height) == (kind, 300, 200)


def test_files_outside_the_folder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "文稿"
    (folder / "图").mkdir(parents=True)
    for file in (tmp_path / "out.png", folder / "图" / "in.png"):
        file.write_bytes(drawn())
    (folder / "link.png").symlink_to(tmp_path / "out.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "near.png").symlink_to(folder / "图" / "in.png")
    outside = (
        "../out.png",
        "图/../../out.png",
        "图/../图/in.png",
        str(folder / "图" / "in.png"),
        "link.png",
        "up/out.png",
    )
    assert {refused(path, folder) for path in (*outside, "http://a.cn/a.png", "file:///etc/passwd")} == {"DC714"}
    assert {refused(path, folder) for path in ("图/in.png", "./图/in.png", "near.png")} == {""}


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "ring.png").symlink_to(tmp_path / "ring.png")
    names = ("none.png", "pipe.png", "ring.png", "", ".", "a\0b.png", "长" * 300)
    assert {refused(path, tmp_path) for path in names} == {"DC715"}
    assert refused("a.png", None) == "DC713"


@pytest.mark.parametrize("lenient", [False, True], ids=["alone", "after WeasyPrint"])
def test_what_is_no_sound_picture_is_refused(lenient: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    broken = {
        "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "b.png": b"",
        "c.png": drawn()[:200],
        "c.jpg": drawn("JPEG")[:-300],
        "d.bmp": drawn("BMP"),
        "e.png": b"%PDF-1.7",
    }
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
    assert {refused(name, tmp_path) for name in broken} == {"DC717"}
    assert lenient is ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
def test_a_picture_shown_too_often_is_too_large(to: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn())
    document = Document("", (Image("a.png"), BODY) * 5)
    resources = Resources(lambda: fonts.resolve(STYLE.faces), tmp_path, Limits(image_bytes=3 * len(drawn()) + 1))
    found = writer(to)(document, STYLE, resources).diagnostics
    assert [diagnostic.code for diagnostic in found if diagnostic.code.startswith("DC71")] == ["DC716"] * 2


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    data = bytearray(drawn())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    (tmp_path / "a.png").write_bytes(data)
    assert refused("a.png", tmp_path) == "DC717"  # the header's own checksum is wrong by now
    Pillow.new("1", (10_000, 10_000)).save(tmp_path / "b.png")
    assert refused("b.png", tmp_path) == "DC718"


def test_a_photograph_stands_the_right_way_up(tmp_path: Path) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(drawn("JPEG", exif=exif))
    found = pictures.Gallery(tmp_path).picture(Image("a.jpg"))
    assert isinstance(found, pictures.Picture)
    assert (found.width, found.height) == (200, 300)


@pytest.mark.parametrize("size", [(300, 200), (3000, 900), (500, 5000), (1, 1), (5000, 1)])
def test_the_grid_goes_on_under_a_picture(size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn(size=size))
    plain = {round(c.baseline, 2) for c in ruler.measure(write("pdf", None, *[BODY] * 9).data)[0].characters}
    written = write("pdf", tmp_path, BODY, Image("a.png", "图"), BODY)
    pages = ruler.measure(written.data)
    assert not [found for found in written.diagnostics if found.code.startswith("DC71")]
    assert {round(c.baseline, 2) for page in pages for c in page.characters} <= plain
    (box,) = [box for number in range(len(pages)) for box in boxes(written.data, number)]
    left, bottom, right, top = box
    assert right - left <= STYLE.page.type_area_width + 0.01
    assert top - bottom <= STYLE.page.type_area_height + 0.01
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)


def boxes(data: bytes, number: int) -> list[tuple[float, ...]]:
    """Where the pictures of a page stand, in points: left, bottom, right, top."""
    page = pypdfium2.PdfDocument(data)[number]
    return [found.get_bounds() for found in page.get_objects(max_depth=9) if isinstance(found, pypdfium2.PdfImage)]


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
def test_the_description_stands_for_what_is_missing(to: str, tmp_path: Path) -> None:
    written = write(to, tmp_path, BODY, Image("none.png", "养护流程"), BODY)
    assert [found.code for found in written.diagnostics if found.code.startswith("DC71")] == ["DC715"]
    if to == "pdf":
        assert "养护流程" in ruler.copied(written.data)
    elif to == "docx":
        assert "养护流程" in [opened.text(paragraph) for paragraph in opened.paragraphs(written.data)]
    else:
        assert ">养护流程</p>" in written.data.decode()


def test_a_page_for_a_browser_carries_its_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn())
    html = write("html", tmp_path, Image("a.png", '"图"')).data.decode()
    assert 'src="data:image/png;base64,iVBOR' in html
    assert 'alt="&quot;图&quot;"' in html


@pytest.mark.parametrize("kind", pictures.TYPES)
def test_a_docx_holds_the_picture_once_and_is_sound(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(drawn(kind))
    blocks = (BODY, Image("a", "图\x00一"), BODY, Image("a"))
    data = write("docx", tmp_path, *blocks).data
    assert data == write("docx", tmp_path, *blocks).data
    with opened.zipfile.ZipFile(BytesIO(data)) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 1
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert not OpenXmlValidator().validate(file).errors


def test_a_picture_of_a_docx_takes_whole_lines(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn(size=(300, 210)))
    data = write("docx", tmp_path, Image("a.png", "流程")).data
    with opened.zipfile.ZipFile(BytesIO(data)) as package:
        root = opened.etree.fromstring(package.read("word/document.xml"))
    (extent,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    (about,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    spacing = next(root.iter(f"{opened.W}spacing"))
    blank = sum(int(spacing.get(f"{opened.W}{side}", "")) for side in ("before", "after")) / 20
    lines = (int(extent.get("cy", "")) / 12700 + blank) / STYLE.docx.pitch
    assert lines == pytest.approx(round(lines), abs=0.03)
    assert spacing.get(f"{opened.W}lineRule") == "auto"  # an exact one would cut the picture off
    assert about.get("descr") == "流程"


def test_pictures_take_their_part_in_foretelling_pages(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn(size=(400, 1100)))
    written = write("pdf", tmp_path, *of(BODY, Image("a.png"), BODY).blocks)
    assert written.pages == 3
