"""Files that come with doconv, beside its modules: tables and templates.

importlib.resources, which would find them in a zip archive too, takes longer to load than they take to read.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def path(*parts: str) -> Path:
    """Where a file or folder of the package lies."""
    return _FOLDER.joinpath(*parts)


def text(*parts: str) -> str:
    """What a file of the package says."""
    return path(*parts).read_text(encoding="utf-8")
