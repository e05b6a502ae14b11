"""Styles: every key known, every length in points, and no look outside styles/."""

import re
from pathlib import Path

import pytest

import convert
from convert import style
from convert.diagnostic import StyleError
from convert.document import Role

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


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        ({"text.hangin": "true"}, "DC704", "hanging"),
        ({"txt.hanging": "true"}, "DC704", "text"),
        ({"text.size": "特大"}, "DC702", "特大"),
        ({"text.hanging": "1"}, "DC702", "1"),
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
    shown = style.show("speech")
    assert 'name = "speech"' in shown
    assert re.search(r'^head = "37mm" +# 5\.2\.1', shown, re.M)


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
