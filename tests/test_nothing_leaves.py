"""Every fixture through every command, without a network and watched: nothing is asked for outside what is allowed."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import watched

from convert import fonts

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SOURCES = sorted(p for p in FIXTURES.rglob("*") if p.suffix in {".txt", ".md", ".html"} and p.parent.name != "gold")
ALONE = ("unshare", "--net", "--map-root-user")
"""What runs a program where there is no network."""

Asked = set[tuple[str, str]]


def commands(folder: Path, out: Path) -> list[list[str]]:
    """All that can be done with every source below *folder*."""
    found: list[list[str]] = []
    for number, source in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        name = str(source)
        (out / str(number)).mkdir(parents=True)
        found.append(["clean", name, "-o", f"{out}/{number}.md", "--report", f"{out}/{number}.json"])
        found.append(["render", name, "--pdf", "--docx", "--html", "-o", f"{out}/{number}/"])
    found.append(["check", str(folder), "--format", "sarif"])
    return found


def isolated() -> list[str]:
    """What to begin a command with so that it has no network; nothing where this system allows none."""
    try:
        done = subprocess.run([*ALONE, "true"], check=False, capture_output=True)
    except OSError:
        return []
    return list(ALONE) if done.returncode == 0 else []


def allowed(event: str, path: str, folder: Path, out: Path) -> bool:
    """Whether an event is one of those that the work needs."""
    if event == "write":
        return path == os.devnull or Path(path).is_relative_to(out)
    if event != "read":
        return False
    libraries = [*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, ROOT / "convert", ROOT / "styles"]
    places = [folder, out, *libraries, *fonts.folders.folders()]
    return any(Path(path).is_relative_to(os.path.realpath(place)) for place in places) or path == "/etc/mime.types"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, Path, Path]:
    """What the commands ask of the system, the folder of the sources and that of the outputs."""
    place = tmp_path_factory.mktemp("watched").resolve()
    folder, out = place / "in", place / "out"
    for source in SOURCES:
        target = folder / source.relative_to(FIXTURES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    (place / "secret.png").write_bytes(b"secret")
    ran = subprocess.run(
        [*isolated(), sys.executable, watched.__file__],
        input=json.dumps(commands(folder, out)).encode(),
        capture_output=True,
        env={**os.environ, "TMPDIR": str(out), "HOME": str(place / "home")},
        cwd=place,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    return {(event, subject) for event, subject in json.loads(ran.stdout)}, folder, out


@pytest.mark.timeout(300)
def test_nothing_is_asked_for_outside(asked: tuple[Asked, Path, Path]) -> None:
    events, folder, out = asked
    assert not sorted(event for event in events if not allowed(*event, folder, out))


def test_the_watch_sees_what_is_asked(asked: tuple[Asked, Path, Path]) -> None:
    """The sources are read and the outputs written before its eyes, fonts too: it is not blind."""
    events, folder, out = asked
    read = {subject for event, subject in events if event == "read"}
    assert {str(path) for path in folder.rglob("*") if path.is_file()} <= read
    assert any(path.endswith((".otf", ".ttf")) for path in read)
    assert len(list(out.rglob("*.pdf"))) == len(list(out.rglob("*.docx"))) > 100
    assert all(event in {"read", "write"} for event, _ in events)


def test_an_attempt_would_be_seen() -> None:
    program = "import sys; sys.path.insert(0, sys.argv[1]); import watched, socket, subprocess\n"
    attempts = (
        "sys.addaudithook(watched.watch); open('/etc/passwd'); subprocess.run(['true'])\n"
        "try: socket.create_connection(('127.0.0.1', 9))\nexcept OSError: pass\n"
        "print(*sorted({event for event, _ in watched.asked}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program + attempts, str(ROOT / "tests")], capture_output=True, check=True
    )
    assert {"read", "socket.connect", "subprocess.Popen"} <= set(ran.stdout.decode().split())
