"""Every fixture through doconv where there is no network at all: the same is said, and the same bytes are made."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from test_nothing_leaves import ALONE, FIXTURES, isolated

pytestmark = pytest.mark.full

ATTEMPT = "import socket; socket.create_connection(('127.0.0.1', {}), 5)"


def doconv(folder: Path, *arguments: str, before: tuple[str, ...] = ()) -> tuple[int, bytes, bytes]:
    """The exit code of a command, run in *folder*, and what it printed."""
    ran = subprocess.run(
        [*before, sys.executable, "-m", "convert", *arguments],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture(scope="module")
def alone() -> tuple[str, ...]:
    """What to begin a command with so that it has no network."""
    if not isolated():
        pytest.skip("this system lets no network namespace be made: unshare --net --map-root-user fails")
    return ALONE


def test_there_is_no_network_there(alone: tuple[str, ...]) -> None:
    """Not even a server of this very machine is reached, which can be reached without."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        attempt = [sys.executable, "-c", ATTEMPT.format(server.getsockname()[1])]
        assert subprocess.run(attempt, check=False).returncode == 0
        refused = subprocess.run([*alone, *attempt], capture_output=True, check=False)
    assert b"Network is unreachable" in refused.stderr


@pytest.mark.timeout(300)
def test_every_fixture_is_converted_without_a_network(alone: tuple[str, ...], tmp_path: Path) -> None:
    command = ["batch", str(FIXTURES), "-o", "out", "--to", "md,docx,html,pdf", "-j", "2", "-q"]
    (tmp_path / "usual").mkdir()
    (tmp_path / "alone").mkdir()
    code, _, said = doconv(tmp_path / "usual", *command)
    assert code in {0, 1}
    assert doconv(tmp_path / "alone", *command, before=alone)[0] == code
    made = digests(tmp_path / "usual")
    assert len([name for name in made if name.endswith(".pdf")]) > 100, said.decode()
    assert digests(tmp_path / "alone") == made


def test_every_fixture_is_checked_without_a_network(alone: tuple[str, ...], tmp_path: Path) -> None:
    command = ["check", str(FIXTURES), "--format", "json"]
    usual = doconv(tmp_path, *command)
    assert len(usual[1]) > 10_000
    assert doconv(tmp_path, *command, before=alone) == usual
