"""Styles: every key known, every length in points, and no look outside styles/."""

import re
from pathlib import Path

import pytest

import convert
from convert import style
from convert.diagnostic import StyleError
from convert.document import Role
from convert.style import showing

PACKAGE = Path(convert.__file__).parent


@pytest.mark.parametrize("name", style.names())
def test_every_style_loads_and_knows_every_role(name: str) -> None:
    look = style.load(name)
    assert look.name == name
    assert set(Role) <= look.roles.keys()


def test_the_page_of_the_standard() -> None:
    page = style.load("gbt9704").page
    millimetres = [round(v * 25.4 / 72, 3) for v in (page.head, page.foot, page.binding, page.outer)]
    assert millimetres == [37, 35, 28, 26]


def test_28_characters_fill_the_type_area() -> None:
    look = style.load("gbt9704")
    slack = look.page.type_area_width - look.page.characters * look.cell
    assert 0 <= slack < look.cell / 2


def test_a_style_extends_another(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('extends = "speech"\nname = "mine"\n[role.title]\nsize = "一号"\n', encoding="utf-8")
    look = style.load(str(mine))
    assert (look.roles["title"].size, look.roles["title"].face) == (26, "xiaobiaosong")
    assert look.page == style.load("speech").page


def test_a_style_extends_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('extends = "gbt9704"\nname = "house"\n[text]\nautospace = 0\n', "utf-8")
    (tmp_path / "unit.toml").write_text('extends = "house.toml"\nname = "unit"\n', encoding="utf-8")
    assert style.load(str(tmp_path / "unit.toml")).text.autospace == 0
    assert "autospace = 0" in showing.show(str(tmp_path / "unit.toml"))


@pytest.mark.parametrize("base", style.names())
def test_the_start_of_a_house_style_looks_like_its_base(base: str, tmp_path: Path) -> None:
    path = tmp_path / "市政府.toml"
    text = showing.start("市政府", base)
    path.write_text(text, encoding="utf-8")
    mine, theirs = style.load(str(path)), style.load(base)
    assert (mine.name, mine.roles, mine.letterhead) == ("市政府", theirs.roles, theirs.letterhead)
    path.write_text(re.sub("(?m)^# (?=[a-z_0-9]+ = )", "", text), encoding="utf-8")
    assert style.load(str(path)).roles == theirs.roles, "with every # taken away it still is its base"


@pytest.mark.parametrize(
    ("kind", "masthead", "title", "name"),
    [
        ("讲话", "", "在全市工作会议上的讲话", "speech"),
        ("通知", "临江市人民政府文件", "", "gbt9704"),
        ("函", "临江市教育局", "", "letter"),
        ("函", "临江市教育局文件", "", "gbt9704"),
        ("函", "", "关于商请协助的函", "gbt9704"),
        ("命令", "临江市人民政府令", "", "order"),
        ("命令", "", "临江市人民政府令", "order"),
        ("纪要", "临江市人民政府常务会议纪要", "", "minutes"),
        ("纪要", "临江市人民政府文件", "", "gbt9704"),
        ("", "", "", "gbt9704"),
    ],
)
def test_the_style_of_a_kind(kind: str, masthead: str, title: str, name: str) -> None:
    assert style.for_kind(kind, masthead, title) == name


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        ({"text.size": "500pt"}, "DC709", "5–100 pt"),
        ({"page.head": "-1mm"}, "DC709", "0–211.7 mm"),
        ({"letterhead.top": "-3mm"}, "DC709", "letterhead.top"),
        ({"letterhead.rules": '["40mm"]'}, "DC709", "letterhead.rules"),
        ({"letterhead.colour": "red"}, "DC709", "#rrggbb"),
        ({"role.title.colour": "#12"}, "DC709", "#rrggbb"),
        ({"role.body.indent": "-2"}, "DC709", "0–20"),
        ({"page_number.form": "-"}, "DC709", "{}"),
        ({"signature.seals_a_row": "0"}, "DC709", "1–8"),
        ({"signature.form": "stempel"}, "DC702", "stamp"),
        ({"page.lines": "40"}, "DC732", "pdf.pitch"),
        ({"page.characters": "30"}, "DC732", "page.characters"),
        ({"page.binding": "80mm"}, "DC732", "page.type_area_width"),
        ({"page.head": "90mm"}, "DC732", "page.type_area_height"),
        ({"docx.pitch": "29.6pt"}, "DC732", "docx.pitch"),
        ({"imprint.evn": "true"}, "DC704", "even"),
        ({"text.hangin": "true"}, "DC704", "hanging"),
        ({"txt.hanging": "true"}, "DC704", "text"),
        ({"text.size": "特大"}, "DC702", "三号"),
        ({"text.hanging": "1"}, "DC702", "true | false"),
        ({"page.head": "37"}, "DC702", "…mm"),
        ({"page.head": "'37'"}, "DC702", "…mm"),
        ({"letterhead.rules": "0.5mm"}, "DC702", "["),
        ({"role.body.indent": "2mm"}, "DC702", "1.5"),
        ({"page.lines": '"22"'}, "DC702", "22"),
        ({"kinds": "通知"}, "DC702", '["…", …]'),
        ({"page_number": "3"}, "DC702", "[page_number]"),
        ({"role.title.face": "方正小标宋"}, "DC709", "xiaobiaosong"),
        ({"text.strong": "bold"}, "DC709", "heiti"),
        ({"docx.grid": "char"}, "DC702", "flush"),
        ({"role.titel.face": "heiti"}, "DC704", "title"),
        ({"role.byline.joins": '["datelin"]'}, "DC704", "dateline"),
        ({"role.title.pitch": "true"}, "DC702", "True"),
    ],
)
def test_a_wrong_key_or_value_is_refused_with_a_way_out(settings: dict[str, str], code: str, says: str) -> None:
    with pytest.raises(StyleError) as caught:
        style.load("speech", settings)
    assert caught.value.diagnostic.code == code
    assert says in caught.value.diagnostic.message()


