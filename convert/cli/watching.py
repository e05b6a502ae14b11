"""A folder that is converted as it changes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convert import report
from convert.cli.running import Run
from convert.cli.shell import echo, shell
from convert.cli.stopping import Stop
from convert.diagnostic import DoconvError

if TYPE_CHECKING:
    from convert.batch.job import Job
    from convert.batch.plan import Plan

_SETTLED = 50
"""Milliseconds without a change after which a save is over."""
_AT_MOST = 400
"""Milliseconds after which what has changed is taken, however busy the folder is."""
_TURN = 200
"""Milliseconds after which a wait in vain is begun anew."""


def watch(
    run: Run,
    job: "Job",
    jobs: int,
    planned: "Callable[[], Plan]",
    renewed: "Callable[[Plan, set[str]], Plan]",
) -> None:
    """Convert what is out of date, then what changes, with workers that stay warm, until told to stop.

    *planned* looks at the whole folder, *renewed* at what was touched since a plan. DoconvError DC932: no watchfiles.
    """
    from convert.batch.pool import Workers

    turns = _changes(job.folder, job.out, run.stop)
    next(turns, None)  # from here on nothing is missed
    look = Path(job.style) if job.style.endswith(".toml") else None
    seen, plan = _stamp(look), planned()
    with Workers(job, jobs) as workers:
        run.carry_out(plan, workers.convert)
        for touched in turns:
            workers.start()
            if _stamp(look) != seen:
                seen = _stamp(look)
                workers.stop()  # they have the style as it was
                try:
                    plan = planned()
                except DoconvError as error:
                    echo(f"doconv: {report.printable(error.diagnostic.message(shell.language))}")
                    continue
            elif touched:
                plan = renewed(plan, touched)
            else:
                continue
            if plan.pending or plan.orphans:
                run.carry_out(plan, workers.convert)


def _changes(folder: Path, out: Path, stop: Stop) -> Iterator[set[str]]:
    """What has changed below *folder* since the last turn, as paths below it, until told to stop; mostly nothing.

    Hidden files and those in *out* do not count.
    """
    try:
        from watchfiles import watch as turns
    except ImportError as error:
        raise DoconvError("DC932") from error

    def counts(_change: Any, path: str) -> bool:
        file = Path(path)
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        return not hidden and not file.is_relative_to(out)

    for found in turns(
        folder,
        watch_filter=counts,
        stop_event=stop,
        step=_SETTLED,
        debounce=_AT_MOST,
        rust_timeout=_TURN,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        yield {Path(path).relative_to(folder).as_posix() for _, path in found}


def _stamp(file: Path | None) -> tuple[int, int]:
    """What tells one state of a file from another."""
    try:
        found = file.stat() if file else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_size) if found else (0, 0)
