"""Faces of the standard → font files on this machine: what serves, what stands in, which characters they hold."""

import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

from convert.diagnostic import Diagnostic, FontError, Language, diagnose
from convert.fonts.folders import Installed, installed
from convert.fonts.outlines import ink
from convert.fonts.sfnt import DAMAGES, Metrics
from convert.style.tables import shipped_table

_REGULAR, _SEMIBOLD, _BOLD = 400, 600, 700


@dataclass(frozen=True)
class FontFile:
    """A font that serves a face."""

    path: Path
    index: int
    """Which face of the file, where it holds several."""
    family: str
    stand_in: bool = False

    @property
    def name(self) -> str:
        """A name that this font has alone: that of its file, or what is ASCII of it, and the number of its face."""
        stem = "".join(c for c in self.path.stem if c.isascii() and (c.isalnum() or c == "-"))
        return f"{stem or 'font'}{f'-{self.index}' if self.index else ''}"

    @property
    def metrics(self) -> Metrics:
        """Its characters, their advances and its heights, in em; FontError DC806 where its file is damaged."""
        return _metrics(self.path, self.index)

    def ink(self, characters: str) -> tuple[float, float]:
        """How far above and how far under the baseline the ink of some characters reaches, in em."""
        return ink(self.path, self.index, characters)


class Stretch(NamedTuple):
    """Part of a text and the font that sets it, by its rank in the face's chain: 0 is the face's own."""

    text: str
    rank: int


@dataclass(frozen=True)
class Fonts:
    """The fonts that serve a style's faces: for each the one that is its own, then those for what that one lacks."""

    chains: Mapping[str, tuple[FontFile, ...]]
    names: Mapping[str, str]
    """Face → its name in Chinese."""

    def stand_ins(self, used: Container[FontFile]) -> Iterator[Diagnostic]:
        """DC801 for every face that a stand-in serves, of those whose font is *used*."""
        for face, (own, *_) in self.chains.items():
            if own.stand_in and own in used:
                yield diagnose("DC801", face=self.names[face], font=own.family)

    def refuse_stand_ins(self) -> None:
        """FontError DC804 where a face is served by a stand-in."""
        for face, chain in self.chains.items():
            if chain[0].stand_in:
                raise FontError("DC804", face=self.names[face], font=chain[0].family)

    def rank(self, face: str, character: str) -> int | None:
        """Which font of the face's chain has a character; None where none has."""
        for rank, font in enumerate(self.chains[face]):
            if font.metrics.advance(character) is not None:
                return rank
        return None

    def advance(self, face: str, character: str) -> float:
        """The width of a character in em, in the font of the chain that has it."""
        for font in self.chains[face]:
            width = font.metrics.advance(character)
            if width is not None:
                return width
        return 1.0

    def stretches(self, face: str, text: str) -> Iterator[Stretch]:
        """A text in parts that one font can set; what no font has is left to the first."""
        own = self.chains[face][0].metrics
        start, last = 0, 0
        for at, character in enumerate(text):
            known = character == "\n" or own.advance(character) is not None
            rank = 0 if known else self.rank(face, character) or 0
            if rank != last:
                if at > start:
                    yield Stretch(text[start:at], last)
                start, last = at, rank
        if start < len(text):
            yield Stretch(text[start:], last)

    def missing(self, face: str, text: Iterable[str]) -> set[str]:
        """The characters of *text* that no font of the chain has."""
        return {character for character in set(text) if character != "\n" and self.rank(face, character) is None}


def resolve(faces: Iterable[str]) -> Fonts:
    """Find the fonts that serve *faces*; FontError DC802 where none does."""
    known = catalogue()
    chains = {}
    for face in faces:
        if face not in known["face"]:
            raise FontError("DC805", face=face, known="、".join(known["face"]))
        chains[face] = _chain(known["face"][face], known["rare"])
        if not chains[face]:
            raise FontError("DC802", face=known["face"][face]["name"], command=install_command())
    return Fonts(chains, {face: known["face"][face]["name"] for face in chains})


def catalogue() -> dict[str, Any]:
    """styles/fonts.toml: the faces, their candidates in order, and what to install."""
    return shipped_table("fonts")


def report(language: Language = Language.ZH) -> Iterator[str]:
    """What `doconv fonts` prints, line by line."""
    from convert.fonts.doctor import examine

    return examine(language)


def install_command(what: str = "fonts") -> str:
    """The command that gets "fonts" or "pango" on this system, by the package tool found here."""
    commands: Mapping[str, str] = catalogue()["install"][what]
    return next((command for tool, command in commands.items() if which(tool)), commands["other"])


def official_command(face: str) -> str:
    """The command that puts the official font of a face in its place on this system, once its file is at hand."""
    known: Mapping[str, str] = catalogue()["install"]["official"]
    return known.get(sys.platform, known["other"]).format(file=catalogue()["face"][face]["file"])


@cache
def _metrics(path: Path, index: int) -> Metrics:
    """A font's metrics, read once a process: reading them anew would take a fifth of a short document's time."""
    try:
        return Metrics(path, index)
    except DAMAGES as error:
        raise FontError("DC806", path=path) from error


def _chain(face: Mapping[str, Any], rare: Iterable[Mapping[str, Any]]) -> tuple[FontFile, ...]:
    """The best candidate of a face that is installed, then every font at hand for what it lacks."""
    own = next(_found(face["candidates"]), None)
    if own is None:
        return ()
    others = {font.path: font for font in _found([*face["fallback"], *rare]) if font.path != own.path}
    return (own, *others.values())


def _found(wanted: Iterable[Mapping[str, Any]]) -> Iterator[FontFile]:
    for entry in wanted:
        bold = entry.get("bold", False)
        fits = [font for font in installed().get(entry["family"], ()) if (font.weight >= _SEMIBOLD) == bold]
        if fits:
            best = min(fits, key=lambda font: _distance(font, _BOLD if bold else _REGULAR))
            yield FontFile(best.path, best.face, entry["family"], entry.get("stand_in", False))


def _distance(font: Installed, weight: int) -> int:
    return abs(font.weight - weight)
