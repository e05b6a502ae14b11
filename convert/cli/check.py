"""doconv check: what is wrong with texts, pages and Markdown, and the mending of it."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from convert import pipeline, report
from convert.batch.job import STATE
from convert.batch.tree import grow
from convert.checks import codes_of
from convert.cli import baseline as baselines
from convert.cli.shell import echo, shell, with_language
from convert.cli.source import encoding_option, read_source
from convert.diagnostic import Diagnostic, DoconvError, diagnose
from convert.files import write_whole
from convert.ledger import Source, Text
from convert.report import changes
from convert.report.findings import FORMATS, Checked

_MANY = 20
"""Files from which on a person wants to see that something happens."""

COLLECT_AFTER = 100_000
"""New objects before Python looks for garbage: of a hundred thousand findings none is any."""


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
    exit_zero: bool,
    encoding: str | None,
) -> None:
    """Check texts, saved pages and Markdown, or every such file below a folder."""
    gc.set_threshold(COLLECT_AFTER)
    options = shell.options
    codes = codes_of(_listed(select) or options.select, _listed(ignore) or options.ignore)
    known = baseline or (Path(options.baseline) if options.baseline else None)
    checked: list[Checked] = []
    changed = False
    for name in _shown(_files(sources or ("-",), checked)):
        try:
            source = read_source(name, encoding)
            if fix or diff:
                text = pipeline.fix(source, codes, unsafe=unsafe_fixes, limits=shell.limits)
                changed = changed or bool(text.edits)
                source = _mended(source, text, show=diff)
            if not diff:
                checked.append(Checked(source.as_saved, pipeline.check(source, codes, limits=shell.limits)))
        except DoconvError as error:
            checked.append(_unread(name, error.diagnostic))
        except Exception as error:  # one document's fault must not be the others'
            checked.append(_unread(name, diagnose("DC922", reason=f"{type(error).__name__}: {error}")))
    failed = any(one.failed for one in checked)
    if known is not None and not diff:
        checked = baselines.unknown(known, checked)
    if not diff:
        _put(FORMATS[to](checked, shell.language), "" if to == "text" else "utf-8")
    found = changed if diff else any(one.findings for one in checked)
    sys.exit(2 if failed else int(found and not exit_zero))


def _unread(name: str, reason: Diagnostic) -> Checked:
    """Say why a source could not be checked; the report says it too."""
    echo(f"doconv: {report.printable(reason.message(shell.language))}")
    return Checked.unread(name, reason)


def _put(text: str, encoding: str = "") -> None:
    """Write to standard output, what is for programs in UTF-8, what a terminal cannot show by its number."""
    sys.stdout.buffer.write(text.encode(encoding or sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _listed(codes: str) -> tuple[str, ...]:
    return tuple(code for code in codes.replace(",", " ").split() if code)


def _files(sources: Sequence[str], unread: list[Checked]) -> list[str]:
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
                unread.append(_unread(name, found))
            elif found.code != "DC923":  # outputs of one name, of which a check writes none
                shell.say(found, name)
        if not tree.items and not tree.findings:
            unread.append(_unread(name, diagnose("DC515", path=folder)))
        names += [str(folder / item.source) for item in tree.items]
    return names


def _shown(names: Sequence[str]) -> Iterator[str]:
    """The names, with a bar on a terminal where there are many."""
    if len(names) < _MANY or not sys.stderr.isatty():
        yield from names
        return
    with click.progressbar(names, file=sys.stderr) as bar:
        yield from bar


def _mended(source: Source, text: Text, *, show: bool) -> Source:
    """Show the changes, or write them where the source came from; the source as it is now."""
    if not text.edits:
        return source
    if show:
        _put("".join(f"{report.shown(line)}\n" for line in changes.diff(text)))
        return source
    data = pipeline.encode(text)
    if source.name == "-":
        raise click.UsageError("--fix needs a file to mend; use --diff with standard input")
    write_whole(Path(source.name), data)
    return pipeline.read(source.name, encoding=source.encoding, limits=shell.limits)
