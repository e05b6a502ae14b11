"""Fonts: read from their files, found in folders, chosen by the table, and reported."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import embedded
import pytest
import ruler
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from papers import of, part

from convert import fonts, style
from convert.diagnostic import FontError, Language
from convert.document import Document, Heading
from convert.fonts import FontFile, Fonts, folders
from convert.fonts.repertoire import gb2312, tongyong
from convert.fonts.sfnt import Metrics, entries
from convert.hanzi import display_width
from convert.writers import Resources, pdf

INSTALLED = sorted({face.path for faces in folders.installed().values() for face in faces})


def make(path: Path, family: str, characters: str, *, weight: int = 400, width: int = 1000) -> Path:
    """A font of empty squares."""
    glyphs = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((700, 700))
    pen.closePath()
    builder.setupGlyf({glyph: pen.glyph() for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (width, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that holds all the fonts there are."""
    monkeypatch.setattr(folders, "folders", lambda: (tmp_path,))
    folders.installed.cache_clear()
    monkeypatch.setattr(fonts, "installed", folders.installed)
    yield tmp_path
    folders.installed.cache_clear()


@pytest.mark.parametrize("path", INSTALLED, ids=lambda path: path.name)
def test_characters_and_advances_are_what_fonttools_reads(path: Path) -> None:
    with TTFont(path, fontNumber=0, lazy=True) as theirs:
        characters, advances, units = theirs.getBestCmap(), theirs["hmtx"].metrics, theirs["head"].unitsPerEm
    ours = Metrics(path)
    for code in [*range(0x20, 0x2000, 7), *range(0x2010, 0x3040), *range(0x4E00, 0x9FFF, 97), 0x20BB7]:
        glyph = characters.get(code)
        expected = advances[glyph][0] / units if glyph and glyph != ".notdef" else None
        assert ours.advance(chr(code)) == expected


