"""The characters that a document may be expected to use: those of GB 2312 and of 通用规范汉字表."""

from functools import cache
from pathlib import Path


@cache
def gb2312() -> tuple[str, ...]:
    """The 6,763 hanzi of GB 2312: rows 16 to 87 of its table."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return tuple(filter(None, (cell.decode("gb2312", "ignore") for cell in cells)))


@cache
def tongyong() -> tuple[str, ...]:
    """The 8,105 characters of 通用规范汉字表 in its order: levels of 3,500, 3,000 and 1,605."""
    lines = Path(__file__).with_name("tongyong.txt").read_text(encoding="utf-8").splitlines()
    return tuple("".join(line for line in lines if not line.startswith("#")))
