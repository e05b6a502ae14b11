"""Files that come with doconv, beside its modules: tables and templates.

importlib.resources, which would find them in a zip archive too, takes longer to load than they take to read; and what
has none to read, as `doconv --help`, does not even load pathlib.
"""

from functools import partial
from typing import TYPE_CHECKING, Any

from convert.kept import OURS

if TYPE_CHECKING:
    from pathlib import Path


def path(*parts: str) -> "Path":
    """Where a file or folder of the package lies."""
    from pathlib import Path

    return Path(__file__).parent.joinpath(*parts)


def text(*parts: str) -> str:
    """What a file of the package says."""
    return path(*parts).read_text(encoding="utf-8")


def table(source: str) -> dict[str, Any]:
    """What a TOML file of the package, or a part of one, holds."""
    return OURS.value(("toml", source), partial(_parsed, source), dict)


def _parsed(source: str) -> dict[str, Any]:
    import tomllib  # which takes as long to load as a short file to be parsed

    return tomllib.loads(source)
