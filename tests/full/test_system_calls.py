"""What doconv and the libraries below it ask of the kernel, under strace: no network, no file but those it needs."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from convert import fonts
from convert.kept import OURS

pytestmark = pytest.mark.full

ROOT = Path(__file__).parents[2]
SYSTEM = (
    "/etc/ld.so",
    "/etc/fonts",
    "/var/cache/fontconfig",
    "/etc/locale.alias",
    "/etc/mime.types",
    "/etc/localtime",
    "/etc/ssl/openssl.cnf",
    "/usr",
    "/lib",
    "/proc",
    "/sys",
    "/dev/null",
    "/dev/urandom",
)
"""Where the loader, the C library, fontconfig and Python's own start look."""
CALL = re.compile(r'^[0-9]+ +([a-z0-9_]+)\((?:AT_FDCWD(?:<[^>]*>)?, )?(?:"((?:[^"\\]|\\.)*)")?(.*)= (-?[0-9]+)')
OPENS = {"open", "openat", "openat2", "creat"}
CHANGES = {
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
}
NETWORK = {"socket", "connect", "bind", "sendto", "sendmsg", "getpeername", "listen", "accept"}


def calls(trace: Path) -> Iterator[tuple[str, str, str]]:
    """Every call that came through: its name, its path and its other arguments."""
    for line in trace.read_text(encoding="utf-8", errors="replace").split("\n"):
        match = CALL.match(line)
        if match and (int(match[4]) >= 0 or match[1] in NETWORK):
            yield (
                match[1],
                (match[2] or "").encode().decode("unicode_escape").encode("latin-1").decode(errors="replace"),
                match[3],
            )


@pytest.mark.timeout(300)
def test_only_what_is_needed_is_asked_of_the_kernel(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        pytest.fail("strace is missing: make test-full gets it")
    folder, home = tmp_path / "in", tmp_path / "home"
    home.mkdir()
    for name in ("documents", "hostile"):
        shutil.copytree(ROOT / "fixtures" / name, folder / name, ignore=shutil.ignore_patterns("*.json", "found"))
    (folder / "hostile/secret.txt").symlink_to("/etc/passwd")
    (folder / "hostile/shadow.png").symlink_to("/etc/shadow")
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=%file,%network", "-o", str(trace)]
    command = [
        sys.executable,
        "-m",
        "convert",
        "batch",
        str(folder),
        "-o",
        str(tmp_path / "out"),
        "--to",
        "md,pdf,docx,html",
    ]
    ran = subprocess.run(
        [*watched, *command, "-q", "-j", "2"],
        env={**os.environ, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"},
        cwd=home,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1, ran.stderr.decode()  # the style file is refused
    places = [
        str(folder),
        str(home),
        str(tmp_path / "out"),
        sys.prefix,
        sys.base_prefix,
        *sysconfig.get_paths().values(),
    ]
    places += [str(ROOT / "convert"), str(ROOT / "styles"), *map(str, fonts.folders.folders()), *SYSTEM]
    written = [str(tmp_path / "out"), str(home), os.devnull, "/dev/shm", "/dev/tty", "/var/cache/fontconfig"]
    written.append(str(OURS.path and OURS.path.parent))  # as Python's own compiled modules
    odd, seen = set(), set()
    for name, path, rest in calls(trace):
        seen.add(name)
        if name in NETWORK:
            odd.add((name, rest))
        elif name == "execve":
            if not path.startswith((sys.prefix, sys.base_prefix)):
                odd.add((name, path))
        elif name in CHANGES or (name in OPENS and ("O_WRONLY" in rest or "O_RDWR" in rest or "O_CREAT" in rest)):
            if not path.startswith(tuple(written)):
                odd.add((name, path))
        elif name in OPENS and path != str(ROOT) and not os.path.realpath(home / path).startswith(tuple(places)):
            odd.add((name, path))
    assert not sorted(odd)
    assert {"execve", "openat", "rename"} <= seen
    assert len(list((tmp_path / "out").rglob("*.pdf"))) > 15
