"""Work of one kind on many things by several processes, its results in the order of the things."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import TypeVar

from convert.batch.engine import BROKEN
from convert.batch.pool import Pool

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_BUNDLE = 8
"""Things that go to a worker together: to send a text of a page alone costs a third of what its check does."""
_AHEAD = 8
"""Bundles under way for each worker: while a large thing holds up the results the others go on."""
_GRACE = 0.5
"""Seconds that what is in work has to finish when the run is stopped."""
_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""How workers start: a copy of this process is ready at once, and where the system's libraries bear it."""


def in_order(
    work: Callable[[Thing], Result], things: Sequence[Thing], workers: int, warm: Callable[[], object]
) -> Iterator[Result | None]:
    """What *work* makes of each thing, in their order; None for one that no worker survives.

    *warm* loads what all of the work needs; it must leave no thread running. *work* is pickled.
    """
    if _METHOD == "fork":
        warm()
    size = max(1, min(_BUNDLE, len(things) // workers))
    waiting = deque(things[at : at + size] for at in range(0, len(things), size))
    while waiting:
        for results in _together(work, tuple(waiting), workers, warm):
            waiting.popleft()
            yield from results
        if waiting:  # a worker died, perhaps of one of these
            for thing in waiting.popleft():
                yield from next(_together(work, [[thing]], 1, warm), [None])


def _together(
    work: Callable[[Thing], Result], bundles: Iterable[Sequence[Thing]], workers: int, warm: Callable[[], object]
) -> Iterator[list[Result]]:
    """The results of each bundle, until a worker dies; where the system gives no workers this process does the work."""
    try:
        pool = Pool(workers, warm, method=_METHOD, grace=_GRACE)
    except (OSError, NotImplementedError):
        yield from (_each(work, bundle) for bundle in bundles)
        return
    under_way: deque[Future[list[Result]]] = deque()
    try:
        for bundle in bundles:
            under_way.append(pool.executor.submit(_each, work, bundle))
            if len(under_way) == workers * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BROKEN:
        return
    finally:
        pool.end(at_once=True)


def _each(work: Callable[[Thing], Result], bundle: Sequence[Thing]) -> list[Result]:
    return [work(thing) for thing in bundle]
