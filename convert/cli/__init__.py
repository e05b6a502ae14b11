"""The command line: parses, calls, prints, exits – decides nothing."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from convert import __version__, report
from convert.cli import streams
from convert.cli.shell import echo, shell, with_language
from convert.diagnostic import Diagnostic, DoconvError, WriteError, diagnose
from convert.kept import OURS

TRACEBACK = "DOCONV_TRACEBACK"
"""The environment variable with which a fault of doconv's own shows its traceback."""

_RARELY = 50_000
"""New objects between two searches for garbage, of which there is little: with Python's 700 a check of 2 MB takes a
tenth longer."""

COMMANDS = {
    "clean": ("clean", "Clean a text or a saved page and write it as Markdown."),
    "render": ("render", "Set a text, a page or Markdown as PDF, DOCX or HTML (PDF and DOCX unless told)."),
    "batch": ("batch", "Convert a folder of documents into the folder OUT, which keeps its tree."),
    "check": ("check", "Check texts, saved pages and Markdown, or every such file below a folder."),
    "explain": ("explain", "Say what a CODE means, why, by which clause, and show an example."),
    "fonts": ("looks", "Show which font serves each face of the standard, and what would serve it better."),
    "styles": ("looks", "List the styles, show one, or start one of your own."),
}
"""Command → the module of convert.cli that has it, loaded when it is called, and what --help says of it before."""


class Commands(click.Group):
    """The commands by their names; to list them loads none."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Every name, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"convert.cli.{module}"), cmd_name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each is for."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doconv")
@with_language
def cli() -> None:
    """Raw Chinese speeches and official documents to clean Markdown, and to PDF and DOCX as GB/T 9704-2012 asks."""


def main() -> NoReturn:
    """Run the command line and exit with its code: 0 done, 1 findings, 2 misuse or bad input, 130 on Ctrl-C."""
    gc.set_threshold(_RARELY)
    streams.open_all()
    code = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _failed_to_write(error)
    _keep()
    sys.exit(code)


def start() -> NoReturn:
    """Run the command line as all that a process does, and end the process.

    What is registered for its end is done; but Python does not take apart what the system takes back at once, nor
    libraries in C, of which some may not survive the order.
    """
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    atexit._run_exitfuncs()
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    """Run one command; its exit code, whatever becomes of it."""
    try:
        cli.main(standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except (KeyboardInterrupt, click.Abort):
        return 130
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        return _explained(error)
    return 0


def _keep() -> None:
    """Keep for the next start what this run has worked out of doconv's source; where that fails, nothing is lost."""
    if (data := OURS.unwritten()) and OURS.path:
        from convert.files import write_whole

        with suppress(WriteError):
            write_whole(OURS.path, data)


def _explained(error: Exception) -> int:
    """Say in one line what went wrong; the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            with suppress(OSError):
                error.show()
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else "doconv"
            echo(report.printable(f"{path}: {error.format_message()} See {path} --help."))
        case DoconvError():
            _say(error.diagnostic)
        case OSError():
            return _failed_to_write(error)
        case MemoryError():
            _say(diagnose("DC909"))
        case _:
            _say(diagnose("DC922", reason=f"{type(error).__name__}: {error}"))
    return 2


def _failed_to_write(error: OSError) -> int:
    """Say that a stream or a file refused what was written; of a reader that has gone, nothing."""
    streams.hush()
    if isinstance(error, BrokenPipeError):
        return 1
    _say(diagnose("DC901", path=error.filename or "-", reason=error.strerror or str(error)))
    return 2


def _say(diagnostic: Diagnostic) -> None:
    echo(f"doconv: {report.printable(diagnostic.message(shell.language))}")
