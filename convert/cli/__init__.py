"""The command line: parses, calls, prints, exits – decides nothing."""

import os
import sys
from typing import NoReturn

import click

from convert import __version__, report
from convert.cli.batch import batch
from convert.cli.check import check
from convert.cli.clean import clean
from convert.cli.explain import explain
from convert.cli.looks import fonts, styles
from convert.cli.render import render
from convert.cli.shell import echo, shell, with_language
from convert.diagnostic import DoconvError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doconv")
@with_language
def cli() -> None:
    """Raw Chinese speeches and official documents to clean Markdown, and to PDF and DOCX as GB/T 9704-2012 asks."""


for command in (clean, render, batch, check, explain, fonts, styles):
    cli.add_command(command)


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
