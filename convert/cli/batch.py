"""doconv batch: a folder of documents, each in every format asked for."""

import signal
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any, NoReturn

import click

from convert.cli.progress import Progress, progress
from convert.cli.shell import as_settings, echo, shell, with_language, with_look
from convert.diagnostic import Diagnostic, Severity, diagnose
from convert.files import write_whole

FORMATS = ("md", "pdf", "docx", "html")


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(word.strip() for word in value.split(",")))
    for word in formats:
        if word not in FORMATS:
            raise click.BadParameter(f"{word!r} is none of {', '.join(FORMATS)}")
    return formats


def _shard(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int]:
    number, _, shards = (value or "1/1").partition("/")
    if not (number.isdecimal() and shards.isdecimal() and 1 <= int(number) <= int(shards)):
        raise click.BadParameter(f"{value!r} is not K/N with K from 1 to N")
    return int(number), int(shards)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--to", "formats", default="md,pdf,docx", show_default=True, callback=_formats, metavar="md,pdf,docx,html"
)
@click.option("--include", multiple=True, metavar="GLOB", help="Take these files, not all texts, pages and Markdown.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out these files or folders.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: one a processor).")
@click.option("--shard", callback=_shard, metavar="K/N", help="Do the K-th of N parts; the parts can share OUT.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the Dask cluster at tcp://… (needs doconv[cluster]).")
@with_look
@click.option("--timeout", type=click.FloatRange(0), default=300, show_default=True, metavar="S", help="A document's.")
@click.option("--force", is_flag=True, help="Convert what is up to date as well.")
@click.option("--prune", is_flag=True, help="Delete outputs whose source is gone.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would be converted or pruned.")
@click.option("--format", "form", type=click.Choice(["text", "json", "junit", "github"]), default="text")
@click.option("--report", "report_to", type=click.Path(path_type=Path), metavar="FILE", help="Write the report there.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
@with_language
def batch(
    folder: Path,
    out: Path,
    formats: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int | None,
    shard: tuple[int, int],
    scheduler: str | None,
    style: str,
    settings: tuple[str, ...],
    strict_fonts: bool,
    timeout: float,
    force: bool,
    prune: bool,
    check: bool,
    form: str,
    report_to: Path | None,
    quiet: bool,
) -> None:
    """Convert a folder of documents into the folder OUT, which keeps its tree; what is up to date is left alone."""
    from convert.batch.job import Job
    from convert.batch.plan import prepare

    job = Job(folder.resolve(), out.resolve(), formats, _own_path(style), as_settings(settings), strict_fonts, timeout)
    plan = prepare(job, include=include, exclude=exclude, shard=shard, force=force)
    findings = list(plan.findings)
    if not plan.items and not plan.manifest.known:
        findings.append(diagnose("DC924", path=folder))
    if plan.orphans and not prune:
        gone = [output.path for outputs in plan.orphans.values() for output in outputs]
        findings.append(diagnose("DC925", count=len(gone), example=gone[0]))
    for found in findings:
        shell.say(found, str(folder))
    if check:
        _check(plan, quiet=quiet)
    outcomes = list(plan.unchanged) if report_to or form != "text" else None
    with progress(len(plan.pending), quiet=quiet) as shown, _stoppable(shown) as stop:
        _convert(plan, shown, outcomes, stop, jobs=jobs, scheduler=scheduler, prune=prune)
    if outcomes is not None:
        _report(outcomes, form, report_to)
    if not quiet:
        for line in shown.summary():
            echo(line)
    if stop.wanted:
        sys.exit(130)
    sys.exit(1 if shown.wrong or _has_error(findings) else 0)


def _own_path(style: str) -> str:
    """The style; where it is a file its whole path, for a worker may stand elsewhere."""
    return str(Path(style).resolve()) if style.endswith(".toml") else style


def _check(plan: Any, *, quiet: bool) -> NoReturn:
    """Say what would be converted, and exit."""
    if not quiet:
        for item in plan.pending:
            echo(item.source)
    sys.exit(1 if plan.pending or plan.orphans or _has_error(plan.findings) else 0)


def _convert(
    plan: Any,
    shown: Progress,
    outcomes: list[Any] | None,
    stop: "_Stop",
    *,
    jobs: int | None,
    scheduler: str | None,
    prune: bool,
) -> None:
    """Convert what is to be converted, each document on record as soon as it is done."""
    for outcome in plan.unchanged:
        shown.count(outcome)
    if plan.pending:
        plan.manifest.begin()
    try:
        with closing(_outcomes(plan, stop.before(plan.pending), jobs, scheduler)) as done:
            for outcome in done:
                plan.manifest.add(outcome)
                shown.count(outcome)
                if outcomes is not None:
                    outcomes.append(outcome)
        if prune and not stop.wanted:
            for found in plan.manifest.prune(plan.orphans):
                shell.say(found, str(plan.job.out))
    finally:
        plan.manifest.close()


def _outcomes(plan: Any, items: Iterable[Any], jobs: int | None, scheduler: str | None) -> Generator[Any, None, None]:
    if not plan.pending:
        return
    if scheduler:
        from convert.batch.cluster import on_a_cluster

        yield from on_a_cluster(plan, items, scheduler)
    else:
        from convert.batch.pool import on_this_machine, processors

        yield from on_this_machine(plan.job, items, min(jobs or processors(), len(plan.pending)))


def _report(outcomes: list[Any], form: str, report_to: Path | None) -> None:
    """Write the report, in JSON where no other format is named, to a file or to standard output."""
    from convert.batch.summary import SUMMARIES

    ordered = sorted(outcomes, key=lambda outcome: outcome.source)
    text = SUMMARIES["json" if form == "text" else form](ordered, shell.language).encode("utf-8", "backslashreplace")
    if report_to:
        write_whole(report_to, text)
    else:
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()


def _has_error(findings: list[Diagnostic]) -> bool:
    return any(found.severity is Severity.ERROR for found in findings)


class _Stop:
    """Whether the run is to end: no document is begun any more, those under way are finished."""

    wanted = False

    def before(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items until the run is to end."""
        return takewhile(lambda _: not self.wanted, items)


@contextmanager
def _stoppable(shown: Progress) -> Iterator[_Stop]:
    """Let Ctrl-C and SIGTERM end the run in good order, and a second one at once."""
    stop = _Stop()

    def receive(_number: int, _frame: object) -> None:
        if stop.wanted:
            raise KeyboardInterrupt
        stop.wanted = True
        shown.say_stopping()

    before = {number: signal.signal(number, receive) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
