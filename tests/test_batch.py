"""Folders of documents: what is converted and what left alone, and what is left when something dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from convert.batch import memory
from convert.batch.engine import run
from convert.batch.job import Item, Job
from convert.batch.outcome import Status
from convert.batch.tree import grow, pattern, shard_of
from convert.diagnostic import DoconvError

TEXT = "关于做好第{}季度工作的通知\n\n各科室:\n\n一、抓紧落实。请于{}月底前完成。\n"
POISON = """
import os, time
from convert.batch import job
healthy = job._convert
def _convert(work, item):
    if "deadly" in item.source:
        os._exit(9)
    if "hungry" in item.source:
        food = [bytearray(1 << 20) for _ in range(600)]
        time.sleep(60)
    if "endless" in item.source:
        time.sleep(60)
    if "faulty" in item.source:
        raise AssertionError("no such luck")
    if "slow" in item.source:
        time.sleep(0.3)
    return healthy(work, item)
job._convert = _convert
"""
"""What every interpreter loads first where workers are to come to grief."""


def start(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Begin doconv batch from folder/in to folder/out."""
    command = [sys.executable, "-m", "convert", "batch", str(folder / "in"), "-o", str(folder / "out"), *options]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


class Ended:
    """A run and all that it said."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        out, errors = running.communicate(timeout=50)
        self.code, self.out, self.errors = running.returncode, out.decode(), errors.decode()
        assert "Traceback" not in self.errors, self.errors


def batch(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Ended:
    return Ended(start(folder, *options, env=env))


def fill(folder: Path, *names: str) -> None:
    for number, name in enumerate(names, 1):
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(number, number), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def outputs(folder: Path) -> set[str]:
    """The files of folder/out but for doconv's own."""
    return {name for name in files(folder / "out") if not name.startswith(".doconv/")}


@pytest.fixture
def poisoned(tmp_path: Path) -> dict[str, str]:
    """The environment in which documents of some names are the death of who converts them."""
    return loading_first(tmp_path, POISON)


def loading_first(folder: Path, code: str) -> dict[str, str]:
    """The environment in which every interpreter runs *code* first."""
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(folder / "site")}


def left_behind(folder: Path) -> list[str]:
    """What doconv keeps for itself in folder/out."""
    return sorted(path.name for path in (folder / "out/.doconv").iterdir())


def bases(folder: Path, **options: list[str]) -> dict[str, str]:
    return {item.source: item.base for item in grow(folder / "in", folder / "out", **options).items}


