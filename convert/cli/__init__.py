"""The command line: parses, calls, prints, exits – decides nothing."""

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from convert import __version__, report
from convert.cli.shell import echo, shell, with_language
from convert.diagnostic import DoconvError

COMMANDS = {
    "batch": "batch",
    "check": "check",
    "clean": "clean",
    "explain": "explain",
    "fonts": "looks",
    "render": "render",
    "styles": "looks",
}
"""Command → the module that has it, loaded when called: the rules of `check` load longer than a short PDF is set."""


class _Commands(click.Group):
    """The commands of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"convert.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doconv")
@with_language
def cli() -> None:
    """Raw Chinese speeches and official documents to clean Markdown, and to PDF and DOCX as GB/T 9704-2012 asks."""


def main() -> NoReturn:
    """Run the command line and exit with its code: 0 done, 1 findings, 2 misuse or bad input, 130 on Ctrl-C."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "doconv"
        echo(report.printable(f"{path}: {error.format_message()} See {path} --help."))
        sys.exit(2)
    except DoconvError as error:
        echo(f"doconv: {report.printable(error.diagnostic.message(shell.language))}")
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone; nothing may be flushed into its pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)
