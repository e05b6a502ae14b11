"""The doctor: for each face what was asked, what serves it, how much that covers, and the command to better it."""

from collections.abc import Collection, Iterator, Sequence

from convert.diagnostic import FontError, Language
from convert.fonts import FontFile, catalogue, install_command, official_command, resolve
from convert.fonts.repertoire import gb2312, tongyong
from convert.hanzi import display_width

_WORDS = {
    Language.ZH: {
        "asked": "要求", "serves": "使用", "file": "文件", "covers": "覆盖", "others": "后备", "odd": "字宽",
        "better": "更好", "own": "✓ {family}", "stand_in": "△ {family}（代用）", "none": "✗ 没有字体",
        "no_others": "没有",
        "coverage": "GB 2312 {gb2312}，通用规范汉字 {tongyong}，连同后备 {all}",
        "not_one_em": "△ 不是全角：{characters}", "official": "取得正式字体文件后：{command}", "for": "用于{use}",
        "list": "、",
    },
    Language.EN: {
        "asked": "asked", "serves": "serves", "file": "file", "covers": "covers", "others": "others", "odd": "width",
        "better": "better", "own": "✓ {family}", "stand_in": "△ {family} (a stand-in)", "none": "✗ no font",
        "no_others": "none", "coverage": "GB 2312 {gb2312}, 通用规范汉字 {tongyong}, with the others {all}",
        "not_one_em": "△ not 1 em: {characters}", "official": "with the official file: {command}", "for": "for {use}",
        "list": ", ",
    },
}  # fmt: skip
_ONE_EM = "“”…—"
"""What must be as wide as a hanzi in a Chinese face."""
_LABEL = 8
"""Columns of the labels."""


def examine(language: Language) -> Iterator[str]:
    """The lines of the report, a group for every face of the standard."""
    words = _WORDS[language]
    for face, known in catalogue()["face"].items():
        yield f"{known['name']} ({face})  {words['for'].format(use=known['use'][language])}"
        for label, text in _findings(face, language):
            yield f"  {words[label]}{' ' * (_LABEL - display_width(words[label]))}{text}"


def _findings(face: str, language: Language) -> Iterator[tuple[str, str]]:
    words, known = _WORDS[language], catalogue()["face"][face]
    yield "asked", " / ".join(entry["family"] for entry in known["candidates"] if not entry.get("stand_in"))
    try:
        own, *others = chain = resolve([face]).chains[face]
    except FontError:
        yield "serves", words["none"]
        yield "better", install_command()
        return
    yield "serves", words["stand_in" if own.stand_in else "own"].format(family=own.family)
    yield "file", str(own.path)
    counts = {
        "gb2312": _share([own], gb2312()),
        "tongyong": _share([own], tongyong()),
        "all": _share(chain, tongyong()),
    }
    yield "covers", words["coverage"].format(**counts)
    yield "others", words["list"].join(font.family for font in others) or words["no_others"]
    if odd := [character for character in _ONE_EM if own.metrics.advance(character) != 1.0]:
        yield "odd", words["not_one_em"].format(characters=" ".join(odd))
    if own.stand_in:
        yield "better", words["official"].format(command=official_command(face))
    if coverage(chain, tongyong()) < len(tongyong()):
        yield "better", install_command()


def _share(fonts: Sequence[FontFile], characters: Collection[str]) -> str:
    return f"{coverage(fonts, characters):,}/{len(characters):,}"


def coverage(fonts: Sequence[FontFile], characters: Collection[str]) -> int:
    """How many of the characters the fonts have between them."""
    return sum(any(font.metrics.advance(character) is not None for font in fonts) for character in characters)
