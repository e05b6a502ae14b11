"""Commands of doconv on a machine that is not as it should be."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_batch import TEXT, outputs

ARGUMENTS = {
    "clean": ["clean", "in/a.txt", "-o", "out/a.md"],
    "render": ["render", "in/a.txt", "--docx", "--html", "--pdf", "-o", "out/"],
    "batch": ["batch", "in", "-o", "out", "--to", "md,docx,html,pdf", "-j", "1", "-q"],
}
NO_RIGHTS = (
    *("setpriv", "--bounding-set=-dac_override,-dac_read_search"),
    *("--inh-caps=-dac_override,-dac_read_search", "--"),
)
"""What takes from root the right to pass over the rights of files."""


class Ran:
    """A command that has ended, and the lines it said."""

    def __init__(self, command: list[str], folder: Path, env: Mapping[str, str] | None) -> None:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)
        self.code = ended.returncode
        self.errors = ended.stderr
        said = ended.stderr.decode(errors="replace").splitlines()
        self.lines = [line for line in said if line and "DC801" not in line]
        """Which fonts this machine has is another matter."""
        assert b"Traceback" not in ended.stderr, ended.stderr.decode()


def run(folder: Path, command: str, *, env: Mapping[str, str] | None = None, before: tuple[str, ...] = ()) -> Ran:
    """Run a command on folder/in, begun by the words *before*."""
    return Ran([*before, sys.executable, "-m", "convert", *ARGUMENTS[command]], folder, env)


def works(*words: str) -> bool:
    """Whether this system allows a command."""
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def begun(folder: Path) -> Path:
    """The folder, with a text in in/ and an empty out/."""
    (folder / "in").mkdir()
    (folder / "out").mkdir()
    (folder / "in/a.txt").write_text(TEXT.format(1, 1), encoding="utf-8")
    return folder


def made(folder: Path) -> dict[str, bytes]:
    """The outputs in folder/out."""
    return {name: (folder / "out" / name).read_bytes() for name in outputs(folder)}


def rights() -> tuple[str, ...]:
    """What to begin a command with so that the rights of files hold for it."""
    if os.getuid() != 0:
        return ()
    if not works(*NO_RIGHTS, "true"):
        pytest.skip("root may write anywhere, and setpriv cannot take that right from it here")
    return NO_RIGHTS