def test_the_tree_is_kept(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/c.html", "a/d/e.MD", "a/d/picture.png")
    assert bases(tmp_path) == {"a/c.html": "a/c", "a/d/e.MD": "a/d/e", "b.txt": "b"}
    assert list(bases(tmp_path)) == sorted(bases(tmp_path))


def test_sources_of_one_name_keep_their_suffix(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "a.html", "a.txt.md", "b.txt")
    tree = grow(tmp_path / "in", tmp_path / "out")
    assert [item.base for item in tree.items] == ["a.html", "a.txt", "a.txt.md", "b"]
    assert [found.code for found in tree.findings] == ["DC923"]


def test_hidden_files_outputs_and_links_to_folders_are_no_sources(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "out/d.txt", "older/.doconv/x", "older/e.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [item.source for item in grow(tmp_path / "in", tmp_path / "in" / "out").items] == ["a.txt"]


@pytest.mark.parametrize(
    ("glob", "matches", "differs"),
    [
        ("*.txt", "a/b/c.TXT", "c.md"),
        ("a/*.txt", "a/b.txt", "a/b/c.txt"),
        ("a/**/*.txt", "a/c.txt", "b/c.txt"),
        ("a/**", "a/b/c", "b/a/c"),
        ("draft?", "x/draft1", "x/draft12"),
        ("a+(1).txt", "a+(1).txt", "aa1.txt"),
    ],
)
def test_patterns(glob: str, matches: str, differs: str) -> None:
    assert pattern([glob]).fullmatch(matches)
    assert not pattern([glob]).fullmatch(differs)


def test_what_is_included_and_excluded(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.log", "drafts/c.txt", "d/drafts/e.txt", "d/f.txt")
    assert list(bases(tmp_path, exclude=["drafts/"])) == ["a.txt", "d/f.txt"]
    assert list(bases(tmp_path, include=["*.log", "d/*.txt"])) == ["b.log", "d/f.txt"]


def test_every_source_is_in_one_shard() -> None:
    names = [f"{n}.txt" for n in range(300)]
    shards = [shard_of(name, 7) for name in names]
    assert set(shards) == set(range(1, 8))
    assert shards[:100] == [shard_of(name, 7) for name in names[:100]]


class Watched(Executor):
    """Threads, and how many documents they had under way at most."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(2)
        self.under_way = self.most = 0

    def submit(self, task: Callable[..., object], /, *given: object, **named: object) -> Future[object]:  # type: ignore[override]
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        future = self.pool.submit(task, *given, **named)
        future.add_done_callback(lambda _: setattr(self, "under_way", self.under_way - 1))
        return future


def test_any_executor_serves_with_few_documents_under_way(tmp_path: Path) -> None:
    fill(tmp_path, *(f"{n}.txt" for n in range(30)))
    items = (Item(f"{n}.txt", f"{n}", ("md",)) for n in range(31))
    taken: list[str] = []

    def seen() -> Iterator[Item]:
        for item in items:
            taken.append(item.source)
            yield item

    executor = Watched()
    outcomes = run(Job(tmp_path / "in", tmp_path / "out", ("md",)), seen(), executor, 5)
    next(outcomes)
    assert len(taken) <= 6
    found = {item.source: outcome.status for item, outcome in outcomes if outcome}
    executor.pool.shutdown()
    assert executor.most <= 5
    assert found.pop("30.txt") is Status.FAILED
    assert len(found) >= 29
    assert set(found.values()) == {Status.CONVERTED}


def test_a_second_run_does_what_has_changed(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt", "c/d.txt")
    assert batch(tmp_path, "--to", "md,docx").code == 0
    before = files(tmp_path / "out")
    assert outputs(tmp_path) == {f"{base}.{to}" for base in ("a", "b", "c/d") for to in ("md", "docx")}

    def converted(*options: str) -> list[str]:
        documents = json.loads(batch(tmp_path, "--format", "json", *options).out)["documents"]
        paths = [out["path"] for doc in documents if doc["status"] == "converted" for out in doc["outputs"]]
        assert sorted(doc["source"] for doc in documents) == ["a.txt", "b.txt", "c/d.txt"]
        return sorted(paths)

    assert converted("--to", "md,docx") == []
    assert files(tmp_path / "out") == before
    assert converted("--to", "md,html") == ["a.html", "b.html", "c/d.html"]
    assert converted("--to", "md,docx", "--set", "page.lines=21") == ["a.docx", "b.docx", "c/d.docx"]
    fill(tmp_path, "b.txt")
    (tmp_path / "out" / "a.md").unlink()
    assert converted("--to", "md,html") == ["a.md", "b.html", "b.md"]
    assert converted("--to", "md", "--force") == ["a.md", "b.md", "c/d.md"]


def test_workers_order_and_shards_leave_no_trace(tmp_path: Path) -> None:
    names = [f"{n}.txt" for n in range(9)]
    for place, options in {"one": ["-j", "1"], "two": ["-j", "2"]}.items():
        fill(tmp_path / place, *names)
        assert batch(tmp_path / place, "--to", "md,docx", *options).code == 0
    fill(tmp_path / "shards", *names)
    for shard in ("3/3", "1/3", "2/3"):
        assert batch(tmp_path / "shards", "--to", "md,docx", "--shard", shard).code == 0
    assert len(list((tmp_path / "shards/out/.doconv").iterdir())) == 3
    (tmp_path / "shards/out/.doconv/parts-2-of-3").mkdir()  # as a killed run leaves it
    merged = batch(tmp_path / "shards", "--to", "md,docx")
    assert "0 converted, 9 unchanged" in merged.errors
    one = files(tmp_path / "one" / "out")
    assert one == files(tmp_path / "two" / "out") == files(tmp_path / "shards" / "out")
    assert set(one) == {f"{n}.{to}" for n in range(9) for to in ("md", "docx")} | {".doconv/manifest-all.jsonl"}


def test_outputs_without_a_source_go_when_asked(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b/c.txt", "d.txt")
    batch(tmp_path, "--to", "md")
    (tmp_path / "in/b/c.txt").unlink()
    (tmp_path / "in/d.txt").unlink()
    (tmp_path / "out/d.md").write_text("改过了", encoding="utf-8")
    told = batch(tmp_path, "--to", "md")
    assert told.code == 0
    assert "2 outputs have no source" in told.errors
    assert outputs(tmp_path) == {"a.md", "b/c.md", "d.md"}
    pruned = batch(tmp_path, "--to", "md", "--prune")
    assert "changed by hand" in pruned.errors
    assert outputs(tmp_path) == {"a.md", "d.md"}
    assert not (tmp_path / "out/b").exists()
    assert "no source" not in batch(tmp_path, "--to", "md").errors


def test_prune_leaves_alone_what_lies_elsewhere(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    batch(tmp_path, "--to", "md")
    manifest = tmp_path / "out/.doconv/manifest-all.jsonl"
    manifest.write_text(manifest.read_text().replace('"a.txt"', '"gone.txt"').replace('"a.md"', '"../precious"'))
    (tmp_path / "precious").write_bytes((tmp_path / "out/a.md").read_bytes())
    batch(tmp_path, "--to", "md", "--prune")
    assert (tmp_path / "precious").exists()


def test_check_writes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    asked = batch(tmp_path, "--to", "md", "--check")
    assert (asked.code, asked.errors) == (1, f"{tmp_path}/in/a.txt\n")
    assert not (tmp_path / "out").exists()
    batch(tmp_path, "--to", "md")
    assert batch(tmp_path, "--to", "md", "--check").code == 0


def test_a_bad_document_is_one_failure(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    (tmp_path / "in/empty.txt").touch()
    (tmp_path / "in/word.txt").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    ended = batch(tmp_path, "--to", "md", "--format", "junit", "--report", str(tmp_path / "report.xml"))
    assert ended.code == 1
    assert ended.out == ""
    assert outputs(tmp_path) == {"a.md", "b.md"}
    (suite,) = Xml.parse(tmp_path / "report.xml").getroot()
    broken = {case.get("name"): failure.get("type") for case in suite for failure in case}
    assert broken == {"empty.txt": "DC503", "word.txt": "DC505"}
    assert (suite.get("tests"), suite.get("failures")) == ("4", "2")
    assert "2 converted, 0 unchanged, 2 failed" in ended.errors
    again = batch(tmp_path, "--to", "md", "--format", "github")
    assert again.code == 1
    assert f"::error title=doconv (DC505),file={tmp_path}/in/word.txt::" in again.out


def test_the_report_tells_of_outputs_findings_and_removed_lines(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / "in/页 1.txt").write_text(TEXT.format(1, 1) + "\n打印本页\n关闭窗口\n", encoding="utf-8")
    sarif = json.loads(batch(tmp_path, "--to", "md,pdf", "--format", "sarif").out)["runs"][0]
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["results"]} <= {
        f"{tmp_path}/in/a.txt",
        f"{tmp_path}/in/%E9%A1%B5%201.txt",
    }
    rules = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in sarif["results"]] == [r["ruleId"] for r in sarif["results"]]
    assert rules
    again = json.loads(batch(tmp_path, "--to", "md,pdf", "--format", "json").out)["documents"]
    assert [document["status"] for document in again] == ["unchanged", "unchanged"]
    assert [output["pages"] for output in again[1]["outputs"]] == [None, 1]
    removed = [(line["line"], line["text"]) for line in again[1]["removed"]]
    assert "打印本页" in str(removed)
    assert removed[0][0] >= 7
    assert again[0]["removed"] == []


def test_a_changed_picture_sets_its_document_anew(tmp_path: Path) -> None:
    from PIL import Image

    fill(tmp_path, "b.txt")
    (tmp_path / "in/a.md").write_text("# 关于图的通知\n\n![流程](图/1.png)\n\n![没有](/dev/zero)\n", encoding="utf-8")
    (tmp_path / "in/图").mkdir()

    def converted(colour: str) -> list[tuple[str, str]]:
        if colour:
            Image.new("RGB", (40, 20), colour).save(tmp_path / "in/图/1.png")
        documents = json.loads(batch(tmp_path, "--to", "md,html,docx", "--format", "json").out)["documents"]
        return [(doc["status"], "".join(out["format"][0] for out in doc["outputs"])) for doc in documents]

    assert converted("") == [("converted", "mhd"), ("converted", "mhd")]
    assert converted("") == [("unchanged", "dhm"), ("unchanged", "dhm")]
    assert converted("red") == [("converted", "hd"), ("unchanged", "dhm")]
    assert converted("blue") == [("converted", "hd"), ("unchanged", "dhm")]
    assert converted("") == [("unchanged", "dhm"), ("unchanged", "dhm")]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--to", "doc"], "docx"),
        (["--shard", "3/2"], "K/N"),
        (["--shard", "0/2"], "K/N"),
        (["--set", "page.line=3"], "lines?"),
        (["--style", "spech"], "speech"),
        (["-o", "{in}"], "never overwritten"),
        (["-o", "{in}/a.txt/x"], "cannot write"),
    ],
)
def test_misuse_is_one_line_and_exit_2(options: list[str], says: str, tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    ended = batch(tmp_path, "--to", "docx", *(option.replace("{in}", str(tmp_path / "in")) for option in options))
    assert ended.code == 2, ended.errors
    assert says in ended.errors.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_outputs_never_fall_among_the_sources(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "in/a.txt")
    ended = batch(tmp_path, "--to", "md", "-o", str(tmp_path))
    assert ended.code == 1
    assert "DC902" in ended.errors
    assert (tmp_path / "a.md").exists()
    assert (tmp_path / "in/a.md").read_text(encoding="utf-8") == TEXT.format(1, 1)


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ended = batch(tmp_path)
    assert ended.code == 0
    assert "DC924" in ended.errors


def test_a_worker_that_dies_costs_one_document(tmp_path: Path, poisoned: dict[str, str]) -> None:
    good = [f"{n}.txt" for n in range(8)]
    fill(tmp_path, *good, "deadly1.txt", "3deadly.txt", "faulty.txt")
    ended = batch(tmp_path, "--to", "md", "-j", "2", env=poisoned)
    assert ended.code == 1
    assert outputs(tmp_path) == {f"{n}.md" for n in range(8)}
    assert sorted(line.split(" ")[1] for line in ended.errors.splitlines() if ": DC" in line) == [
        "DC920",
        "DC920",
        "DC922",
    ]
    assert left_behind(tmp_path) == ["manifest-all.jsonl"]


@pytest.mark.parametrize("error", [BrokenProcessPool, BrokenPipeError])
def test_an_executor_that_takes_nothing_has_lost_the_document(error: type[Exception], tmp_path: Path) -> None:
    class Stillborn(Executor):
        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            raise error

    item = Item("a.txt", "a", ("md",))
    assert list(run(Job(tmp_path, tmp_path / "out", ("md",)), [item], Stillborn())) == [(item, None)]


def test_workers_that_cannot_start_end_in_failures(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    stillborn = loading_first(tmp_path, "import os, sys\nif 'spawn_main' in str(sys.orig_argv): os._exit(3)")
    ended = batch(tmp_path, "--to", "md", "-j", "2", env=stillborn)
    assert ended.code == 1
    assert ended.errors.count(": DC920") == 2


def test_where_no_process_can_be_started_a_line_says_so(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    refused = (
        "import errno, multiprocessing.synchronize as synchronize\n"
        "def refused(*_, **options): raise OSError(errno.ENOSYS, 'none to be had')\n"
        "synchronize.SemLock.__init__ = refused"
    )
    ended = batch(tmp_path, "--to", "md", env=loading_first(tmp_path, refused))
    assert ended.code == 2
    assert len(ended.errors.splitlines()) == 1
    assert "none to be had" in ended.errors
    assert not outputs(tmp_path)


def test_a_document_without_end_is_given_up(tmp_path: Path, poisoned: dict[str, str]) -> None:
    fill(tmp_path, "a.txt", "b.txt", "endless.txt")
    ended = batch(tmp_path, "--to", "md", "-j", "2", "--timeout", "1", env=poisoned)
    assert ended.code == 1
    assert "endless.txt: DC921" in ended.errors
    assert outputs(tmp_path) == {"a.md", "b.md"}


def test_a_document_that_eats_memory_is_given_up(tmp_path: Path, poisoned: dict[str, str]) -> None:
    fill(tmp_path, "a.txt", "b.txt", "hungry.txt", "z.txt")
    ended = batch(tmp_path, "--to", "md", "-j", "2", "--memory", "400", env=poisoned)
    assert ended.code == 1
    assert "hungry.txt: DC933 given up when it took more than 400 MB" in ended.errors
    assert outputs(tmp_path) == {"a.md", "b.md", "z.md"}


def test_a_worker_may_take_its_share_of_the_machine() -> None:
    assert 0 < memory.share(4) <= memory.share(1) // 4 + 1
    assert memory.resident(os.getpid()) > 10_000_000
    assert memory.resident(2**22 + 1) == 0


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_is_finished_by_the_next(blow: int, tmp_path: Path, poisoned: dict[str, str]) -> None:
    fill(tmp_path, *(f"slow{n}.txt" for n in range(20)))
    running = start(tmp_path, "--to", "md", "-j", "2", env=poisoned)
    while len(outputs(tmp_path)) < 2:
        assert running.poll() is None
        time.sleep(0.05)
    children = _children(running.pid)
    running.send_signal(blow)
    ended = Ended(running)
    assert ended.code == (-9 if blow == signal.SIGKILL else 130)
    done = outputs(tmp_path)
    assert 2 <= len(done) < 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.05)
    before = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in done}
    last = batch(tmp_path, "--to", "md", "-j", "2")
    assert last.code == 0
    assert outputs(tmp_path) == {f"slow{n}.md" for n in range(20)}
    kept = sum((tmp_path / "out" / name).stat().st_mtime_ns == stamp for name, stamp in before.items())
    assert kept >= len(done) - (4 if blow == signal.SIGKILL else 0)
    assert left_behind(tmp_path) == ["manifest-all.jsonl"]


def test_a_second_interrupt_waits_for_nobody(tmp_path: Path, poisoned: dict[str, str]) -> None:
    fill(tmp_path, "a.txt", "b.txt", "endless.txt")
    running = start(tmp_path, "--to", "md", "-j", "2", env=poisoned)
    while len(outputs(tmp_path)) < 2:
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert running.poll() is None
    running.send_signal(signal.SIGINT)
    before = time.monotonic()
    assert Ended(running).code == 130
    assert time.monotonic() - before < 20
    assert outputs(tmp_path) == {"a.md", "b.md"}
    assert left_behind(tmp_path) == ["manifest-all.jsonl"]


def _children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def test_a_disk_without_room_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    room = loading_first(tmp_path, "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))")
    ended = batch(tmp_path, "--to", "docx", env=room)
    assert ended.code == 1
    assert ended.errors.count("DC901 cannot write") == 2
    assert outputs(tmp_path) == set()


def test_a_broken_manifest_costs_time_alone(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    batch(tmp_path, "--to", "md")
    whole = files(tmp_path / "out")
    manifest = tmp_path / "out/.doconv/manifest-all.jsonl"
    lines = manifest.read_text().split("\n")
    manifest.write_text("\n".join([lines[0], lines[1], lines[2][: len(lines[2]) // 2]]))
    assert "1 converted, 1 unchanged" in batch(tmp_path, "--to", "md").errors
    manifest.write_bytes(b"\xff[]\n{}\n\0")
    assert "2 converted, 0 unchanged" in batch(tmp_path, "--to", "md").errors
    assert files(tmp_path / "out") == whole


def test_odd_names(tmp_path: Path) -> None:
    names = [b"\xb9\xab\xce\xc4.txt", b"-rf.txt", b"a\nb.txt", "“双”\u202e.txt".encode()]
    (tmp_path / "in").mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text("各位同志：\n", encoding="utf-8")
    ended = batch(tmp_path, "--to", "md", "--format", "json")
    assert ended.code == 0, ended.errors
    assert {os.fsencode(name) for name in outputs(tmp_path)} == {name[:-3] + b"md" for name in names}
    assert "0 converted, 4 unchanged" in batch(tmp_path, "--to", "md").errors


class Watching:
    """doconv batch --watch at work on a folder."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.running = start(folder, "--watch", "-j", "1", *options)

    def until(self, reached: Callable[[], bool]) -> None:
        while not reached():
            assert self.running.poll() is None, self.running.communicate()
            time.sleep(0.02)

    def holds(self, name: str, words: str) -> Callable[[], bool]:
        path = self.folder / "out" / name
        return lambda: path.exists() and words in path.read_text(encoding="utf-8")

    def end(self) -> Ended:
        self.running.send_signal(signal.SIGINT)
        return Ended(self.running)


def test_watch_converts_what_is_saved(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/c.txt").write_text(TEXT.format(7, 7), encoding="utf-8")
    seen = Watching(tmp_path, "--to", "md", "--prune", "-o", str(tmp_path / "out"))
    seen.until(lambda: outputs(tmp_path) == {"a.md", "b.md"} if (tmp_path / "out").exists() else False)
    before = (tmp_path / "out/b.md").stat().st_mtime_ns
    (tmp_path / "in/a.txt").write_text("关于改过的通知\n", encoding="utf-8")
    seen.until(seen.holds("a.md", "改过的"))
    (tmp_path / "in/a.txt").write_bytes(b"")  # a failure ends nothing
    (tmp_path / "new").rename(tmp_path / "in/new")
    seen.until(seen.holds("new/c.md", "第7季度"))
    (tmp_path / "in/b.html").write_text("<h1>关于同名的通知</h1><p>请于今天完成。</p>", encoding="utf-8")
    seen.until(lambda: outputs(tmp_path) >= {"b.html.md", "b.txt.md"})
    (tmp_path / "in/b.html").unlink()
    seen.until(lambda: outputs(tmp_path) == {"a.md", "b.md", "new/c.md"})
    ended = seen.end()
    assert ended.code == 130
    assert "a.txt: DC503" in ended.errors
    assert (tmp_path / "out/b.md").stat().st_mtime_ns > before
    assert "0 converted, 3 unchanged" not in ended.errors
    assert left_behind(tmp_path) == ["manifest-all.jsonl"]


def test_watch_sees_a_style_of_ones_own(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    style = tmp_path / "own.toml"
    style.write_text('extends = "gbt9704"\n[role.title]\nsize = "二号"\n', encoding="utf-8")
    seen = Watching(tmp_path, "--to", "html", "--style", str(style))
    seen.until((tmp_path / "out/a.html").exists)
    before = (tmp_path / "out/a.html").read_bytes()
    style.write_text('extends = "gbt9704"\n[role.title]\nsize = \n', encoding="utf-8")
    time.sleep(0.5)
    style.write_text('extends = "gbt9704"\n[role.title]\nsize = "小二"\n', encoding="utf-8")
    seen.until(lambda: (tmp_path / "out/a.html").read_bytes() != before)
    assert "own.toml" in seen.end().errors


@pytest.mark.parametrize("option", [["--check"], ["--shard", "1/2"], ["--report", "x"], ["--scheduler", "tcp://x:1"]])
def test_watch_goes_with_some_options_only(option: list[str], tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    assert batch(tmp_path, "--watch", *option).code == 2


def test_a_cluster_needs_dask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convert.batch.cluster import on_a_cluster
    from convert.batch.plan import prepare

    fill(tmp_path, "a.txt")
    monkeypatch.setitem(sys.modules, "distributed", None)
    plan = prepare(Job(tmp_path / "in", tmp_path / "out", ("md",)))
    with pytest.raises(DoconvError, match="DC926"):
        next(on_a_cluster(plan, "tcp://127.0.0.1:1", plan.pending))


class Deadly(Executor):
    """An executor whose tasks fail, as a cluster's do, if they hold a document that kills its worker."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def submit(self, call: Callable[..., object], *args: object, **_: object) -> Future[object]:  # type: ignore[override]
        job, items = args
        self.sizes.append(len(items))  # type: ignore[arg-type]
        future: Future[object] = Future()
        if any("deadly" in item.source for item in items):  # type: ignore[attr-defined]
            future.set_exception(RuntimeError("KilledWorker"))
        else:
            future.set_result(call(job, items))
        return future


def test_a_document_that_kills_costs_its_bundle_nothing(tmp_path: Path) -> None:
    names = [f"{number}-{'deadly' if number == 6 else 'harmless'}" for number in range(11)]
    fill(tmp_path, *(f"{name}.txt" for name in names))
    job = Job(tmp_path / "in", tmp_path / "out", ("md",))
    items = [Item(f"{name}.txt", name, ("md",)) for name in names]
    executor = Deadly()
    outcomes = dict(run(job, items, executor, 8, bundle=4))
    assert executor.sizes == [4, 4, 1, 1, 1, 1, 3]
    lost = [item.source for item, outcome in outcomes.items() if outcome and outcome.status is Status.FAILED]
    assert lost == ["6-deadly.txt"]
    assert len(outcomes) == 11
    assert len(list((tmp_path / "out").glob("*.md"))) == 10


def test_bundles_keep_to_the_window(tmp_path: Path) -> None:
    fill(tmp_path, *(f"{number}.txt" for number in range(11)))
    job = Job(tmp_path / "in", tmp_path / "out", ("md",))
    executor = Deadly()
    list(run(job, [Item(f"{number}.txt", str(number), ("md",)) for number in range(11)], executor, 8, bundle=3))
    assert executor.sizes == [3, 3, 2, 3]


@pytest.mark.parametrize(
    ("documents", "threads", "portion"),
    [(10, 2, (32, 1)), (1000, 2, (48, 8)), (1000, 40, (360, 3)), (1000, 0, (32, 8))],
    ids=["few", "many", "large", "all workers lost"],
)
def test_a_cluster_gets_as_much_as_it_has_hands_for(documents: int, threads: int, portion: tuple[int, int]) -> None:
    from convert.batch.cluster import portions

    assert portions(documents, threads) == portion
