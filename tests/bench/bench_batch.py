"""Folders of documents: beside the shell loop people have, with one worker, two, two of Dask, ten times as many, again.

DOCONV_BENCH_DOCUMENTS says how many (100); the table and the plot go to docs/batch.md and docs/batch.png from 1,000 on.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from convert.batch.memory import resident
from tests.bench.peers import TYPST, pandoc_path, typst_is_here
from tests.bench.rounds import best_times

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "fixtures/speech.txt"
SHORT, PAGE = 30, 560
"""Characters of a heading at most, and of a page with the clutter that goes."""
COUNT = int(os.environ.get("DOCONV_BENCH_DOCUMENTS", "100"))
ROUNDS = 2
FULL = 1000
"""Documents from which on the figures are worth keeping."""
SCHEDULER = "import sys; from distributed.cli.dask_scheduler import main; sys.exit(main())"
WORKER = "import sys; from distributed.cli.dask_worker import main; sys.exit(main())"
UNWATCHED = {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}
"""As README starts a cluster."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As whoever installs doconv has it: compiled."""
LOOP = """ls *.txt | xargs -P 2 -n 1 sh -c '"$PYTHON" -c "$TYPST" "$PANDOC" "$0" &&
    "$PANDOC" "$0" -f markdown -o "$0.docx"'"""


class Taken(NamedTuple):
    """What a run took: seconds, and the most megabytes that its first process and any other had resident."""

    seconds: float
    parent: float
    worker: float


def main() -> None:
    """Print the table; keep it and its plot where the run was long enough."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "few", COUNT)
        fill(folder / "many", COUNT * 10)
        runs = best(contestants(folder))
        one, two = runs["doconv batch -j 1"], runs["doconv batch -j 2"]
        same = files(folder / "one") == files(folder / "two")
        many = took(folder, "many", "many-out", "-j", "2")
        again = took(folder, "many", "many-out", "-j", "2")
    lines = [f"{COUNT} documents to Markdown, PDF and DOCX", "", "| run | seconds | times -j 2 |", "|---|---|---|"]
    lines += [f"| {name} | {run.seconds:.2f} | {run.seconds / two.seconds:.2f} |" for name, run in runs.items()]
    growth = many.seconds / 10 / two.seconds - 1
    lines += [
        "",
        f"The best of {ROUNDS} interleaved rounds.",
        "",
        f"- Two workers against one: {one.seconds / two.seconds:.2f} ×; the same bytes: {'yes' if same else 'NO'}.",
        f"- {COUNT * 10} documents, once: {many.seconds:.2f} s, a document {growth:+.1%} against {COUNT}.",
        f"- Again, nothing changed: {again.seconds:.2f} s, {again.seconds / many.seconds:.1%} of the first run.",
        f"- Resident at most with {COUNT} documents: the run {two.parent:.0f} MB, a worker {two.worker:.0f} MB.",
        f"- Resident at most with {COUNT * 10}: the run {many.parent:.0f} MB, a worker {many.worker:.0f} MB.",
        *starts(),
    ]
    print("\n".join(lines))
    if COUNT >= FULL:
        (ROOT / "docs/batch.md").write_text("\n".join([*lines, "", "![The runs](batch.png)", ""]), encoding="utf-8")
        plot({name: run.seconds for name, run in runs.items()}, ROOT / "docs/batch.png")


def contestants(folder: Path) -> dict[str, Callable[[], Taken]]:
    """What converts folder/few, each into a folder of its own that is not there yet."""
    runs: dict[str, Callable[[], Taken]] = {}
    if typst_is_here():
        runs["pandoc → typst, pandoc → DOCX, two at a time"] = partial(shell_loop, folder)
    for name, jobs in (("one", "1"), ("two", "2")):
        runs[f"doconv batch -j {jobs}"] = partial(afresh, folder, name, "-j", jobs)
    if find_spec("distributed"):
        runs["doconv batch, two Dask workers"] = partial(on_dask, folder)
    return runs


def best(runs: Mapping[str, Callable[[], Taken]]) -> dict[str, Taken]:
    """The least that each run took, over interleaved rounds."""
    rounds = [{name: run() for name, run in runs.items()} for _ in range(ROUNDS)]
    return {name: Taken(*map(min, *(taken[name] for taken in rounds))) for name in runs}


def starts() -> list[str]:
    """What a command takes at the least, against Python's own start."""
    doconv = [sys.executable, "-m", "convert"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "doconv --help": [*doconv, "--help"],
        "doconv clean of the sample": [*doconv, "clean", str(SPEECH)],
    }
    call = partial(subprocess.run, check=True, capture_output=True, env=ENVIRONMENT)
    times = best_times({name: partial(call, command) for name, command in commands.items()}, rounds=9)
    base = times.pop("python -c pass")
    return [f"- Start: {name} {took / base:.1f} × python -c pass." for name, took in times.items()]


