"""How far glyphs reach, from their outlines by fontTools: for whoever has no quicker way to ask."""

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=64)
def ink(path: Path, index: int, characters: str) -> tuple[float, float]:
    """How far above and how far under the baseline the ink of some characters reaches, in em."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        glyphs, names, units = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        pen = BoundsPen(glyphs)
        for name in filter(None, (names.get(ord(character)) for character in characters)):
            glyphs[name].draw(pen)
    _, lowest, _, highest = pen.bounds or (0, 0, 0, 0)
    return highest / units, -lowest / units
