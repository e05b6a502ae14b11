"""What Python makes of doconv's own source in every process, kept for the next one beside its compiled modules.

Python compiles a module once and keeps what comes of it as a .pyc file, but the regular expressions in it and the TOML
files beside it are worked out at each start anew, which takes half of a short document's time. They are kept in one
more file of the folder __pycache__, and as the .pyc files are: read from the same folder and trusted as much, of no use
to another Python or another doconv, which write their own; without it all is the same, only slower.

A thing is kept under the whole source that it is made of, and Python alone makes it: nothing there can be out of date.
What comes of doconv's own code, or of anything that a user has written, has no place in it.

The command line alone writes it, at the end of a command: who uses doconv as a library, or has it work in other
processes, finds no file written at a time of its own.
"""

import marshal
import os
import sys
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from convert import __version__

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
Key: TypeAlias = tuple[str | int, ...]
"""What a thing is worked out of, whole: where that changes, it is another thing."""

HEAD = repr((__version__, sys.implementation.cache_tag, sys.version, sys.byteorder)).encode() + b"\n"
"""What the file begins with: the Python that made its contents, down to the build, and the doconv they are of."""
_MOST = 4096
"""Things in a file, several times as many as doconv has; source that changes leaves old ones there."""


class Kept:
    """Things by their keys, those of a file beside the .pyc file *compiled* and those made since; None has no file."""

    def __init__(self, compiled: str | None) -> None:
        self._compiled = compiled
        self._made: dict[Key, bytes] = {}

    def value(self, key: Key, make: Callable[[], Any], use: Callable[[Any], T]) -> T:
        """What *use* builds of what *make* works out: a value of Python's plain types, asked for unless it is kept."""
        data = self._known.get(key)
        if data is not None:
            try:
                return use(marshal.loads(data))
            except Exception:  # whatever is wrong with a file that only saves time
                self._known.clear()
        made = make()
        self._known[key] = self._made[key] = marshal.dumps(made)
        return use(made)

    def unwritten(self) -> bytes | None:
        """The contents of a file with all that is known; None where it is all there, or Python keeps none there."""
        if not self._made or self.path is None or sys.dont_write_bytecode or not os.access(self.path.parent, os.W_OK):
            return None
        return HEAD + marshal.dumps(self._known if len(self._known) <= _MOST else self._made)

    @cached_property
    def path(self) -> "Path | None":
        """The file; None where there is no place for it."""
        from pathlib import Path

        return Path(self._compiled).with_suffix(".kept") if self._compiled else None

    @cached_property
    def _known(self) -> dict[Key, bytes]:
        """Each value as bytes of its own: a run needs few of them."""
        try:
            data = self.path.read_bytes() if self.path else b""
            found = marshal.loads(memoryview(data)[len(HEAD) :]) if data.startswith(HEAD) else {}
        except Exception:  # as above; what ends early or is no such data has several ways to fail
            return {}
        return found if isinstance(found, dict) else {}


OURS = Kept(__spec__.cached)
