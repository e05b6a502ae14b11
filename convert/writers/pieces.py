"""Pieces of text between their measuring and their HTML: parted into paragraphs, joined from lines."""

from collections.abc import Sequence
from dataclasses import replace

from convert.compose.setting import Piece


def in_paragraphs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of every paragraph: where the author ends a line, as in verse, a new one begins."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        paragraphs[-1].append(replace(piece, text=first))
        paragraphs += [[replace(piece, text=text)] for text in others]
    return [[piece for piece in paragraph if piece.text] for paragraph in paragraphs]


def emphasis_name(strong: bool, emphasis: bool) -> str:
    """What a style calls this emphasis; strong where it is both."""
    return "strong" if strong else "emphasis" if emphasis else ""


def join(lines: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces of all lines with a newline where a line begins, neighbours that look the same in one."""
    joined: list[Piece] = []
    for number, line in enumerate(lines):
        if number and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + "\n")
        for piece in line:
            last = joined[-1] if joined else None
            if last and (last.role, last.emphasis, last.note, piece.note) == (piece.role, piece.emphasis, "", ""):
                joined[-1] = replace(last, text=last.text + piece.text)
            else:
                joined.append(piece)
    return joined
