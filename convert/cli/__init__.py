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
    "clean": ("clean", "Clean a text or a saved page and write it as Markdown."),
    "render": ("render", "Set a text, a page or Markdown as PDF, DOCX or HTML (PDF and DOCX unless told)."),
    "batch": ("batch", "Convert a folder of documents into the folder OUT, which keeps its tree."),
    "check": ("check", "Check texts, saved pages and Markdown, or every such file below a folder."),
    "explain": ("explain", "Say what a CODE means, why, by which clause, and show an example."),
    "fonts": ("looks", "Show which font serves each face of the standard, and what would serve it better."),
    "styles": ("looks", "List the styles, or show one."),
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
