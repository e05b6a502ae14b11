"""doconv clean: a text or a saved page as Markdown."""

import sys
from pathlib import Path

import click

from convert import pipeline, report
from convert.cli.shell import shell, with_language
from convert.cli.source import deliver, encoding_option, read_source, source_argument, write_file
from convert.diagnostic import Severity
from convert.ledger import Text


@click.command()
@source_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, not to stdout.")
@click.option("--to", type=click.Choice(["md", "text", "json"]), default="md", show_default=True)
@click.option(
    "--report", "report_to", type=click.Path(path_type=Path), metavar="FILE", help="Write every edit as JSON."
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@click.option("--diff", is_flag=True, help="Show what would change instead of the result.")
@click.option("--t2s", is_flag=True, help="Make traditional characters simplified ones (needs doconv[t2s]).")
@encoding_option
@with_language
def clean(
    source: str,
    output: Path | None,
    to: str,
    report_to: Path | None,
    check: bool,
    diff: bool,
    t2s: bool,
    encoding: str | None,
) -> None:
    """Clean a text or a saved page and write it as Markdown."""
    read = read_source(source, encoding)
    text = pipeline.clean(read, t2s=t2s)
    structured = pipeline.structure(text, shell.limits)
    for finding in structured.diagnostics:
        shell.say(finding, read.name)
    if report_to:
        from convert.report import cleaning

        write_file(report_to, cleaning.edits_report(text).encode(), read)
    if diff:
        _show_diff(text)
    elif not check:
        deliver(_as(to, structured, text), output, read)
    damaged = any(finding.severity is Severity.ERROR for finding in structured.diagnostics)
    sys.exit(1 if damaged or (check and text.edits) else 0)


def _as(to: str, structured: pipeline.Structured, text: Text) -> bytes:
    """The result of a cleaning in the format asked for."""
    if to == "json":
        from convert.report import cleaning

        return cleaning.outline(structured.document, text, structured.diagnostics, shell.language).encode()
    if to == "text":
        return (text.content.rstrip("\n") + "\n").encode()
    return pipeline.as_markdown(structured, text).encode()


def _show_diff(text: Text) -> None:
    from convert.report import changes

    colours = {"-": "red", "+": "green", "@": "cyan"}
    for line in changes.diff(text):
        click.secho(report.shown(line), fg=colours.get(line[0]))
