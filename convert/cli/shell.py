"""What every command has in common: its messages and their language, its source, where its result goes."""

import locale
import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from convert import config, pipeline, report
from convert.diagnostic import Diagnostic, Language, WriteError
from convert.files import read_stream, write_whole
from convert.ledger import Source
from convert.limits import Limits


class Shell:
    """Where messages go, and in which language."""

    def __init__(self) -> None:
        spoken = (
            os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or _system_language()
        )
        self.language = Language.ZH if spoken.lower().startswith(("zh", "chinese")) else Language.EN

    @cached_property
    def options(self) -> config.Options:
        """What the project settled that the working folder belongs to; a document's own folder has no say."""
        return config.load(Path.cwd())

    @property
    def limits(self) -> Limits:
        """How much of anything a document may have."""
        return self.options.limits

    def say(self, diagnostic: Diagnostic, name: str) -> None:
        """Print one finding."""
        echo(report.message(diagnostic, name, self.language))


def _system_language() -> str:
    return (locale.getlocale()[0] or "") if sys.platform == "win32" else ""


def echo(line: str) -> None:
    """Print a line to standard error, whatever its encoding can show."""
    encoding = sys.stderr.encoding or "utf-8"
    click.echo(line.encode(encoding, "backslashreplace").decode(encoding), err=True)


shell = Shell()


def _set_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        shell.language = Language(value)


def with_language(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --lang."""
    spoken = click.Choice([language.value for language in Language])
    explained = "Language of messages (default: the locale's)."
    option = click.option(
        "--lang", type=spoken, expose_value=False, callback=_set_language, is_eager=True, help=explained
    )
    return option(command)


source_argument = click.argument("source", metavar="[SRC|-]", default="-")
encoding_option = click.option("--encoding", metavar="NAME", help="Encoding of the source, where doconv errs.")


def with_look(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose how its outputs look: --style, --set and --strict-fonts."""
    for option in (
        click.option(
            "--strict-fonts", is_flag=True, help="Refuse fonts that stand in for the faces the standard names."
        ),
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="KEY=VALUE",
            help="One value of the style, as text.hanging=true.",
        ),
        click.option(
            "--style", default="", metavar="NAME|FILE", help="A style of doconv's or a TOML file of your own."
        ),
    ):
        command = option(command)
    return command


def as_settings(settings: tuple[str, ...]) -> dict[str, str]:
    """The values of --set by their keys."""
    pairs = [setting.partition("=") for setting in settings]
    for key, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"{key!r} is not KEY=VALUE", param_hint="--set")
    return {key.strip(): value.strip() for key, _, value in pairs}


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
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes, read: Source) -> None:
    """Write a file, but never over the input."""
    if read.name != "-" and path.exists() and path.samefile(read.name):
        raise WriteError("DC902", path=path)
    write_whole(path, data)
