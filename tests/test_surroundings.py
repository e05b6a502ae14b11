"""Locale, time zone, clock and home: however odd they are, the bytes are those of any other machine."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from machine import begun, made, rights, run, works
from test_batch import loading_first

ODD_CLOCK = """
import time
time.time, time.time_ns = lambda: 4102444799.5, lambda: 4102444799500000000
time.gmtime, time.localtime = (lambda at=4102444799, of=known: of(at) for known in (time.gmtime, time.localtime))
"""


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What is made where nothing is odd."""
    place = begun(tmp_path_factory.mktemp("usual"))
    assert run(place, "batch").code == 0
    return made(place)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text to convert."""
    return begun(tmp_path)


def locale_of(folder: Path, name: str) -> dict[str, str]:
    """The environment of a locale, which is made where the system has the means."""
    language, _, charset = name.partition(".")
    place = folder / "locales"
    place.mkdir()
    if charset and not works("localedef", "-i", language, "-f", charset, str(place / name)):
        pytest.skip(f"localedef cannot make {name} here")
    environment = {"LC_ALL": name, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return {**environment, "LOCPATH": str(place)} if charset else environment


@pytest.mark.parametrize("name", ["C", "zh_CN.GB18030"])
def test_an_odd_locale(name: str, folder: Path, usual: Mapping[str, bytes]) -> None:
    environment = locale_of(folder, name)
    assert run(folder, "batch", env=environment).code == 0
    assert made(folder) == usual
    (folder / "in/a.txt").unlink()
    ran = run(folder, "clean", env=environment)
    assert ran.code == 2
    spoken = "找不到文件 in/a.txt；请检查路径" if "." in name else "no such file: in/a.txt; check the path"
    assert ran.errors.decode("gb18030").strip() == f"doconv: {spoken}"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "XYZ+25:61:61", ":/dev/zero", "\udcff\n"])
def test_an_odd_time_zone(zone: str, folder: Path, usual: Mapping[str, bytes]) -> None:
    assert run(folder, "batch", env={"TZ": zone}).code == 0
    assert made(folder) == usual


def test_an_odd_clock(folder: Path, usual: Mapping[str, bytes]) -> None:
    """It stands still at the end of 2099, and the source is of before 1970."""
    os.utime(folder / "in/a.txt", (-1e9, -1e9))
    ran = run(folder, "batch", env=loading_first(folder, ODD_CLOCK))
    assert ran.code == 0, ran.lines
    assert made(folder) == usual


@pytest.mark.parametrize("home", ["nowhere", "locked", ""])
def test_a_home_that_may_not_be_written_to(home: str, folder: Path, usual: Mapping[str, bytes]) -> None:
    (folder / "locked").mkdir(mode=0o555)
    place = str(folder / home) if home else ""
    odd = {"HOME": place, "XDG_CACHE_HOME": place, "XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
    ran = run(folder, "batch", env=odd, before=rights())
    assert ran.code == 0, ran.lines
    assert ran.lines == []
    assert made(folder) == usual
    assert list((folder / "locked").iterdir()) == []
    assert not (folder / "nowhere").exists()
