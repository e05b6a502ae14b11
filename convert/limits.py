"""How much of anything one document may have: each limit a key of [limits] in the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from convert.diagnostic import Diagnostic, LimitError, diagnose


def _limit(default: int, code: str, most: int = 0) -> int:
    """A limit with the message of its *code*; *most* is what it can be raised to, where the reason lies deeper."""
    return field(default=default, metadata={"code": code, "most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """What real work stays below; more is refused before it costs memory or time."""

    source_bytes: int = _limit(100_000_000, "DC940")
    """Bytes of a file that is read."""
    line_characters: int = _limit(5_000_000, "DC941")
    """Characters of one line of its text."""
    blocks: int = _limit(500_000, "DC942")
    """Paragraphs, headings, tables and images of a document."""
    table_cells: int = _limit(200_000, "DC943")
    """Cells of one table."""
    nesting: int = _limit(500, "DC944", 2000)
    """Levels of tags in a page: libxml2 loses what is deeper than 2048. In Markdown what is too deep is text."""
    image_bytes: int = _limit(100_000_000, "DC716")
    """Bytes of all images of a document, each counted as often as it is shown."""
    image_pixels: int = _limit(50_000_000, "DC718")
    """Pixels of one image, which takes four bytes for each when it is unpacked."""
    pages: int = _limit(10_000, "DC945")
    """Pages of a PDF."""

    def hold(self, name: str, measured: int, path: object = "-") -> None:
        """LimitError where what was *measured* of the document at *path* is more than the limit called *name*."""
        if measured > getattr(self, name):
            raise LimitError(CODES[name], **self._values(name, path))

    def passed(self, name: str, path: object) -> Diagnostic:
        """What is said of something that is left out because it passes the limit called *name*."""
        return diagnose(CODES[name], **self._values(name, path))

    def _values(self, name: str, path: object) -> dict[str, object]:
        return {"path": path, "limit": f"{getattr(self, name):,}", "key": f"limits.{name}"}


DEFAULTS = Limits()
CODES: Mapping[str, str] = MappingProxyType({f.name: f.metadata["code"] for f in fields(Limits)})
"""Limit → the code of what is said where it is passed."""
MOST: Mapping[str, int] = MappingProxyType({f.name: f.metadata["most"] for f in fields(Limits) if f.metadata["most"]})
"""Limit → the highest value that it can have, for those that have one."""
