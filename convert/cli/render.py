"""doconv render: a text, a page or Markdown as PDF, DOCX or HTML."""

import os
import sys
from pathlib import Path

import click

from convert import pipeline
from convert.cli.shell import as_settings, shell, with_language, with_look
from convert.cli.source import deliver, encoding_option, read_source, source_argument
from convert.diagnostic import Severity
from convert.files import make_folder
from convert.ledger import Source
from convert.style import Style

FORMATS = ("pdf", "docx", "html")
_FOLDER = ("/", os.sep)
"""What an -o ends in that names a folder, which is made where there is none."""


@click.command()
@source_argument
@click.option("--pdf", is_flag=True, help="Write a PDF.")
@click.option("--docx", is_flag=True, help="Write a DOCX.")
@click.option("--html", is_flag=True, help="Write one HTML page.")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write there, not beside the source; DIR/ is made if need be.")
@click.option("--measure", is_flag=True, help="Print what a ruler finds in the finished PDF, clause by clause.")
@with_look
@encoding_option
@with_language
def render(
    source: str,
    pdf: bool,
    docx: bool,
    html: bool,
    output: str | None,
    measure: bool,
    style: str,
    settings: tuple[str, ...],
    strict_fonts: bool,
    encoding: str | None,
) -> None:
    """Set a text, a page or Markdown as PDF, DOCX or HTML (PDF and DOCX unless told)."""
    read = read_source(source, encoding)
    structured = pipeline.structure(pipeline.clean(read), shell.limits)
    formats = tuple(to for to, asked in zip(FORMATS, (pdf, docx, html), strict=True) if asked)
    targets = _targets(read, formats, output)
    if measure and targets.get("pdf") is None:
        raise click.UsageError("--measure reads a PDF that is written to a file: add --pdf or -o FILE.pdf")
    values = as_settings(settings)
    found = list(structured.diagnostics)
    results = {}
    for to in targets:
        written = pipeline.render(
            structured.document,
            to,
            style=style,
            settings=values,
            folder=None if read.name == "-" else Path(read.name).resolve().parent,
            strict_fonts=strict_fonts,
            limits=shell.limits,
        )
        results[to] = written.data
        found += (finding for finding in written.diagnostics if finding not in found)
    for finding in found:
        shell.say(finding, read.name)
    if output and output.endswith(_FOLDER):
        make_folder(Path(output))
    for to, target in targets.items():
        deliver(results[to], target, read)
    if measure:
        _print_readings(results["pdf"], pipeline.style_for(structured.document, style, values))
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in found) else 0)


def _print_readings(pdf: bytes, style: Style) -> None:
    from convert import ruler

    for line in ruler.report(pdf, style, shell.language):
        click.echo(line)


def _targets(read: Source, formats: tuple[str, ...], output: str | None) -> dict[str, Path | None]:
    """Where each format goes; None is standard output."""
    named = Path(output).suffix.removeprefix(".").lower() if output else ""
    wanted = formats or ((named,) if named in FORMATS else ("pdf", "docx"))
    stem = "document" if read.name == "-" else Path(read.name).stem
    if output and (output.endswith(_FOLDER) or Path(output).is_dir()):
        return {to: Path(output) / f"{stem}.{to}" for to in wanted}
    if len(wanted) == 1 and (output or read.name == "-"):
        return {wanted[0]: Path(output) if output and output != "-" else None}
    if output or read.name == "-":
        raise click.UsageError(f"{' and '.join(wanted)} are two files: give -o a folder that ends in / or exists")
    return {to: Path(read.name).with_suffix(f".{to}") for to in wanted}
