"""A real Dask cluster on loopback: the same outputs as a pool's, and nothing lost when a worker is."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.bench_batch import files, fill

pytestmark = pytest.mark.full

SCHEDULER = "import sys; from distributed.cli.dask_scheduler import main; sys.exit(main())"
WORKER = "import sys; from distributed.cli.dask_worker import main; sys.exit(main())"


class Cluster:
    """A scheduler and two workers, each a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.folder = folder
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file)]
        self.scheduler = self._start(SCHEDULER, *options)
        while not self.file.exists():
            time.sleep(0.1)
        self.workers = [self._worker() for _ in range(2)]

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text())["address"])

    def _worker(self) -> subprocess.Popen[bytes]:
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder)]
        return self._start(WORKER, self.address, *options)

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        with (self.folder / "cluster.log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-c", program, *options], stdout=log, stderr=log)

    def end(self) -> None:
        for running in (*self.workers, self.scheduler):
            running.kill()
            running.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path)
    yield running
    running.end()


def batch(folder: Path, out: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "convert", "batch", str(folder / "in"), "-o", str(folder / out)]
    return subprocess.Popen([*command, *options], stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})


@pytest.mark.timeout(300)
def test_a_lost_worker_loses_nothing(tmp_path: Path, cluster: Cluster) -> None:
    fill(tmp_path / "in", 120)
    running = batch(tmp_path, "out", "--scheduler", cluster.address)
    while len(list((tmp_path / "out").glob("*.pdf"))) < 10:
        assert running.poll() is None, running.communicate()[1].decode()
        time.sleep(0.05)
    cluster.workers[0].send_signal(signal.SIGKILL)
    errors = running.communicate()[1].decode()
    assert running.returncode == 0, errors
    assert "120 converted, 0 unchanged, 0 failed" in errors
    pool = batch(tmp_path, "pool", "-j", "2")
    pool.communicate()
    assert files(tmp_path / "out") == files(tmp_path / "pool")


def test_a_lost_scheduler_ends_the_run_and_the_next_finishes_it(tmp_path: Path, cluster: Cluster) -> None:
    fill(tmp_path / "in", 60)
    running = batch(tmp_path, "out", "--to", "md,docx", "--scheduler", cluster.address)
    while len(list((tmp_path / "out").glob("*.docx"))) < 20:
        assert running.poll() is None, running.communicate()[1].decode()
        time.sleep(0.01)
    cluster.scheduler.kill()
    errors = running.communicate()[1].decode()
    assert running.returncode == 2
    assert "run again" in errors.splitlines()[-1]
    assert "Traceback" not in errors
    last = batch(tmp_path, "out", "--to", "md,docx", "-j", "1")
    errors = last.communicate()[1].decode()
    assert last.returncode == 0
    assert "60 converted" not in errors
    assert len(list((tmp_path / "out").glob("*.docx"))) == 60


def test_a_scheduler_that_is_not_there(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    running = batch(tmp_path, "out", "--scheduler", "tcp://127.0.0.1:1")
    errors = running.communicate()[1].decode()
    assert running.returncode == 2
    assert "dask scheduler" in errors.splitlines()[-1]
    assert "Traceback" not in errors
