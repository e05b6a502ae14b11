"""Documents on any concurrent.futures.Executor: never more under way than a window, outcomes as they come."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice

from convert.batch.job import Item, Job, perform
from convert.batch.outcome import Outcome, failed
from convert.diagnostic import diagnose

BROKEN = (BrokenExecutor, BrokenPipeError)
"""What submitting raises where workers die; the second where one dies before it has heard what to do."""


def run(
    job: Job, sources: Iterable[Item], executor: Executor, window: int = 8, bundle: int = 1
) -> Iterator[tuple[Item, Outcome | None]]:
    """Each source with its outcome, as they finish; None for those that were under way when the executor broke.

    At most *window* sources are under way at a time; of a broken executor the rest of *sources* is not taken. With
    *bundle* so many go to a worker together, where a task costs more than a document; one that kills its worker costs
    the others another try.
    """
    waiting = iter(sources)
    alone: deque[Item] = deque()
    under_way: dict[Future[list[Outcome]], list[Item]] = {}
    broken = False
    try:
        while True:
            while not broken and (room := window - sum(map(len, under_way.values()))) > 0:
                items = [alone.popleft()] if alone else list(islice(waiting, min(bundle, room)))
                if not items:
                    break
                try:
                    under_way[executor.submit(perform_all, job, items)] = items
                except BROKEN:
                    broken = True
                    yield from ((item, None) for item in items)
            if not under_way:
                yield from ((item, None) for item in alone)
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                items = under_way.pop(future)
                outcomes = _outcomes(items, future)
                if not outcomes:
                    alone.extend(items)
                broken = broken or None in outcomes
                yield from zip(items, outcomes, strict=False)
    finally:
        for future in under_way:
            future.cancel()


def _outcomes(items: Sequence[Item], future: Future[list[Outcome]]) -> Sequence[Outcome | None]:
    """What became of the documents of a task: None each where the executor broke, nothing where each is to go alone."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        return [None] * len(items)
    except Exception:  # perform raises none, and how an engine calls a worker's death is its own affair
        return [failed(item.source, diagnose("DC920")) for item in items] if len(items) == 1 else []


def perform_all(job: Job, items: Iterable[Item]) -> list[Outcome]:
    """Convert documents one after another."""
    return [perform(job, item) for item in items]
