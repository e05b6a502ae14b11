"""doconv batch: a folder of documents, each in every format asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from convert.cli.running import Run
from convert.cli.shell import as_settings, shell, with_language, with_look
from convert.cli.stopping import stoppable
from convert.cli.watching import watch as follow

if TYPE_CHECKING:
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
@click.option(
    "--memory",
    type=click.IntRange(0),
    metavar="MB",
    help="A worker's (default: its share of the machine's; 0: no limit).",
)
@click.option("--force", is_flag=True, help="Convert what is up to date as well.")
@click.option("--prune", is_flag=True, help="Delete outputs whose source is gone.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would be converted or pruned.")
@click.option("--watch", is_flag=True, help="Go on, and convert what changes as soon as it is saved.")
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
    memory: int | None,
    force: bool,
    prune: bool,
    check: bool,
    watch: bool,
    form: str,
    report_to: Path | None,
    quiet: bool,
) -> None:
    """Convert a folder of documents into the folder OUT, which keeps its tree. What is up to date is left alone."""
    from convert.batch.job import Job
    from convert.batch.memory import share
    from convert.batch.plan import prepare, renew
    from convert.batch.pool import processors

    if watch and (check or force or scheduler or report_to or form != "text" or shard != (1, 1)):
        raise click.UsageError("--watch goes with none of --check, --force, --scheduler, --shard, --format, --report.")
    jobs = jobs or processors()
    most = share(jobs) if memory is None else memory << 20
    look = (_own_path(style), as_settings(settings), strict_fonts)
    job = Job(folder.resolve(), out.resolve(), formats, *look, timeout, most, shell.limits)
    wanted: dict[str, Any] = {"include": include, "exclude": exclude}
    planned = partial(prepare, job, shard=shard, force=force, **wanted)
    with stoppable() as stop:
        run = Run(folder, stop, prune, quiet, [] if report_to or form != "text" else None)
        if watch:
            follow(run, job, jobs, planned, partial(renew, **wanted))
            sys.exit(130)
        plan = planned()
        if check:
            sys.exit(int(run.check(plan)))
        with _engine(plan, jobs, scheduler) as engine:
            wrong = run.carry_out(plan, engine)
    if run.kept is not None:
        run.report(form, report_to)
    sys.exit(130 if stop.is_set() else int(wrong))


def _own_path(style: str) -> str:
    """The style; where it is a file its whole path, for a worker may stand elsewhere."""
    return str(Path(style).resolve()) if style.endswith(".toml") else style


@contextmanager
def _engine(plan: "Plan", jobs: int, scheduler: str | None) -> Iterator["Engine"]:
    """What converts the documents: the cluster named, else a pool of this machine's processes."""
    if scheduler:
        from convert.batch.cluster import on_a_cluster

        yield partial(on_a_cluster, plan, scheduler)
        return
    from convert.batch.pool import Workers

    with Workers(plan.job, min(jobs, len(plan.pending))) as workers:
        yield workers.convert
