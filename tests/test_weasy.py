"""What is changed in WeasyPrint: that it fits, that it is left alone where it does not, and what it saves."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import cffi
import pytest
import ruler
from papers import NOTICE, hanzi, of, part

from convert import fonts, pipeline, style
from convert.compose.setting import Setting
from convert.writers import Resources, css, pdf, weasy
from convert.writers.html import Body, page
from convert.writers.weasy import VARIABLE, VERSION, declarations, embedding, lines, loading, sheets

PLAIN = f"import os; os.environ['{VARIABLE}'] = 'plain'\n"
DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "documents"


def declared() -> str:
    """The C declarations of the WeasyPrint that is installed."""
    from weasyprint.text import ffi

    text = Path(ffi.__file__).read_text(encoding="utf-8")
    return text.split("ffi.cdef('''")[1].split("''')")[0]


def test_the_declarations_are_those_of_weasyprint(tmp_path: Path) -> None:
    maker = cffi.FFI()
    maker.set_source(declarations.__name__, None)
    maker.cdef(declared())
    made = tmp_path / "declarations.py"
    maker.emit_python_code(str(made))
    ours = Path(declarations.__file__).read_text(encoding="utf-8").split("\n", 1)[1]
    assert made.read_text(encoding="utf-8").split("\n", 1)[1] == ours


def run(code: str) -> str:
    """What a program prints that has the changes, whatever these tests are run with."""
    own = {name: value for name, value in os.environ.items() if name != VARIABLE}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=own)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_loading_parses_no_c_and_leaves_no_stand_in() -> None:
    code = (
        "import sys\nfrom convert.writers.weasy.loading import load\nload()\n"
        "print('pycparser' in sys.modules, 'fontTools.subset' in sys.modules)\n"
        "import cffi, fontTools.subset\nprint(hasattr(cffi, 'VerificationError'), hasattr(fontTools.subset, 'main'))"
    )
    assert run(code).split() == ["False", "False", "True", "True"]


def test_others_find_weasyprint_whole() -> None:
    code = (
        "from convert.writers.weasy.loading import load\nweasyprint = load()\n"
        "from weasyprint.text.line_break import pyphen\nfrom weasyprint.images import EpsImagePlugin, Image\n"
        "document = weasyprint.HTML(string='<ol><li>a<li><b>b</b></ol><input value=c>').render()\n"
        "boxes = list(document.pages[0]._page_box.descendants())\n"
        "print(sum(type(box).__name__ == 'BlockBox' and box.element_tag == 'li' for box in boxes))\n"
        "print(len(document.write_pdf()) > 1000, pyphen.language_fallback('en-GB'))\n"
        "print(Image.Image.__name__, EpsImagePlugin.gs_binary)\n"
        "from weasyprint.pdf.anchors import MIMETYPES, mimetypes\nfrom weasyprint.pdf.metadata import uuid4\n"
        "print(MIMETYPES.guess_type('a.txt')[0], mimetypes.guess_type('a.pdf')[0], uuid4().version)\n"
        "import PIL.EpsImagePlugin, PIL.ImageFile\n"
        "print(PIL.EpsImagePlugin.gs_binary, PIL.ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    ours = run(code).split()
    types = ["text/plain", "application/pdf", "4"]
    assert ours[1:] == ["True", "en_GB", "Image", "False", *types, "False", "True"]
    assert run(PLAIN + code).split() == ours


def test_pages_are_xml_of_the_elements_that_the_sheet_knows() -> None:
    look = style.load("gbt9704")
    faces = fonts.resolve(look.faces)
    for path in sorted(DOCUMENTS.rglob("*.md")):
        document = pipeline.structure(pipeline.clean(pipeline.read(path))).document
        body = "\n".join(Body(document, look, Setting(look, faces).for_style()).elements())
        root = ElementTree.XML(page(document, "", body))
        assert {element.tag for element in root.iter()} <= sheets.ELEMENTS
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


ATTRIBUTES = {"alt", "charset", "class", "colspan", "content", "id", "lang", "name", "rowspan", "src", "style", "title"}


def selectors(sheet: str) -> set[str]:
    """Every selector of a sheet of WeasyPrint's, which has a rule a line."""
    lines = [line.split(" {")[0] for line in sheet.splitlines() if re.match(r"[^@ /*}].* \{", line)]
    return {selector for line in lines for selector in re.split(r", (?![^()]*\))", line)}


