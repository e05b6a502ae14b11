"""The engine of many machines: a Dask cluster whose workers see the same folders."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from convert.batch import environment
from convert.batch.engine import run
from convert.batch.job import Item, warm_up
from convert.batch.outcome import Outcome
from convert.batch.plan import Plan
from convert.diagnostic import DoconvError

_BUNDLE, _SHARES = 8, 8
"""Documents of a task at most, for a task costs milliseconds; shares of the run that every thread has at least."""
_AHEAD = 3
"""Tasks under way for each thread of the cluster."""
_LEAST = 32
"""Documents under way however small the cluster is now: it may grow."""
_PATIENCE = 15
"""Seconds to wait for the scheduler and its first worker."""
_GRACE = 3
"""Seconds to wait for the scheduler's farewell."""


def on_a_cluster(plan: Plan, address: str, items: Iterable[Item]) -> Iterator[Outcome]:
    """Outcomes of a plan's *items* as they come from the workers at *address*; Dask gives a lost worker's to another.

    DoconvError DC926 to DC928 where there is no Dask, no worker, or one that would make other outputs; DC930 where
    the scheduler is lost.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise DoconvError("DC926") from error
    logging.disable(logging.CRITICAL)  # Dask, tornado and asyncio log tracebacks of what is told in a line below
    try:
        client = distributed.Client(address, timeout=_PATIENCE)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise DoconvError("DC927", address=address, reason=str(error) or type(error).__name__) from error
    try:
        for worker, theirs in sorted(client.run(environment.facts, plan.job).items()):
            _compare(worker, theirs, plan.facts)
        client.run(warm_up, plan.job)
        window, bundle = portions(len(plan.pending), sum(client.nthreads().values()))
        for _, outcome in run(plan.job, items, client.get_executor(pure=False), window, bundle):
            if outcome is None:
                raise DoconvError("DC930", address=address)
            yield outcome
    finally:
        client.close(timeout=_GRACE)


def portions(documents: int, threads: int) -> tuple[int, int]:
    """How many of so many documents are under way at a time, and how many a task has; all workers may be lost now."""
    bundle = max(1, min(_BUNDLE, documents // (_SHARES * max(1, threads))))
    return max(_LEAST, _AHEAD * threads * bundle), bundle


def _compare(worker: str, theirs: Mapping[str, environment.Facts], ours: Mapping[str, environment.Facts]) -> None:
    """DoconvError DC928 where a worker would make other outputs than this machine."""
    for to, table in ours.items():
        for what in table:
            if theirs[to].get(what) != table[what]:
                values = {"theirs": theirs[to].get(what), "ours": table[what]}
                raise DoconvError("DC928", worker=worker, what=what, **values)
