"""Thousands of documents in one pool of two workers: what stays in memory, open and on the disk as they go by.

DOCONV_BENCH_DOCUMENTS says how many (20,000), DOCONV_BENCH_FORMATS what is made of them (md,docx).
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from convert.batch.job import STATE
from convert.batch.memory import resident
from tests.bench.bench_batch import children, fill

COUNT = int(os.environ.get("DOCONV_BENCH_DOCUMENTS", "20000"))
FORMATS = os.environ.get("DOCONV_BENCH_FORMATS", "md,docx")
LOOKS = 10
"""Times that the run is looked at, the first when a twentieth is done, the last a twentieth before the end."""


class Look(NamedTuple):
    """A run at one time: megabytes resident, and open handles, of the run and of each worker; temporary files."""

    documents: int
    seconds: float
    megabytes: tuple[float, ...]
    handles: tuple[int, ...]
    temporary: int


def main() -> None:
    """Print a row for each look, and what has grown from the second to the last."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "in", COUNT)
        (folder / "tmp").mkdir()
        looks = list(watched(folder))
        made = sum(1 for path in (folder / "out").rglob("*") if path.suffix[1:] in FORMATS.split(","))
        left = temporary(folder)
    print(f"{COUNT} documents to {FORMATS}, -j 2\n")
    print("| documents | seconds | MB: run, workers | handles: run, workers | temporary files |\n|---|---|---|---|---|")
    for seen in looks:
        sizes, numbers = (", ".join(f"{part:.0f}" for part in parts) for parts in (seen.megabytes, seen.handles))
        print(f"| {seen.documents} | {seen.seconds:.0f} | {sizes} | {numbers} | {seen.temporary} |")
    print(f"\n- {made} files made of {COUNT * len(FORMATS.split(','))}; temporary files left: {left}.")
    if len(looks) > 2:
        print(f"- From {looks[1].documents} documents to {looks[-1].documents}: {growth(looks[1], looks[-1])}.")


def growth(early: Look, late: Look) -> str:
    """What a run has come to take since an earlier look."""
    sizes = [after - before for before, after in zip(early.megabytes, late.megabytes, strict=True)]
    numbers = [after - before for before, after in zip(early.handles, late.handles, strict=True)]
    thousands = (late.documents - early.documents) / 1000
    return (
        f"the run {sizes[0]:+.1f} MB ({sizes[0] / thousands:+.2f} per thousand), the workers "
        f"{', '.join(f'{size:+.1f}' for size in sizes[1:])} MB; handles {', '.join(f'{n:+d}' for n in numbers)}"
    )


def watched(folder: Path) -> Iterator[Look]:
    """Convert folder/in, and look at the run at even steps."""
    command = [sys.executable, "-m", "convert", "batch", str(folder / "in"), "-o", str(folder / "out")]
    options = ["--to", FORMATS, "-j", "2", "-q"]
    environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
    due = [COUNT * (2 * look + 1) // (2 * LOOKS) for look in range(LOOKS)]
    start = time.perf_counter()
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, env=environment) as running:
        while running.poll() is None:
            time.sleep(0.1)
            done = recorded(folder)
            if due and due[0] <= done < COUNT:
                due = [documents for documents in due if documents > done]
                yield look(running.pid, folder, done, time.perf_counter() - start)
    if running.returncode not in {0, 1}:
        sys.exit(f"doconv batch failed with {running.returncode}")


def look(run: int, folder: Path, done: int, seconds: float) -> Look:
    """The run and its workers as they are now."""
    processes = [run, *workers(run)]
    megabytes = tuple(resident(process) / 1e6 for process in processes)
    return Look(done, seconds, megabytes, tuple(map(handles, processes)), temporary(folder))


def workers(run: int) -> Sequence[int]:
    """The processes of a run that convert; Python's keeper of semaphores is a third."""
    return [child for child in sorted(children(run)) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def recorded(folder: Path) -> int:
    """Documents on record; one line stands above theirs."""
    with suppress(OSError):
        return (folder / "out" / STATE / "manifest-all.jsonl").read_bytes().count(b"\n") - 1
    return 0


def handles(process: int) -> int:
    """Files, pipes and sockets that a process has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def temporary(folder: Path) -> int:
    """Files that only a document in work may have: in the folder for them, and among the outputs."""
    return sum(1 for _ in chain((folder / "tmp").rglob("*"), (folder / "out" / STATE).glob("parts-*/*")))
