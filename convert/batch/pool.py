"""The engine of one machine: a pool of processes that outlives the death of any of them."""

import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process

from convert.batch.engine import BROKEN, run
from convert.batch.job import Item, Job
from convert.batch.outcome import Outcome, failed
from convert.diagnostic import diagnose

_AHEAD = 3
"""Documents under way for each worker: one in work, others waiting so that none stands idle."""
_GRACE = 3.0
"""Seconds that documents in work have to finish when the run is stopped."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def on_this_machine(job: Job, workers: int, items: Iterable[Item]) -> Iterator[Outcome]:
    """Outcomes as they come; where a worker dies its documents are tried again alone, and the one at fault fails."""
    waiting = iter(items)
    while True:
        lost = []
        with _pool(workers) as executor:
            for item, outcome in run(job, waiting, executor, workers * _AHEAD):
                if outcome is None:
                    lost.append(item)
                else:
                    yield outcome
        if not lost:
            return
        yield from _one_by_one(job, lost)


def _one_by_one(job: Job, items: list[Item]) -> Iterator[Outcome]:
    """Outcomes of documents of which one or more make a worker die."""
    waiting = items[::-1]
    while waiting:
        with _pool(1) as executor:
            while waiting:
                item = waiting.pop()
                start = time.monotonic()
                ((_, outcome),) = run(job, [item], executor, 1)
                if outcome is None:
                    yield _lost(job, item, time.monotonic() - start)
                    break
                yield outcome


def _lost(job: Job, item: Item, seconds: float) -> Outcome:
    """The outcome of a document that no worker survived."""
    if job.timeout and seconds >= job.timeout:
        return failed(item.source, diagnose("DC921", seconds=f"{job.timeout:g}"), seconds)
    return failed(item.source, diagnose("DC920"), seconds)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of fresh processes: nothing is forked, for pango may have threads."""
    executor = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)
    try:
        with _interrupts_held_back(), suppress(*BROKEN):
            # A process starts with each of the first tasks, and takes over which signals are held back.
            for _ in range(workers):
                executor.submit(os.getpid)
        yield executor
    except BaseException:
        _end(executor)
        raise
    executor.shutdown()


def _end(executor: ProcessPoolExecutor) -> None:
    """Wait for what is in work, but not for long."""
    patience = threading.Timer(_GRACE, _kill_workers)
    patience.start()
    try:
        executor.shutdown(cancel_futures=True)
    finally:
        patience.cancel()


def _kill_workers() -> None:
    for process in active_children():
        process.kill()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold back Ctrl-C, which reaches every process of a terminal; workers leave it to the run to stop them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Begin a worker: deaf to Ctrl-C, and gone as soon as the run that wants it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_process = parent_process()
    if run_process is not None:
        threading.Thread(target=_follow, args=(run_process,), daemon=True).start()


def _follow(run_process: object) -> None:
    run_process.join()  # type: ignore[attr-defined]
    os._exit(1)
