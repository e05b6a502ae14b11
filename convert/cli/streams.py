"""The standard streams as doconv wants them: all there, able to show any character, and quiet once they fail."""

import os
import sys
from typing import IO, Any

_STANDARD = (0, 1, 2)
_ERRORS = 2


def open_all() -> None:
    """Put something in place of every stream that the caller closed, lest an output take its number.

    Libraries in C print warnings to file 2, and would print them into whatever file is opened next.
    """
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            # What is written to one that is open for reading fails as it would if it were still closed.
            os.open(os.devnull, os.O_WRONLY if number == _ERRORS else os.O_RDONLY)
    sys.stdin = sys.stdin or _opened(0, "r")
    sys.stdout = sys.stdout or _opened(1, "w")
    sys.stderr = sys.stderr or _opened(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def hush() -> None:
    """Let nothing more be written where writing failed: the interpreter would try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _opened(number: int, mode: str) -> IO[Any]:
    return open(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False)