def test_a_collection_holds_several_faces(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [
        TTFont(make(tmp_path / "a.ttf", "甲体", "国")),
        TTFont(make(tmp_path / "b.ttf", "乙体", "家", width=500)),
    ]
    collection.save(tmp_path / "both.ttc")
    assert ["甲体" in one.names for one in entries(tmp_path / "both.ttc")] == [True, False]
    assert Metrics(tmp_path / "both.ttc", 1).advance("家") == 0.5
    assert Metrics(tmp_path / "both.ttc", 1).advance("国") is None


def test_the_official_font_is_chosen_before_a_stand_in(only: Path) -> None:
    make(only / "stand.ttf", "FandolFang R", "国")
    assert fonts.resolve(["fangsong"]).chains["fangsong"][0].stand_in
    make(only / "official.ttf", "仿宋_GB2312", "国")
    folders.installed.cache_clear()
    own = fonts.resolve(["fangsong"]).chains["fangsong"][0]
    assert (own.family, own.stand_in) == ("仿宋_GB2312", False)
    fonts.resolve(["fangsong"]).refuse_stand_ins()


def test_the_weight_decides_between_faces_of_one_family(only: Path) -> None:
    for weight in (300, 400, 700):
        make(only / f"w{weight}.ttf", "FandolSong", "国", weight=weight)
    found = fonts.resolve(["songti", "xiaobiaosong"]).chains
    assert found["songti"][0].path.name == "w400.ttf"
    assert found["xiaobiaosong"][0].path.name == "w700.ttf"


def test_without_any_font_one_line_says_what_to_run(only: Path) -> None:
    assert list(only.iterdir()) == []
    with pytest.raises(FontError, match=r"DC802: no font for 仿宋体; run: "):
        fonts.resolve(["fangsong"])
    assert any("✗" in line for line in fonts.report(Language.ZH))


def test_a_file_that_is_no_font_is_passed_over(only: Path) -> None:
    (only / "broken.ttf").write_bytes(b"\0\1\0\0\xff\xff" + bytes(40))
    (only / "text.otf").write_text("no font", encoding="utf-8")
    (only / "cut.ttf").write_bytes(make(only / "whole.ttf", "仿宋", "国").read_bytes()[:60])
    assert fonts.resolve(["fangsong"]).chains["fangsong"][0].path.name == "whole.ttf"


def test_a_face_that_is_not_known() -> None:
    with pytest.raises(FontError, match="DC805"):
        fonts.resolve(["comic"])


def test_more_folders_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    assert folders.folders()[0] == tmp_path


def test_a_text_is_cut_where_its_font_ends(tmp_path: Path) -> None:
    first = FontFile(make(tmp_path / "a.ttf", "甲体", "国家"), 0, "甲体")
    second = FontFile(make(tmp_path / "b.ttf", "乙体", "镕", width=800), 0, "乙体")
    chain = Fonts({"face": (first, second)}, {"face": "某体"})
    assert [(part.text, part.rank) for part in chain.stretches("face", "国镕家□\n国")] == [
        ("国", 0), ("镕", 1), ("家□\n国", 0),
    ]  # fmt: skip
    assert chain.advance("face", "镕") == 0.8
    assert chain.missing("face", "国镕□\n") == {"□"}


@pytest.mark.parametrize("language", Language)
def test_the_doctor_tells_of_every_face(language: Language) -> None:
    lines = list(fonts.report(language))
    faces = fonts.catalogue()["face"]
    for face in faces.values():
        assert any(line.startswith(face["name"]) and face["use"][language] in line for line in lines)
    assert sum("6,763/6,763" in line and "8,105/8,105" in line for line in lines) == len(faces)


@pytest.mark.parametrize("language", Language)
def test_the_doctor_lines_up_its_labels(language: Language) -> None:
    rows = [line for line in fonts.report(language) if line.startswith("  ")]
    assert {display_width(re.match(r"  \S+ +", row)[0]) for row in rows} == {10}  # type: ignore[index]


@pytest.mark.skipif(sys.platform != "linux", reason="the command of Linux")
def test_the_command_of_the_doctor_gets_the_official_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    here.mkdir()
    make(here / fonts.catalogue()["face"]["fangsong"]["file"], "FangSong", "".join(gb2312()))
    monkeypatch.setenv("HOME", str(home))
    before = _doctor_on("fangsong")
    assert any("△" in line for line in before)
    (command,) = (line.split("：")[1] for line in before if "simfang.ttf" in line)
    subprocess.run(command, shell=True, check=True, cwd=here)
    after = _doctor_on("fangsong")
    assert not any("simfang.ttf -t" in line for line in after)
    assert any("✓ FangSong" in line for line in after)


def _doctor_on(face: str) -> list[str]:
    """What the doctor says of one face after a new look at the folders."""
    folders.installed.cache_clear()
    lines = list(fonts.report(Language.ZH))
    folders.installed.cache_clear()
    start = next(at for at, line in enumerate(lines) if f"({face})" in line)
    return list(takewhile(lambda line: line.startswith("  "), lines[start + 1 :]))


def test_every_hanzi_of_gb_2312_is_printed() -> None:
    look = style.load("gbt9704")
    text = "".join(gb2312())
    made = pdf.write(of(part(text)), look, Resources(lambda: fonts.resolve(look.faces)))
    assert len(text) == 6763
    assert ruler.copied(made.data) == text
    assert not [d for d in made.diagnostics if d.code == "DC803"]


def test_the_table_of_standard_characters_is_whole() -> None:
    characters = tongyong()
    assert len(characters) == len(set(characters)) == 8105
    assert len(set(characters) & set(gb2312())) == 6638
    assert (characters[0], characters[3499], characters[3500], characters[6500]) == ("一", "矗", "乂", "亍")
    assert all(character.isalpha() for character in characters)


@pytest.mark.parametrize("role", ["heading1", "body"])
def test_every_standard_character_is_drawn(role: str) -> None:
    look = style.load("gbt9704")
    text = "".join(tongyong())
    document = of(part(text)) if role == "body" else Document("", (Heading(1, text),))
    made = pdf.write(document, look, Resources(lambda: fonts.resolve(look.faces)))
    drawn = [glyph for glyph in embedded.glyphs(made.data) if glyph.size != look.page_number.size]
    assert len(drawn) == 8105
    assert not [glyph for glyph in drawn if glyph.is_notdef or glyph.is_blank]


def test_a_character_that_no_font_has_is_a_notdef() -> None:
    look = style.load("gbt9704")
    made = pdf.write(of(part("国\U000323af家")), look, Resources(lambda: fonts.resolve(look.faces)))
    assert sum(glyph.is_notdef for glyph in embedded.glyphs(made.data)) == 1


@pytest.mark.parametrize("face", fonts.catalogue()["face"])
def test_quotes_dashes_and_dots_are_of_the_chinese_face_and_one_em_wide(face: str) -> None:
    chain = fonts.resolve([face])
    assert [chain.rank(face, character) for character in "“”‘’…—"] == [0] * 6
    assert [chain.advance(face, character) for character in "“”‘’…—"] == [1.0] * 6
