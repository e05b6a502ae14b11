"""doconv check: what is wrong with texts, pages and Markdown, and the mending of it."""

import gc
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click

from convert import report
from convert.batch.job import STATE
from convert.batch.tree import grow
from convert.checks import codes_of
from convert.cli import baseline as baselines
from convert.cli.inspection import COLLECT_AFTER, Inspected, Inspection, warm_up
from convert.cli.shell import echo, shell, with_language
from convert.cli.source import encoding_option
from convert.diagnostic import diagnose
from convert.report.findings import FORMATS

_MANY = 20
"""Files from which on a person wants to see that something happens."""

_LITTLE = 200_000
"""Bytes of text up to which to start processes costs more than they save."""


@click.command()
@click.argument("sources", nargs=-1, metavar="[SRC|FOLDER|-]...")
@click.option("--fix", is_flag=True, help="Mend what can be mended, in the files themselves.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also where the meaning may change.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--select", default="", metavar="CODES", help="Look only for these, as DC1,DC301.")
@click.option("--ignore", default="", metavar="CODES", help="Do not look for these.")
@click.option("--format", "to", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the findings on record there; where there is no such file, put them on record.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: as pays).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@encoding_option
@with_language
def check(
    sources: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    select: str,
    ignore: str,
    to: str,
    baseline: Path | None,
    jobs: int | None,
    exit_zero: bool,
    encoding: str | None,
) -> None:
    """Check texts, saved pages and Markdown, or every such file below a folder."""
    gc.set_threshold(COLLECT_AFTER)
    options = shell.options
    codes = codes_of(_listed(select) or options.select, _listed(ignore) or options.ignore)
    known = baseline or (Path(options.baseline) if options.baseline else None)
    inspection = Inspection(codes, shell.language, "" if known else to, encoding, fix, unsafe_fixes, diff)
    done: list[Inspected] = []
    names = _files(sources or ("-",), inspection, done)
    with closing(_inspected(inspection, names, jobs)) as inspected:
        done += map(_said, _shown(inspected, len(names)))
    found = any(one.found for one in done)
    told = [one.told for one in done]
    form = FORMATS[to]
    if known and not diff:
        checked = baselines.unknown(known, told)
        found = any(one.findings for one in checked)
        told = [form.part(one, shell.language) for one in checked]
    if not diff:
        _put(form.whole(told, shell.language), "" if to == "text" else "utf-8")
    failed = any(one.failure for one in done)
    sys.exit(2 if failed else int(found and not exit_zero))


def _inspected(inspection: Inspection, names: Sequence[str], jobs: int | None) -> Generator[Inspected]:
    """What comes of each source, in their order; by several processes where that is asked for or saves time."""
    jobs = 1 if "-" in names else min(jobs or _worth(names), len(names))
    if jobs <= 1:
        yield from map(inspection, names)
        return
    from convert.batch.ordered import in_order

    for name, one in zip(names, in_order(inspection, names, jobs, warm_up), strict=True):
        yield one or inspection.failed(name, diagnose("DC920"))


def _worth(names: Sequence[str]) -> int:
    """How many processes these files are worth."""
    if len(names) < 2 or sum(map(_size, names)) < _LITTLE:
        return 1
    from convert.batch.pool import processors

    return processors()


def _size(name: str) -> int:
    """The bytes of a file; 0 where there is none, which is said when it is read."""
    try:
        return os.stat(name).st_size  # noqa: PTH116 – a Path for each file is slow
    except (OSError, ValueError):
        return 0


def _said(one: Inspected) -> Inspected:
    """Show what would change in a source, and why it could not be checked; the report says that too."""
    if one.diff:
        _put(one.diff)
    if one.failure:
        echo(f"doconv: {report.printable(one.failure.message(shell.language))}")
    return one


def _put(text: str, encoding: str = "") -> None:
    """Write to standard output, what is for programs in UTF-8, what a terminal cannot show by its number."""
    sys.stdout.buffer.write(text.encode(encoding or sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _listed(codes: str) -> tuple[str, ...]:
    return tuple(code for code in codes.replace(",", " ").split() if code)


def _files(sources: Sequence[str], inspection: Inspection, unread: list[Inspected]) -> list[str]:
    """The sources, each folder as the files below it that `doconv batch` would convert, in order.

    A folder that cannot be read, or has none, is added to *unread*.
    """
    names: list[str] = []
    for name in sources:
        folder = Path(name)
        if name == "-" or not os.path.isdir(name):  # noqa: PTH112 – that of Path fails behind a closed folder
            names.append(name)
            continue
        tree = grow(folder, folder / STATE)
        for found in tree.findings:
            if found.code == "DC509":
                unread.append(_said(inspection.failed(name, found)))
            elif found.code != "DC923":  # outputs of one name, of which a check writes none
                shell.say(found, name)
        if not tree.items and not tree.findings:
            unread.append(_said(inspection.failed(name, diagnose("DC515", path=folder))))
        names += [str(folder / item.source) for item in tree.items]
    return names


def _shown(inspected: Iterable[Inspected], count: int) -> Iterator[Inspected]:
    """What came of the sources, with a bar on a terminal where there are many."""
    if count < _MANY or not sys.stderr.isatty():
        yield from inspected
        return
    with click.progressbar(inspected, length=count, file=sys.stderr) as bar:
        yield from bar
