"""The doctor: for each face what was asked, what serves it, how much that covers, and what would be better."""

from collections.abc import Iterator, Sequence
from functools import cache

from convert.diagnostic import FontError, Language
from convert.fonts import FontFile, catalogue, install_command, resolve

_LABELS = {
    Language.ZH: {
        "asked": "要求", "own": "✓ 使用", "stand_in": "△ 代用", "none": "✗ 没有", "covers": "覆盖", "rare": "生僻字",
        "odd": "△ 不是全角", "better": "更好：安装", "hanzi": "GB 2312 汉字 {}/{}", "nothing": "无后备字体；运行 {}",
    },
    Language.EN: {
        "asked": "asked", "own": "✓ serves", "stand_in": "△ stand-in", "none": "✗ none", "covers": "covers",
        "rare": "rare", "odd": "△ not 1 em", "better": "better", "hanzi": "{} of {} hanzi of GB 2312",
        "nothing": "no other font; run {}",
    },
}  # fmt: skip
_ONE_EM = "“”…—"
"""What must be as wide as a hanzi in a Chinese face."""


def examine(language: Language) -> Iterator[str]:
    """The lines of the report, a group for every face of the standard."""
    for face in catalogue()["face"]:
        yield f"{catalogue()['face'][face]['name']} ({face})"
        for label, text in _findings(face, language):
            yield f"  {_LABELS[language][label]:<8}\t{text}"


def _findings(face: str, language: Language) -> Iterator[tuple[str, str]]:
    labels, known = _LABELS[language], catalogue()["face"][face]
    yield "asked", " / ".join(entry["family"] for entry in known["candidates"] if not entry.get("stand_in"))
    try:
        own, *others = resolve([face]).chains[face]
    except FontError:
        yield "none", install_command()
        return
    yield ("stand_in" if own.stand_in else "own"), f"{own.family}  {own.path}"
    yield "covers", labels["hanzi"].format(coverage([own]), len(gb2312()))
    if odd := [character for character in _ONE_EM if own.metrics.advance(character) != 1.0]:
        yield "odd", " ".join(odd)
    yield "rare", "、".join(font.family for font in others) or labels["nothing"].format(install_command())
    if own.stand_in:
        yield "better", f"{known['office']} ({known['alt']})"


def coverage(fonts: Sequence[FontFile]) -> int:
    """How many hanzi of GB 2312 the fonts have between them."""
    return sum(any(font.metrics.advance(hanzi) is not None for font in fonts) for hanzi in gb2312())


@cache
def gb2312() -> tuple[str, ...]:
    """The 6,763 hanzi of GB 2312: rows 16 to 87 of its table."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(filter(None, (cell.decode("gb2312", "ignore") for cell in cells)))
