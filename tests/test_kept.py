"""What is kept beside the compiled modules: it cannot be told from what is made anew, and its file only saves time."""

import ast
import gc
import json
import marshal
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import convert
from convert import cli, kept, patterns, shipped
from convert.cleaners.clutter import words
from convert.kept import HEAD, Kept

ROOT = Path(__file__).parents[1]
SPEECH = ROOT / "fixtures/speech.txt"
TABLES = [*sorted(ROOT.glob("convert/**/*.toml")), *sorted(ROOT.glob("styles/*.toml"))]
LINES = [
    line
    for file in sorted(ROOT.glob("fixtures/documents/*.*"))
    for line in file.read_text(encoding="utf-8", errors="replace").split("\n")[::40]
]
SOURCE = "(?P<year>[0-9]{4})年(?:[一-鿿])|(a)"
COUNTED = (
    "import atexit, os, sys, re._compiler as insides; made = []; code = insides._code;"
    "insides._code = lambda *rest: made.append(1) or code(*rest);"
    "atexit.register(lambda: os.write(2, b'%d made' % len(made)));"
    "from convert.cli import main; main()"
)
"""A run of doconv that says how many patterns Python has compiled in it."""


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], Kept]:
    """What begins to keep in another file, as a new process does."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def begin(path: Path | None) -> Kept:
        begun = Kept(path and str(path.with_suffix(".pyc")))
        for module in (patterns, shipped):
            monkeypatch.setattr(module, "OURS", begun)
        return begun

    return begin


def written(begun: Kept) -> bytes:
    data = begun.unwritten()
    assert data
    return data


def contents(data: bytes) -> dict[object, object]:
    """What is in a file; the same things have several forms as bytes."""
    assert data.startswith(HEAD)
    return {key: marshal.loads(value) for key, value in marshal.loads(data[len(HEAD) :]).items()}


def all_patterns() -> set[tuple[str, int]]:
    """Every pattern of doconv and its flags."""
    for module in pkgutil.walk_packages(convert.__path__, "convert."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    words.load()
    return {(one.pattern, int(one._flags)) for one in gc.get_objects() if type(one) is patterns._Later}


def test_every_pattern_kept_is_that_of_python(anew: Callable[[Path | None], Kept], tmp_path: Path) -> None:
    sources, path = sorted(all_patterns()), tmp_path / "a.kept"
    assert len(sources) > 400
    first = anew(path)
    for source, flags in sources:
        patterns.compile_now(source, flags)
    path.write_bytes(written(first))
    second = anew(path)
    found = 0
    for source, flags in sources:
        restored, new = patterns.compile_now(source, flags), re.compile(source, flags)
        assert restored == new
        assert (restored.pattern, restored.flags, restored.groups) == (new.pattern, new.flags, new.groups)
        assert restored.groupindex == new.groupindex
        for line in LINES:
            ours, theirs = restored.search(line), new.search(line)
            assert (ours and seen(ours)) == (theirs and seen(theirs))
            found += bool(theirs)
    assert found > 1000
    assert second.unwritten() is None, "all of them were restored"


def seen(match: re.Match[str]) -> tuple[object, ...]:
    return match.span(), match.groups(), match.groupdict(), match.lastgroup, match.lastindex


def raising(*_: object) -> None:
    raise AssertionError("it is kept")


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_every_table_kept_is_that_of_tomllib(
    anew: Callable[[Path | None], Kept], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    path, source = tmp_path / "a.kept", file.read_text(encoding="utf-8")
    first = anew(path)
    shipped.table(source)
    path.write_bytes(written(first))
    table = tomllib.loads(source)
    monkeypatch.setattr(tomllib, "loads", raising)
    anew(path)
    assert shipped.table(source) == table
    assert json.dumps(shipped.table(source)) == json.dumps(table), "in the same order"


KEY = ("pattern", SOURCE, 0)
CODE = patterns._code(SOURCE, 0)
UNUSABLE = {
    "garbage": b"\xff\xfe garbage" * 99,
    "nothing": b"",
    "of another Python": HEAD.replace(b"3.", b"4.", 1) + marshal.dumps({KEY: marshal.dumps(CODE)}),
    "only a head": HEAD,
    "garbage after the head": HEAD + b"\xff\xfe garbage" * 99,
    "a list": HEAD + marshal.dumps([1, 2]),
    "values that are no bytes": HEAD + marshal.dumps({KEY: CODE}),
    "values that are garbage": HEAD + marshal.dumps({KEY: b"\xff\xfe"}),
    "code that is none": HEAD + marshal.dumps({KEY: marshal.dumps((CODE[0], [999, 999], *CODE[2:]))}),
    "code of other types": HEAD + marshal.dumps({KEY: marshal.dumps((CODE[0], "code", *CODE[2:]))}),
    "code that is too short a tuple": HEAD + marshal.dumps({KEY: marshal.dumps(CODE[:2])}),
    "numbers that are too large": HEAD + marshal.dumps({KEY: marshal.dumps((CODE[0], [2**40], *CODE[2:]))}),
}


@pytest.mark.parametrize("data", UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_file_is_written_afresh(anew: Callable[[Path | None], Kept], tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.kept"
    path.write_bytes(data)
    begun = anew(path)
    assert patterns.compile_now(SOURCE) == re.compile(SOURCE)
    assert contents(written(begun)) == {KEY: CODE}


def test_a_file_that_ends_early_is_written_afresh(anew: Callable[[Path | None], Kept], tmp_path: Path) -> None:
    path = tmp_path / "a.kept"
    whole = HEAD + marshal.dumps({KEY: marshal.dumps(CODE)})
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        begun = anew(path)
        assert patterns.compile_now(SOURCE) == re.compile(SOURCE)
        assert begun.unwritten()
    path.write_bytes(whole)
    assert anew(path).value(KEY, list, tuple) == CODE


def test_what_is_known_is_kept_with_what_is_new(anew: Callable[[Path | None], Kept], tmp_path: Path) -> None:
    path = tmp_path / "a.kept"
    for source in ("[一-龟]", "[一-龠]"):
        begun = anew(path)
        patterns.compile_now(source)
        path.write_bytes(written(begun))
    begun = anew(path)
    patterns.compile_now("[一-龟]")
    patterns.compile_now("[一-龠]")
    assert begun.unwritten() is None


def test_a_file_does_not_grow_without_end(
    anew: Callable[[Path | None], Kept], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kept"
    monkeypatch.setattr(kept, "_MOST", 3)
    sizes = set()
    for source in "abcdefghij":
        begun = anew(path)
        patterns.compile_now(source)
        path.write_bytes(written(begun))
        sizes.add(len(contents(path.read_bytes())))
    assert sizes == {1, 2, 3}


def test_where_python_keeps_nothing_neither_does_doconv(
    anew: Callable[[Path | None], Kept], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (None, tmp_path / "missing/a.kept"):
        begun = anew(path)
        assert patterns.compile_now(SOURCE) == re.compile(SOURCE)
        assert begun.unwritten() is None
    begun = anew(tmp_path / "a.kept")
    patterns.compile_now(SOURCE)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert begun.unwritten() is None


def test_a_folder_that_cannot_be_written_is_left_alone(
    anew: Callable[[Path | None], Kept], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = anew(tmp_path / "a.kept")
    patterns.compile_now(SOURCE)
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == tmp_path and mode == os.W_OK))
    assert begun.unwritten() is None


def test_a_place_that_turns_out_to_be_none_is_no_fault(
    anew: Callable[[Path | None], Kept], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.kept").mkdir()
    begun = anew(tmp_path / "a.kept")
    monkeypatch.setattr(cli, "OURS", begun)
    assert patterns.compile_now(SOURCE) == re.compile(SOURCE)
    cli._keep()
    assert [path.name for path in tmp_path.iterdir()] == ["a.kept"]


def run(prefix: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Python with its compiled modules below *prefix*."""
    kept_there = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept_there, "PYTHONPYCACHEPREFIX": str(prefix), **environment},
        capture_output=True,
        check=True,
    )


