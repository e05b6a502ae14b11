"""Bytes from and to the file system: an input is read once, an output appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from convert.diagnostic import ReadError, WriteError
from convert.limits import DEFAULTS, Limits

_PIECE = 1 << 20


def stays_inside(path: Path | str, folder: Path) -> bool:
    """Whether *path*, every link on its way followed, lies in *folder*; False where its links go round in a ring."""
    try:
        return Path(path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def read_bytes(path: Path, limits: Limits = DEFAULTS) -> bytes:
    """The bytes of a file; ReadError DC501, DC502 or DC509 where there are none to be had, LimitError DC940."""
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path), limits)
    except FileNotFoundError as error:
        raise ReadError("DC501", path=path) from error
    except IsADirectoryError as error:
        raise ReadError("DC502", path=path) from error
    except (OSError, ValueError) as error:
        raise ReadError("DC509", path=path, reason=_reason(error)) from error


def read_stream(stream: IO[bytes], name: str, limits: Limits = DEFAULTS) -> bytes:
    """The bytes of a stream, of which no more is taken than the limit; LimitError DC940 where there are more."""
    pieces: list[bytes] = []
    taken = 0
    while piece := stream.read(_PIECE):
        taken += len(piece)
        limits.hold("source_bytes", taken, name)
        pieces.append(piece)
    return b"".join(pieces)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there is none; WriteError DC901 where that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError("DC901", path=path, reason=_reason(error)) from error


def write_whole(path: Path, data: bytes, staging: Path | None = None) -> None:
    """Write *data* beside *path* and rename it there; WriteError DC901 where that fails, leaving nothing behind.

    With *staging*, a folder of the same file system, it is written there first: a process that is killed then leaves
    its half of a file in a place that can be swept.
    """
    with writing_whole(path, staging) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path, staging: Path | None = None) -> Iterator[IO[bytes]]:
    """A file to write to, which becomes *path* once all is written; as write_whole in all else."""
    import tempfile  # which loads what packs archives: a text that is only read has no use for it

    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=staging or path.parent, prefix=".doconv-", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            _open_to_others(file.fileno())
        Path(temporary).replace(path)
        temporary = ""
    except (OSError, ValueError) as error:
        raise WriteError("DC901", path=path, reason=_reason(error)) from error
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _open_to_others(descriptor: int) -> None:
    """Give a temporary file, made for its owner alone, the rights an ordinary new file has."""
    if hasattr(os, "fchmod"):
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
