"""A folder of short documents in one process and in two, again with nothing to do, and how the cost of one grows."""

import os
import random
import re
import resource
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

DOCUMENTS = Path(__file__).parents[2] / "fixtures/documents"
COUNT = int(os.environ.get("DOCONV_BENCH_DOCUMENTS", "500"))


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "all", COUNT)
        fill(folder / "tenth", COUNT // 10)
        first = {jobs: took(folder, "all", f"out{jobs}", "-j", str(jobs)) for jobs in (1, 2)}
        same = files(folder / "out1") == files(folder / "out2")
        tenth = took(folder, "tenth", "few", "-j", "2")
        again = took(folder, "all", "out2", "-j", "2")
        markdown = took(folder, "all", "markdown", "-j", "2", "--to", "md")
    print(f"{COUNT} documents to Markdown, PDF and DOCX")
    for jobs, seconds in first.items():
        print(f"{jobs} worker(s){'':30} {seconds:8.2f} s {COUNT / seconds:8.1f} documents a second")
    print(f"two workers against one{'':18} {first[1] / first[2]:8.2f} ×; the same bytes: {'yes' if same else 'NO'}")
    print(f"a tenth of them, two workers{'':13} {tenth:8.2f} s {COUNT // 10 / tenth:8.1f} documents a second")
    print(f"again, nothing changed{'':19} {again:8.2f} s {again / first[2]:8.1%} of the first run")
    print(f"to Markdown alone{'':24} {markdown:8.2f} s {COUNT / markdown:8.1f} documents a second")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest process{'':26} {largest:8d} MB")


def fill(folder: Path, count: int) -> None:
    """Write *count* texts: those of the fixtures, with other figures and other numbers in each."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    draw = random.Random(1)
    for number in range(count):
        text = re.sub(r"(?<![0-9])[1-9](?![0-9])", lambda _: str(draw.randint(1, 9)), texts[number % len(texts)])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def took(folder: Path, source: str, out: str, *options: str) -> float:
    """Seconds of one run in a process of its own."""
    command = [sys.executable, "-m", "convert", "batch", str(folder / source), "-o", str(folder / out), "-q", *options]
    start = time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in {0, 1}:
        sys.exit(f"doconv batch failed with {done.returncode}")
    return time.perf_counter() - start


def files(folder: Path) -> dict[str, str]:
    """The digests of all files of a folder, the manifest too."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}
