"""doconv batch: a folder of documents, each in every format asked for."""

import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from convert import report
from convert.cli.progress import progress
from convert.cli.shell import as_settings, echo, shell, with_language, with_look
from convert.cli.stopping import stoppable
from convert.diagnostic import Severity, diagnose
from convert.files import write_whole

if TYPE_CHECKING:
    from convert.batch.outcome import Outcome
    from convert.batch.plan import Engine, Plan

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
@click.option("--format", "form", type=click.Choice(["text", "json", "junit", "sarif", "github"]), default="text")
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
    from convert.batch.plan import carry_out, prepare

    job = Job(folder.resolve(), out.resolve(), formats, _own_path(style), as_settings(settings), strict_fonts, timeout)
    plan = prepare(job, include=include, exclude=exclude, shard=shard, force=force)
    if plan.orphans and not prune:
        gone = [output.path for outputs in plan.orphans.values() for output in outputs]
        plan.findings.append(diagnose("DC925", count=len(gone), example=gone[0]))
    if check:
        _check(plan, folder, quiet=quiet)
    kept: list[Outcome] | None = [] if report_to or form != "text" else None
    engine = _engine(plan, jobs, scheduler)
    with (
        progress(len(plan.pending), str(folder), quiet=quiet) as shown,
        stoppable(shown.say_stopping) as stop,
        closing(carry_out(plan, engine, prune=prune, stopped=stop.is_wanted)) as outcomes,
    ):
        for outcome in outcomes:
            shown.count(outcome)
            if kept is not None:
                kept.append(outcome)
    _say(plan, folder)
    if kept is not None:
        _report(kept, folder, form, report_to)
    if not quiet:
        for line in shown.summary():
            echo(line)
    if stop.is_wanted():
        sys.exit(130)
    sys.exit(1 if shown.wrong or _has_error(plan) else 0)


def _own_path(style: str) -> str:
    """The style; where it is a file its whole path, for a worker may stand elsewhere."""
    return str(Path(style).resolve()) if style.endswith(".toml") else style


def _check(plan: "Plan", folder: Path, *, quiet: bool) -> NoReturn:
    """Say what would be converted, and exit."""
    _say(plan, folder)
    if not quiet:
        for item in plan.pending:
            echo(report.printable(f"{folder}/{item.source}"))
    sys.exit(1 if plan.pending or plan.orphans or _has_error(plan) else 0)


def _say(plan: "Plan", folder: Path) -> None:
    """Print what was found of the folder itself."""
    for found in plan.findings:
        shell.say(found, str(folder))


def _has_error(plan: "Plan") -> bool:
    return any(found.severity is Severity.ERROR for found in plan.findings)


def _engine(plan: "Plan", jobs: int | None, scheduler: str | None) -> "Engine":
    """What converts the documents: the cluster named, else a pool of this machine's processes."""
    if scheduler:
        from convert.batch.cluster import on_a_cluster

        return partial(on_a_cluster, plan, scheduler)
    from convert.batch.pool import on_this_machine, processors

    return partial(on_this_machine, plan.job, min(jobs or processors(), len(plan.pending)))


def _report(outcomes: list["Outcome"], folder: Path, form: str, report_to: Path | None) -> None:
    """Write the report, in JSON where no other format is named, to a file or to standard output."""
    from convert.batch.summary import SUMMARIES

    ordered = sorted(outcomes, key=lambda outcome: outcome.source)
    text = SUMMARIES["json" if form == "text" else form](ordered, folder.as_posix(), shell.language)
    data = text.encode("utf-8", "backslashreplace")
    if report_to:
        write_whole(report_to, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
