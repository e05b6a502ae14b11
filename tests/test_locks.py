"""What is installed is on record: every package that doconv asks for, with its version and the hashes of its files."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS: dict[str, list[str]] = {
    "run": [],
    "test": ["test"],
    "full": ["test", "cluster", "validate"],
    "bench": ["test", "bench"],
    "fuzz": ["test", "fuzz"],
}
"""Each lock with the extras it is for."""
UNDER: dict[str, list[str]] = {
    "run": [],
    "test": ["run"],
    "full": ["run", "test"],
    "bench": ["run", "test"],
    "fuzz": ["run", "test"],
}
"""Each lock with those that are installed along with it."""


def text(lock: str) -> str:
    return (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")


def pinned(lock: str) -> list[Requirement]:
    lines = re.sub(r" \\\n +--hash=\S+", "", text(lock)).splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line[0] not in " #"]


def asked(extras: list[str]) -> list[Requirement]:
    """The requirements of doconv with some of its extras, and of those that these name."""
    named = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    for extra in extras:
        named += PROJECT["project"]["optional-dependencies"][extra]
    found = [Requirement(line) for line in named]
    own = [extra for wanted in found if wanted.name == "doconv" for extra in wanted.extras]
    return [wanted for wanted in found if wanted.name != "doconv"] + (asked(own) if own else [])


def canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_asked_for_is_pinned(lock: str) -> None:
    pins = [pin for name in (*UNDER[lock], lock) for pin in pinned(name)]
    for wanted in asked(LOCKS[lock]):
        versions = [str(pin.specifier)[2:] for pin in pins if pin.name == canonical(wanted.name)]
        fits = any(wanted.specifier.contains(version, prereleases=True) for version in versions)
        assert fits, f"{wanted} is not in locks/: run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    head, *blocks = re.split(r"\n(?=\S)", text(lock).strip())
    assert "make lock" in head
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    assert "://" not in text(lock)
    assert "--index" not in text(lock)
