"""The raw texts and pages of fixtures/ as the documents that doconv makes of them."""

from functools import cache
from pathlib import Path

from convert import clean, read, structure
from convert.document import Document

ROOT = Path(__file__).parent.parent / "fixtures"
SOURCES = sorted([*ROOT.glob("*.txt"), *(ROOT / "corpus" / "raw").iterdir()])


@cache
def document(source: Path) -> Document:
    """What doconv understands of a source."""
    return structure(clean(read(source))).document
