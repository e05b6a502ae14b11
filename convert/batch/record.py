"""Outcomes in files of JSON lines, one a document; in memory is only where each of them stands.

A line that is none, as the last of a killed run may be, is passed over.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from errno import ENOSPC
from io import SEEK_END, FileIO
from os import strerror
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from weakref import finalize

from convert.batch.outcome import Outcome, from_json, to_json
from convert.files import writing_whole

VERSION = 1
_IN_MEMORY = 1 << 20
"""Bytes of copied lines that need no temporary file."""
_UNREADABLE = (KeyError, TypeError, ValueError, RecursionError)
"""What reading a line raises that is no outcome."""


class Record:
    """What is known of each source: the latest line on it in the files read, and those added since."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[IO[bytes], int]] = {}
        """Source → the file its line stands in, and the offset."""
        self._with_pictures: set[str] = set()
        self._file: tuple[FileIO, IO[bytes]] | None = None
        """The file that is added to, and the same for reading."""
        self._copies: IO[bytes] | None = None
        self._opened = ExitStack()
        finalize(self, self._opened.close)

    def __contains__(self, source: str) -> bool:
        return source in self._places

    def sources(self) -> list[str]:
        """All that are known, in order."""
        return sorted(self._places)

    def has_pictures(self, source: str) -> bool:
        """Whether a document is known to show pictures."""
        return source in self._with_pictures

    def get(self, source: str) -> Outcome | None:
        """What is known of a source."""
        if source in self._places:
            with suppress(OSError, *_UNREADABLE):
                return from_json(json.loads(self._line(source)))
        return None

    def take_in(self, path: Path, *, copied: bool) -> bool:
        """Learn what a file tells; *copied* where it may be written meanwhile, or is one of too many to be open.

        Whether it could be read, and copied, to its end.
        """
        with ExitStack() as opened, suppress(OSError):
            file = opened.enter_context(path.open("rb"))
            for offset, line in _lines(file):
                with suppress(*_UNREADABLE):
                    outcome = from_json(json.loads(line))
                    self._learn(outcome, *(self._copy(line) if copied else (file, offset)))
            if not copied:
                self._opened.push(opened.pop_all())
            return True
        return False

    def _copy(self, line: bytes) -> tuple[IO[bytes], int]:
        if self._copies is None:
            self._copies = self._opened.enter_context(SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 – the stack closes it
        offset = self._copies.seek(0, SEEK_END)
        self._copies.write(line.removesuffix(b"\n") + b"\n")
        return self._copies, offset

    def _learn(self, outcome: Outcome, file: IO[bytes], offset: int) -> None:
        self._places[outcome.source] = file, offset
        if outcome.pictures:
            self._with_pictures.add(outcome.source)
        else:
            self._with_pictures.discard(outcome.source)

    def write(self, path: Path, header: Mapping[str, Any]) -> None:
        """Put all lines, sorted, into one file, which is added to from now on; OSError, or WriteError DC901."""
        places = {}
        with writing_whole(path) as file:
            file.write(_as_line(header))
            for source in self.sources():
                places[source] = file.tell()
                file.write(self._line(source))
        self._opened.close()
        self._copies = None
        # Unbuffered: what the disk has no room for must not come up again when the file is closed.
        added = self._opened.enter_context(path.open("ab", buffering=0))
        read = self._opened.enter_context(path.open("rb"))
        self._file = added, read
        self._places = {source: (read, offset) for source, offset in places.items()}

    def _line(self, source: str) -> bytes:
        file, offset = self._places[source]
        file.seek(offset)
        return file.readline().removesuffix(b"\n") + b"\n"

    def add(self, outcome: Outcome) -> None:
        """Write the line of a document, at once, to the file written last; OSError where the system refuses."""
        if self._file is None:
            raise RuntimeError("nothing can be added before all is in one file")
        added, read = self._file
        offset, line = added.seek(0, SEEK_END), _as_line(to_json(outcome))
        if added.write(line) != len(line):
            raise OSError(ENOSPC, strerror(ENOSPC))
        self._learn(outcome, read, offset)

    def forget(self, source: str) -> None:
        """Leave a source out of what is written from now on."""
        del self._places[source]
        self._with_pictures.discard(source)


def header(run: int, made_with: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The first line of a file: the number of the run, which grows from one to the next, and what was at work."""
    return {"manifest": VERSION, "run": run, "made with": made_with}


def run_of(path: Path) -> int | None:
    """The number of the run that wrote a file; None where it is no record of this kind."""
    with suppress(OSError, *_UNREADABLE), path.open("rb") as file:
        table = json.loads(file.readline())
        if table["manifest"] == VERSION and isinstance(table["run"], int):
            return int(table["run"])
    return None


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their offsets."""
    offset = 0
    for line in file:
        yield offset, line
        offset += len(line)


def _as_line(table: Mapping[str, Any]) -> bytes:
    return (json.dumps(table, sort_keys=True) + "\n").encode()