def test_what_is_left_out_of_the_sheet_matches_nothing_of_ours() -> None:
    from weasyprint import html

    short = sheets.needed(html.UA)
    assert len(short) < len(html.UA) / 4
    assert selectors(short) < selectors(html.UA)
    for selector in selectors(html.UA) - selectors(short):
        asked = set(re.findall(r"\[([a-z]+)", selector))
        names = re.findall(r"(?<![\w:.\[=-])[a-z][a-z0-9]*", re.sub(r"\[[^]]*\]", "", selector))
        link = selector in {":link", ":visited"}  # of an element with href
        assert link or asked - ATTRIBUTES or not sheets.ELEMENTS.issuperset(names), selector


def test_the_boxes_of_a_margin_are_those_that_are_filled() -> None:
    look = style.load("gbt9704")
    used = fonts.resolve(look.faces)
    sheet = css.for_print(look, used, [chain[0] for chain in used.chains.values()], spaced=True, dash=0.4)
    assert set(re.findall(r"@((?:top|bottom|left|right|footnote|note)[a-z-]*)", sheet)) <= sheets.BOXES


def test_a_page_that_is_no_xml_is_set_too() -> None:
    engine = loading.load()
    made = sheets.page(engine, "<p>甲<br>乙", None)
    assert [element.tag for element in made.etree_element.iter()] == ["html", "head", "body", "p", "br"]


OUTLINES = (
    "import sys; sys.path[:0] = ['.', 'tests']\nfrom io import BytesIO\n"
    "import pikepdf\nfrom papers import NOTICE\nfrom tests.embedded import shown\n"
    "from convert import fonts, style\nfrom convert.writers import Resources, pdf\n"
    "from convert.writers.weasy import embedding\nlook = style.load('gbt9704')\n{}\n"
    "made = pdf.write(NOTICE, look, Resources(lambda: fonts.resolve(look.faces)))\n"
    "with pikepdf.open(BytesIO(made.data)) as document:\n"
    "    files = [o.FontFile3 for o in document.objects if isinstance(o, pikepdf.Dictionary) and '/FontFile3' in o]\n"
    "    for file in files:\n"
    "        print(file.Subtype, *(f'{{number}}:{{drawn.hex()}}' for number, drawn in shown(file).items() if drawn))"
)
"""A program that prints what every glyph of every font in a PDF draws."""


@pytest.mark.parametrize("change", ["", "embedding.register = lambda *_: None"], ids=["characters", "glyphs"])
def test_the_outlines_of_a_subset_are_weasyprints(change: str) -> None:
    ours = [line.split() for line in sorted(run(OUTLINES.format(change)).splitlines())]
    plain = [line.split() for line in sorted(run(PLAIN + OUTLINES.format("")).splitlines())]
    assert len(ours) >= 4
    assert {kind for kind, *_ in ours} == {"/CIDFontType0C"}
    assert {kind for kind, *_ in plain} == {"/OpenType"}
    assert [glyphs for _, *glyphs in ours] == [glyphs for _, *glyphs in plain]


def test_a_glyph_that_its_character_does_not_find_is_asked_for_itself() -> None:
    font = fonts.resolve(style.load("gbt9704").faces).chains["fangsong"][0]
    glyph = font.metrics.glyph("国")
    assert embedding._are_found({glyph: "国"}, font)
    assert not embedding._are_found({glyph: "国", glyph + 1: "国"}, font)
    assert not embedding._are_found({glyph: "国家"}, font)


def test_other_declarations_are_parsed() -> None:
    code = (
        "from convert.writers.weasy import loading\nloading.DECLARATIONS = 'none'\n"
        "print(loading.load().__version__)\nimport sys; print('pycparser' in sys.modules)"
    )
    assert run(code).split() == [VERSION, "True"]


