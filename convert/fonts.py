"""Faces of the standard → font files on this machine, their coverage, and what stands in for what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fonts:
    """The fonts that serve a style's faces."""
