"""Documents on any concurrent.futures.Executor: never more under way than a window, outcomes as they come."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice

from convert.batch.job import Item, Job, perform
from convert.batch.outcome import Outcome, failed
from convert.diagnostic import diagnose

BROKEN = (BrokenExecutor, BrokenPipeError)
"""What submitting raises where workers die; the second where one dies before it has heard what to do."""


def run(
    job: Job, sources: Iterable[Item], executor: Executor, window: int = 8
) -> Iterator[tuple[Item, Outcome | None]]:
    """Each source with its outcome, as they finish; None for those that were under way when the executor broke.

    At most *window* sources are under way at a time; of a broken executor the rest of *sources* is not taken.
    """
    waiting = iter(sources)
    under_way: dict[Future[Outcome], Item] = {}
    broken = False
    try:
        while True:
            if not broken:
                for item in islice(waiting, window - len(under_way)):
                    try:
                        under_way[executor.submit(perform, job, item)] = item
                    except BROKEN:
                        broken = True
                        yield item, None
                        break
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                item = under_way.pop(future)
                outcome = _outcome(item, future)
                broken = broken or outcome is None
                yield item, outcome
    finally:
        for future in under_way:
            future.cancel()


def _outcome(item: Item, future: Future[Outcome]) -> Outcome | None:
    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        return None
    except Exception:  # perform raises none, and how an engine calls a worker's death is its own affair
        return failed(item.source, diagnose("DC920"))