WRITE = (
    "import sys; sys.path.insert(0, 'tests')\nfrom hashlib import sha256\n"
    "from convert import fonts, style\nfrom convert.writers import Resources, pdf, weasy\n"
    "from convert.writers.weasy import cascade, embedding, finishing, lines, loading, sheets\n"
    "from papers import NOTICE\nlook = style.load('gbt9704')\n{}\n"
    "made = pdf.write(NOTICE, look, Resources(lambda: fonts.resolve(look.faces)))\n"
    "print(*[d.code for d in made.diagnostics if d.code == 'DC905'], made.pages, sha256(made.data).hexdigest())"
)
"""A program that writes a document, its changes as a line of it leaves them."""


@pytest.fixture(scope="module")
def plain() -> list[str]:
    return run(PLAIN + WRITE.format("")).split()


def test_another_weasyprint_is_left_alone(plain: list[str]) -> None:
    assert plain[:2] == ["DC905", "3"]
    assert run(WRITE.format("weasy.VERSION = loading.VERSION = '0'")).split() == plain


UNKNOWN = {
    "no such attribute": ("weasyprint.layout.inline:get_next_line_box", ()),
    "no such module": ("weasyprint.layout.lines:get_next_linebox", ()),
    "no function": ("weasyprint.layout.inline:boxes", ()),
    "other parameters": ("weasyprint.layout.inline:get_next_linebox", ("context",)),
}


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_what_looks_otherwise_is_not_known(unknown: str) -> None:
    name, parameters = UNKNOWN[unknown]
    assert not weasy.fits({name: parameters})


@pytest.mark.parametrize("change", ["lines", "embedding", "sheets", "cascade", "loading", "finishing"])
def test_a_change_of_what_looks_otherwise_is_left_out(change: str, plain: list[str]) -> None:
    """The others are not: without that of the lines they are ragged, without another they are as ever."""
    written = run(WRITE.format(f"{change}._SHAPES = {{'weasyprint.nothing:nothing': ()}}")).split()
    assert written[:-1] == (plain[:-1] if change == "lines" else ["3"])


def test_properties_are_found_as_by_weasyprint() -> None:
    """With and without the shorter way, the same bytes."""
    left_out = run(WRITE.format("cascade._SHAPES = {'weasyprint.nothing:nothing': ()}"))
    assert run(WRITE.format("")) == left_out


def test_without_the_changes_the_lines_are_the_same_and_only_ragged() -> None:
    look = style.load("gbt9704")
    resources = Resources(lambda: fonts.resolve(look.faces))
    for document in (NOTICE, hanzi(2)):
        with mock.patch.object(lines, "install", return_value=False):
            plain = ruler.measure(pdf.write(document, look, resources).data)
        ours = ruler.measure(pdf.write(document, look, resources).data)
        assert [line.text for page in plain for line in page.lines] == [
            line.text for page in ours for line in page.lines
        ]


def test_a_long_word_tears_no_hole() -> None:
    look = style.load("gbt9704")
    text = "国" * 25 + "见网址http://www.example.gov.cn/art/2026/1/5/art_1234_5678901234567890.html止。"
    made = pdf.write(of(part(text)), look, Resources(lambda: fonts.resolve(look.faces)))
    for line in ruler.measure(made.data)[0].lines:
        gaps = [after.x - before.right for before, after in pairwise(line.characters)]
        assert max(gaps) < 16 * ruler.MM * 0.7


@pytest.mark.parametrize("size", [16 / 0.75, 22 / 0.75, 14 / 0.75])
def test_what_is_cut_off_of_one_glyph_is_carried_to_the_next(size: float) -> None:
    class Geometry:
        width = round(size * 1024)

    text, extra = "国" * 28, [-0.2863] * 28
    glyphs = [Geometry() for _ in text]
    lines.widen(iter((3 * (at + 1), glyph) for at, glyph in enumerate(glyphs)), text, extra, size)
    # As WeasyPrint draws them: the advance in thousandths less a whole number of them.
    drawn = [1000 - int(1000 - glyph.width * 1000 / 1024 / size) for glyph in glyphs]
    assert sum(drawn) * size / 1000 == pytest.approx(28 * size + sum(extra), abs=size / 1000)
