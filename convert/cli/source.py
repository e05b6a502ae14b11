"""A command's source, and where its result goes."""

import sys
from pathlib import Path

import click

from convert import pipeline, report
from convert.cli.shell import shell
from convert.diagnostic import WriteError
from convert.files import read_stream, write_whole
from convert.ledger import Source

source_argument = click.argument("source", metavar="[SRC|-]", default="-")
encoding_option = click.option("--encoding", metavar="NAME", help="Encoding of the source, where doconv errs.")


def read_source(source: str, encoding: str | None) -> Source:
    """The file named, or standard input."""
    if source != "-":
        return pipeline.read(source, encoding=encoding, limits=shell.limits)
    if sys.stdin.isatty():
        raise click.UsageError("name a file, or - and a text on standard input")
    data = read_stream(sys.stdin.buffer, "-", shell.limits)
    return pipeline.read(data, encoding=encoding, limits=shell.limits)


def deliver(data: bytes, output: Path | None, read: Source) -> None:
    """Write to a file, or to standard output where none is named."""
    if output is not None and str(output) != "-":
        write_file(output, data, read)
        return
    if b"\0" in data and sys.stdout.isatty():
        raise click.UsageError("this is no text: name a file with -o, or redirect standard output")
    if sys.stdout.isatty():
        data = report.shown(data.decode()).encode(sys.stdout.encoding, "backslashreplace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes, read: Source) -> None:
    """Write a file, but never over the input."""
    if read.name != "-" and path.exists() and path.samefile(read.name):
        raise WriteError("DC902", path=path)
    write_whole(path, data)
