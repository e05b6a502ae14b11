"""Model to bytes: one writer a format, all of one shape."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from convert.diagnostic import Diagnostic
from convert.document import Document
from convert.limits import DEFAULTS, Limits
from convert.style import Style

if TYPE_CHECKING:
    from convert.fonts import Fonts


class Resources(NamedTuple):
    """What a writer may take from the world outside the document."""

    fonts: "Callable[[], Fonts]"
    """The style's faces as files of this machine; looked for only when a writer asks."""
    folder: Path | None = None
    """The document's own folder, below which its images lie."""
    limits: Limits = DEFAULTS
    """How many pages and how large images it may have."""


class Written(NamedTuple):
    """A finished output."""

    data: bytes
    pages: int | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


Writer: TypeAlias = Callable[[Document, Style, Resources], Written]

WRITERS: dict[str, str] = {
    "pdf": "convert.writers.pdf",
    "docx": "convert.writers.docx",
    "html": "convert.writers.html",
}
"""Format → the module whose `write` writes it; imported at first use, for WeasyPrint and python-docx load slowly."""


def writer(name: str) -> Writer:
    """The writer of one format."""
    write: Writer = import_module(WRITERS[name]).write
    return write
