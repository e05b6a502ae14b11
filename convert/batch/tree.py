"""The documents of a folder: which files are sources, and where the outputs of each go."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from convert.batch.job import STATE, Item
from convert.diagnostic import Diagnostic, diagnose
from convert.files import stays_inside

INCLUDE = ("*.txt", "*.text", "*.md", "*.markdown", "*.html", "*.htm", "*.shtml", "*.xhtml")
"""What is a source unless told otherwise; case does not matter."""

_WILD = re.compile(r"(\*\*/|\*\*|\*|\?)")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass
class Tree:
    """The sources of a folder in order, and what was wrong on the way."""

    items: list[Item] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def grow(folder: Path, out: Path, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Tree:
    """Find the sources below *folder*: neither hidden files nor outputs, nor what lies behind a link to a folder."""
    tree, wanted = Tree(), pattern(include or INCLUDE)
    files = _files(folder, out, pattern(exclude), tree.findings)
    tree.items = list(_items(sorted(name for name in files if wanted.fullmatch(name))))
    kept = [item for item in tree.items if item.base == item.source != os.path.splitext(item.source)[0]]  # noqa: PTH122
    if kept:
        tree.findings.append(diagnose("DC923", count=len(kept), example=kept[0].target("*")))
    return tree


def pattern(globs: Iterable[str]) -> re.Pattern[str]:
    """What matches any of *globs*: one without a slash a name at any depth, ** any number of folders."""
    return re.compile("|".join(map(_translate, globs)) or r"(?!)", re.IGNORECASE | re.DOTALL)


def _translate(glob: str) -> str:
    glob = glob.removesuffix("/").removeprefix("./")
    anywhere = "" if "/" in glob else "(?:.*/)?"
    return anywhere + "".join(_MEANING.get(part) or re.escape(part) for part in _WILD.split(glob))


def shard_of(source: str, shards: int) -> int:
    """The shard, from 1, that a source belongs to; the same whatever other sources come and go."""
    return int.from_bytes(sha256(source.encode("utf-8", "surrogatepass")).digest()[:8], "big") % shards + 1


def _files(folder: Path, out: Path, unwanted: re.Pattern[str], findings: list[Diagnostic]) -> Iterator[str]:
    """Paths below *folder* of all files that count."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as found:
                entries = list(found)
        except OSError as error:
            findings.append(diagnose("DC509", path=folder / below, reason=error.strerror or error))
            continue
        for entry in entries:
            name = below + entry.name
            if entry.name.startswith(".") or unwanted.fullmatch(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if Path(entry.path) != out and not Path(entry.path, STATE).is_dir():
                    waiting.append(f"{name}/")
            elif entry.is_file():
                if entry.is_symlink() and not stays_inside(entry.path, folder):
                    findings.append(diagnose("DC514", path=entry.path))
                else:
                    yield name


def _items(sources: Sequence[str]) -> Iterator[Item]:
    """Each source with its outputs' name: its own without the suffix, or with it where another would be called so."""
    bases = [os.path.splitext(source)[0] for source in sources]  # noqa: PTH122 – a Path for each file is slow
    taken = Counter(bases) + Counter(sources)
    for source, base in zip(sources, bases, strict=True):
        yield Item(source, source if taken[base] > 1 else base)
