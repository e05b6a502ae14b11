"""Memory: how much this machine has, how much a worker takes, and the end of one that takes too much."""

import os
import subprocess
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

_SHARE = 0.8
"""The part of the machine's memory that all workers together may take unless told otherwise."""
_EVERY = 0.1
"""Seconds between two looks at the workers."""
_PROC = Path("/proc")
_CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""Where a container's limit stands."""


class Guard:
    """Ends workers that have more than *most* bytes resident; with *most* 0 none.

    It looks from a thread of this process, for one inside a worker may be held up by the very work.
    """

    def __init__(self, workers: Iterable[BaseProcess], most: int) -> None:
        self.struck = False
        """Whether a worker was ended."""
        self._over = threading.Event()
        if most:
            threading.Thread(target=self._look, args=(tuple(workers), most), daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def _look(self, workers: Sequence[BaseProcess], most: int) -> None:
        while not self._over.wait(_EVERY):
            for worker in workers:
                if worker.pid is not None and resident(worker.pid) > most:
                    self.struck = True
                    worker.kill()


def share(workers: int) -> int:
    """The bytes that each of so many workers may take of what the machine or its container has; 0 where unknown."""
    return int(_SHARE * _total() / workers)


def resident(pid: int) -> int:
    """The bytes of memory that a process takes now; 0 where it has ended or the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        if _PROC.is_dir():
            pages = int((_PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False)
        return int(told.stdout) * 1024
    return 0


def _total() -> int:
    if not hasattr(os, "sysconf"):
        return 0
    limits = [os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for path in _CGROUPS:
        with suppress(OSError, ValueError):  # "max" is no limit
            limits.append(int(Path(path).read_text(encoding="ascii")))
    return min(limits)
