"""What every command has in common: its messages and their language, the options that several have."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from convert import report
from convert.diagnostic import Diagnostic, Language

if TYPE_CHECKING:
    from convert.config import Options
    from convert.limits import Limits


class Shell:
    """Where messages go, and in which language."""

    def __init__(self) -> None:
        spoken = (
            os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or _system_language()
        )
        self.language = Language.ZH if spoken.lower().startswith(("zh", "chinese")) else Language.EN

    @cached_property
    def options(self) -> "Options":
        """What the project settled that the working folder belongs to; a document's own folder has no say."""
        from pathlib import Path

        from convert import config

        return config.load(Path.cwd())

    @property
    def limits(self) -> "Limits":
        """How much of anything a document may have."""
        return self.options.limits

    def say(self, diagnostic: Diagnostic, name: str) -> None:
        """Print one finding."""
        echo(report.message(diagnostic, name, self.language))


def _system_language() -> str:
    """As Windows has it; elsewhere the environment says it."""
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return ""


def echo(line: str) -> None:
    """Print a line to standard error, whatever its encoding can show; one that it refuses changes no exit code."""
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
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
