"""Ctrl-C and SIGTERM: a run ends in good order, and at the second one at once."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stop:
    """Whether somebody wants the run to end."""

    def __init__(self) -> None:
        self._wanted = False
        self.told: Callable[[], None] | None = None
        """Who says that the run is ending, where there is something to say."""

    def is_set(self) -> bool:
        """Whether to begin nothing new."""
        return self._wanted

    def want(self) -> None:
        """Ask for the end; KeyboardInterrupt where that was done already."""
        if self._wanted:
            raise KeyboardInterrupt
        self._wanted = True
        if self.told:
            self.told()


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Take both signals as the wish to end."""
    stop = Stop()

    def receive(_number: int, _frame: object) -> None:
        stop.want()

    before = {number: signal.signal(number, receive) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