def files(prefix: Path) -> list[Path]:
    return sorted(path for path in prefix.rglob("*") if path.is_file() and path.suffix != ".pyc")


def compiled(ran: subprocess.CompletedProcess[bytes]) -> int:
    found = re.search(rb"([0-9]+) made$", ran.stderr)
    assert found
    return int(found[1])


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the modules are compiled, and nothing is kept: as a library, doconv has written nothing else."""
    folder = tmp_path_factory.mktemp("compiled")
    run(folder, "-c", f"import convert, convert.cli.clean; convert.clean(convert.read({str(SPEECH)!r}))")
    assert any(folder.rglob("*.pyc"))
    assert files(folder) == []
    return folder


def test_the_command_line_keeps_what_it_made(prefix: Path) -> None:
    command = ("-c", COUNTED, "clean", str(SPEECH))
    bare = run(prefix, *command, PYTHONDONTWRITEBYTECODE="1")
    assert files(prefix) == []
    first = run(prefix, *command)
    [file] = files(prefix)
    data, status = file.read_bytes(), file.stat()
    assert data.startswith(HEAD)
    assert len(list(file.parent.glob("kept.*.pyc"))) == 1, "beside its module's own"
    second = run(prefix, *command)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (data, status.st_mtime_ns)
    assert bare.stdout == first.stdout == second.stdout != b""
    assert compiled(bare) == compiled(first) > compiled(second) + 100
    file.write_bytes(HEAD + b"garbage")
    assert run(prefix, *command).stdout == first.stdout
    assert contents(file.read_bytes()) == contents(data)
    file.unlink()


def test_two_at_once_do_each_other_no_harm(prefix: Path) -> None:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(prefix)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "convert", "clean", str(SPEECH)]
    both = [subprocess.Popen(command, env=environment, stdout=-1, stderr=-1) for _ in range(3)]
    results = {process.communicate()[0] for process in both}
    assert len(results) == 1
    assert results != {b""}
    [file] = files(prefix)
    assert len(contents(file.read_bytes())) > 100
    file.unlink()


def test_nothing_of_a_user_is_kept() -> None:
    """A pattern is made where a module is loaded, but for those of the table of clutter; no text of a user is there."""
    made = []
    for path in sorted((ROOT / "convert").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.ImportFrom) and node.module == "convert.patterns" for node in tree.body):
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
            calls = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call)]
            names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
            made += [path.relative_to(ROOT / "convert").as_posix()] * bool(names & {"pattern", "compile_now"})
    assert made == ["cleaners/clutter/words.py"]
