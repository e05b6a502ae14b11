"""The fonts of this machine: the folders where each system keeps them, and the faces found there."""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from convert.fonts.sfnt import DAMAGES, entries

VARIABLE = "DOCONV_FONTS"
"""The environment variable that names more folders, looked in first."""

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


class Installed(NamedTuple):
    """One face of one font file."""

    path: Path
    face: int
    """Which of the file's faces."""
    weight: int


def folders() -> tuple[Path, ...]:
    """The font folders of this system, those of DOCONV_FONTS first."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 – Path.home() raises where a service has no home
    named = [Path(folder) for folder in os.environ.get(VARIABLE, "").split(os.pathsep) if folder]
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        system = [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        system = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        texlive = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
        system = [home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts")]
        system += [Path("/usr/share/fonts"), texlive]
    return (*named, *system)


@cache
def installed() -> Mapping[str, tuple[Installed, ...]]:
    """Every name of every upright face found, earlier folders first; a file that cannot be read is passed over."""
    found: dict[str, list[Installed]] = {}
    for path in _files():
        try:
            faces = entries(path)
        except DAMAGES:
            continue
        for index, face in enumerate(faces):
            for name in () if face.slanted else face.names:
                found.setdefault(name, []).append(Installed(path, index, face.weight))
    return {name: tuple(faces) for name, faces in found.items()}


def _files() -> Iterator[Path]:
    """Font files in a fixed order, whatever the file system's own is."""
    for folder in folders():
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if os.path.splitext(name)[1].lower() in _SUFFIXES:  # noqa: PTH122 – a Path for each file is slow
                    yield Path(place, name)
