"""Commands of doconv run in one interpreter that writes down what it asks of the system.

Run as a program it reads a list of argument lists as JSON from standard input, and prints what was asked as JSON:
[[event, subject], …], subjects being paths, addresses or commands.
"""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
}
LEAVES = (
    *("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn"),
    *("os.startfile", "os.fork", "webbrowser.", "pty.", "winreg.", "msvcrt."),
)

asked: dict[tuple[str, str], None] = {}


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Put an event on record, if it reaches for anything."""
    path = arguments[0] if arguments and isinstance(arguments[0], str | bytes | os.PathLike) else None
    if event == "open" and path is not None:
        mode, flags = arguments[1], arguments[2]
        writes = bool(flags & WRITES) if isinstance(flags, int) else str(mode)[:1] in "wax"
        asked["write" if writes else "read", os.path.realpath(os.fsdecode(path))] = None
    elif event in CHANGES and path is not None:
        asked["write", os.path.realpath(os.fsdecode(path))] = None
    elif event.startswith(LEAVES):
        asked[event, repr(arguments)[:200]] = None


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Let what the commands print go nowhere."""
    kept = sys.stdout
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdout = kept


def main() -> None:
    """Run the commands."""
    commands = json.load(sys.stdin)
    sys.addaudithook(watch)
    from convert.cli import cli
    from convert.diagnostic import DoconvError

    for arguments in commands:
        with unheard(), contextlib.suppress(SystemExit, DoconvError):
            cli.main(arguments, standalone_mode=False)
    print(json.dumps(list(asked)))


if __name__ == "__main__":
    main()