def test_styles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(f'extends = "{two.as_posix()}"\n', encoding="utf-8")
    two.write_text(f'extends = "{one.as_posix()}"\n', encoding="utf-8")
    with pytest.raises(StyleError):
        style.load(str(one))


def test_show_gives_the_resolved_values_with_their_clauses() -> None:
    shown = showing.show("speech")
    assert 'name = "speech"' in shown
    assert re.search(r'^head = "37mm" +# 5\.2\.1', shown, re.M)


def test_show_reads_a_house_style_however_it_is_written(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'extends="letter"\npage.head="38mm"\nimprint = { printed = true }\n'
        '[ signature ]\nseal="40mm"  # ours\n[role.title]\njoins = [\n  "subtitle",\n]\n',
        encoding="utf-8",
    )
    shown = showing.show(str(mine))
    for line in ("printed = true", 'seal = "40mm"', 'joins = ["subtitle"]', 'head = "38mm"'):
        assert re.search(f"^{re.escape(line)}( +# ours)?$", shown, re.M)
    again = tmp_path / "again.toml"
    again.write_text(shown, encoding="utf-8")
    assert style.load(str(again)) == style.load(str(mine))


def test_show_gives_all_of_a_comment() -> None:
    assert "LibreOffice" in showing.show("gbt9704")
    assert "too wide for a portrait page" in showing.show("gbt9704")


def test_no_look_stands_in_the_code() -> None:
    lengths = re.compile(r"[\"' ][0-9.]+(?:mm|pt|twip)[\"'; ]")
    fonts = re.compile("仿宋_|楷体_|方正|Fandol|LXGW|SimHei|Noto ")
    offenders = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if (lengths.search(line) or fonts.search(line)) and not line.lstrip().startswith(("#", '"""'))
    ]
    assert offenders == []
