"""The engine of one machine: a pool of processes that outlives the death of any of them."""

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from typing import Self

from convert.batch.engine import BROKEN, run
from convert.batch.job import Item, Job, warm_up
from convert.batch.memory import Guard
from convert.batch.outcome import Outcome, failed
from convert.diagnostic import WriteError, diagnose

_AHEAD = 3
"""Documents under way for each worker: one in work, others waiting so that none stands idle."""
_GRACE = 3.0
"""Seconds that documents in work have to finish when the run is stopped."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Processes of this machine that convert documents; after the death of one there are new ones."""

    def __init__(self, job: Job, count: int) -> None:
        self.job = job
        self.count = count
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.stop(at_once=kind is not None)

    def start(self) -> "Pool":
        """The pool, begun where there is none that works: a call now spares the first document the wait."""
        if self._pool is None:
            self._pool = _pool(self.job, self.count)
        return self._pool

    def convert(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Outcomes as they come; where a worker dies its documents are tried again alone, and one that kills fails."""
        waiting = iter(items)
        try:
            while lost := (yield from self._together(waiting)):
                yield from _one_by_one(self.job, lost)
        except BaseException:
            self.stop(at_once=True)
            raise

    def _together(self, waiting: Iterator[Item]) -> Generator[Outcome, None, list[Item]]:
        """Outcomes until a worker dies; the documents that were under way then."""
        lost: list[Item] = []
        first = list(islice(waiting, 1))
        if not first:
            return lost
        for item, outcome in run(self.job, chain(first, waiting), self.start().executor, self.count * _AHEAD):
            if outcome is None:
                lost.append(item)
            else:
                yield outcome
        if lost:
            self.stop(at_once=False)
        return lost

    def stop(self, *, at_once: bool = False) -> None:
        """End the pool, when what is in work is done; *at_once* not waiting long for it."""
        if self._pool is not None:
            self._pool.end(at_once=at_once)
            self._pool = None


def _one_by_one(job: Job, items: list[Item]) -> Iterator[Outcome]:
    """Outcomes of documents of which one or more make a worker die."""
    waiting = items[::-1]
    while waiting:
        pool, healthy = _pool(job, 1), True
        try:
            pool.wait()
            while waiting and healthy:
                item = waiting.pop()
                start = time.monotonic()
                ((_, outcome),) = run(job, [item], pool.executor, 1)
                healthy = outcome is not None
                yield outcome or _lost(job, item, time.monotonic() - start, hungry=pool.hungry)
        except BaseException:
            pool.end(at_once=True)
            raise
        pool.end(at_once=False)


def _lost(job: Job, item: Item, seconds: float, *, hungry: bool) -> Outcome:
    """The outcome of a document that no worker survived."""
    if hungry:
        return failed(item.source, diagnose("DC933", megabytes=job.memory >> 20), seconds)
    if job.timeout and seconds >= job.timeout:
        return failed(item.source, diagnose("DC921", seconds=f"{job.timeout:g}"), seconds)
    return failed(item.source, diagnose("DC920"), seconds)


def _pool(job: Job, workers: int) -> "Pool":
    """Fresh processes for a job: nothing is forked, for pango may have threads; WriteError DC934 where none can be."""
    try:
        return Pool(workers, partial(warm_up, job), job.memory)
    except (OSError, NotImplementedError) as error:
        raise WriteError("DC934", reason=getattr(error, "strerror", None) or str(error)) from error


class Pool:
    """Processes, each of which is made warm first and ended where it takes more than *memory* bytes.

    OSError or NotImplementedError where the system does not give as many, or has no semaphores.
    """

    def __init__(
        self, workers: int, warm: Callable[[], object], memory: int = 0, method: str = "spawn", grace: float = _GRACE
    ) -> None:
        self._grace = grace
        self.executor = ProcessPoolExecutor(workers, get_context(method), initializer=_begin, initargs=(warm,))
        self._begun: list[Future[int]] = []
        before = set(active_children())
        try:
            with _interrupts_held_back(), suppress(*BROKEN):
                # A process starts with each of the first tasks, and takes over which signals are held back.
                for _ in range(workers):
                    self._begun.append(self.executor.submit(os.getpid))
        finally:
            self._processes = set(active_children()) - before
            if len(self._begun) < workers:
                self._kill()  # the system gives no more, and Python would wait for these at its end
        self._guard = Guard(self._processes, memory)

    def wait(self) -> None:
        """Wait until the workers are warm, or have failed to begin."""
        wait(self._begun)

    @property
    def hungry(self) -> bool:
        """Whether a worker was ended for its memory."""
        return self._guard.struck

    def end(self, *, at_once: bool) -> None:
        """Wait for what is in work; *at_once* not for long, and for nothing else."""
        patience = threading.Timer(self._grace, self._kill)
        if at_once:
            patience.start()
        try:
            self.executor.shutdown(cancel_futures=at_once)
        finally:
            patience.cancel()
            self._guard.stop()

    def _kill(self) -> None:
        for process in self._processes:
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


def _begin(warm: Callable[[], object]) -> None:
    """Begin a worker: deaf to Ctrl-C, gone as soon as the run that wants it is, and warm."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_process = parent_process()
    if run_process is not None:
        threading.Thread(target=_follow, args=(run_process,), daemon=True).start()
    with suppress(Exception):  # whatever is wrong will be wrong with the documents, and said of them
        warm()


def _follow(run_process: object) -> None:
    run_process.join()  # type: ignore[attr-defined]
    os._exit(1)