def fill(folder: Path, count: int) -> None:
    """Write *count* raw speeches of one page, clutter and all, each of other paragraphs and figures of the sample."""
    folder.mkdir()
    lines = SPEECH.read_text(encoding="utf-8").splitlines()
    draw = random.Random(1)
    for number in range(count):
        kept = {at for at, line in enumerate(lines) if len(line) <= SHORT or at > lines.index("")}
        for at in draw.sample(range(len(lines)), len(lines)):
            if sum(len(lines[one]) for one in {*kept, at}) <= PAGE:
                kept.add(at)
        text = "".join(f"{lines[at]}\n" for at in sorted(kept))
        text = re.sub(r"[1-9](?=[0-9]?[个亿%])", lambda _: str(draw.randint(1, 9)), text)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def took(folder: Path, source: str, out: str, *options: str) -> Taken:
    """One run of doconv in a process of its own."""
    command = [sys.executable, "-m", "convert", "batch", str(folder / source), "-o", str(folder / out), "-q", *options]
    return watched(command)


def afresh(folder: Path, out: str, *options: str) -> Taken:
    """One run over folder/few, of which nothing is made yet."""
    shutil.rmtree(folder / out, ignore_errors=True)
    return took(folder, "few", out, *options)


def on_dask(folder: Path) -> Taken:
    """One run on a cluster that is ready."""
    with dask(folder) as address:
        return afresh(folder, "dask", "--scheduler", address)


def shell_loop(folder: Path) -> Taken:
    """What people run today, on a copy of the texts: nothing is cleaned."""
    shutil.rmtree(folder / "loop", ignore_errors=True)
    shutil.copytree(folder / "few", folder / "loop")
    more = {"PYTHON": sys.executable, "PANDOC": pandoc_path(), "TYPST": TYPST}
    return watched(["sh", "-c", f"cd {folder / 'loop'} && {LOOP}"], more)


def watched(command: list[str], more: dict[str, str] | None = None) -> Taken:
    """Run a command and look at its memory ten times a second."""
    start, most, over = time.perf_counter(), [0, 0], threading.Event()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**ENVIRONMENT, **(more or {})}) as running:

        def look() -> None:
            while not over.wait(0.1):
                most[0] = max(most[0], resident(running.pid))
                most[1] = max([most[1], *map(resident, children(running.pid))])

        watcher = threading.Thread(target=look)
        watcher.start()
        code = running.wait()
        seconds = time.perf_counter() - start
        over.set()
        watcher.join()
    if code not in {0, 1}:
        sys.exit(f"{command[:4]} failed with {code}")
    return Taken(seconds, most[0] / 1e6, most[1] / 1e6)


def children(pid: int) -> list[int]:
    """The processes that a process has started; none where the system does not say."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return []


@contextmanager
def dask(folder: Path) -> Iterator[str]:
    """The address of a scheduler on loopback with two workers."""
    address = "tcp://127.0.0.1:18786"
    ours = ["--host", "127.0.0.1", "--port", "18786", "--no-dashboard"]
    theirs = [address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
    commands = [[SCHEDULER, *ours], [WORKER, *theirs], [WORKER, *theirs]]
    start = partial(subprocess.Popen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | UNWATCHED)
    running = [start([sys.executable, "-c", *command]) for command in commands]
    try:
        from distributed import Client

        with Client(address, timeout=30) as client:
            client.wait_for_workers(2, timeout=30)
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()


def files(folder: Path) -> dict[str, str]:
    """The digests of all files of a folder, the manifest too."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def plot(seconds: dict[str, float], path: Path) -> None:
    """A bar a run."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 2.6), layout="constrained")
    axes = figure.subplots()
    axes.bar_label(axes.barh(list(seconds), list(seconds.values())), fmt="%.0f s", padding=3)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xlabel(f"seconds for {COUNT} documents")
    figure.savefig(path, dpi=120, metadata={"Software": None})
