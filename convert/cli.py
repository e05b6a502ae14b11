"""The command line: parses, calls, prints, exits – decides nothing."""

import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from convert import __version__, pipeline, report
from convert.diagnostic import Diagnostic, DoconvError, Language, Severity, WriteError
from convert.files import write_whole
from convert.ledger import Source, Text

FORMATS = ("pdf", "docx", "html")


class Shell:
    """Where messages go, and in which language."""

    def __init__(self) -> None:
        spoken = (
            os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or _system_language()
        )
        self.language = Language.ZH if spoken.lower().startswith(("zh", "chinese")) else Language.EN

    def say(self, diagnostic: Diagnostic, name: str) -> None:
        """Print one finding."""
        _echo(report.message(diagnostic, name, self.language))


def _system_language() -> str:
    return (locale.getlocale()[0] or "") if sys.platform == "win32" else ""


def _echo(line: str) -> None:
    """Print a line to standard error, whatever its encoding can show."""
    encoding = sys.stderr.encoding or "utf-8"
    click.echo(line.encode(encoding, "backslashreplace").decode(encoding), err=True)


shell = Shell()


def _set_language(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        shell.language = Language(value)


def _with_language(command: Callable[..., Any]) -> Callable[..., Any]:
    spoken = click.Choice([language.value for language in Language])
    explained = "Language of messages (default: the locale's)."
    option = click.option(
        "--lang", type=spoken, expose_value=False, callback=_set_language, is_eager=True, help=explained
    )
    return option(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doconv")
@_with_language
def cli() -> None:
    """Raw Chinese speeches and official documents to clean Markdown, and to PDF and DOCX as GB/T 9704-2012 asks."""


source_argument = click.argument("source", metavar="[SRC|-]", default="-")
encoding_option = click.option("--encoding", metavar="NAME", help="Encoding of the source, where doconv errs.")


@cli.command()
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
@_with_language
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
    read = _read(source, encoding)
    text = pipeline.clean(read, t2s=t2s)
    structured = pipeline.structure(text)
    for finding in structured.diagnostics:
        shell.say(finding, read.name)
    if report_to:
        _write(report_to, report.edits_report(text).encode(), read)
    if diff:
        _show_diff(text)
    elif not check:
        _deliver(_as(to, structured, text), output, read)
    damaged = any(finding.severity is Severity.ERROR for finding in structured.diagnostics)
    sys.exit(1 if damaged or (check and text.edits) else 0)


def _as(to: str, structured: pipeline.Structured, text: Text) -> bytes:
    """The result of a cleaning in the format asked for."""
    if to == "json":
        return report.outline(structured.document, text, structured.diagnostics, shell.language).encode()
    if to == "text":
        return (text.content.rstrip("\n") + "\n").encode()
    return pipeline.as_markdown(structured, text).encode()


def _show_diff(text: Text) -> None:
    colours = {"-": "red", "+": "green", "@": "cyan"}
    for line in report.diff(text):
        click.secho(line, fg=colours.get(line[0]))


@cli.command()
@source_argument
@click.option("--pdf", is_flag=True, help="Write a PDF.")
@click.option("--docx", is_flag=True, help="Write a DOCX.")
@click.option("--html", is_flag=True, help="Write one HTML page.")
@click.option("-o", "--output", metavar="FILE|DIR", help="Write there, not beside the source.")
@click.option("--style", default="", metavar="NAME|FILE", help="A style of doconv's or a TOML file of your own.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="One value of the style, as text.hanging=true."
)
@click.option("--strict-fonts", is_flag=True, help="Refuse fonts that stand in for the faces the standard names.")
@encoding_option
@_with_language
def render(
    source: str,
    pdf: bool,
    docx: bool,
    html: bool,
    output: str | None,
    style: str,
    settings: tuple[str, ...],
    strict_fonts: bool,
    encoding: str | None,
) -> None:
    """Set a text, a page or Markdown as PDF, DOCX or HTML (PDF and DOCX unless told)."""
    read = _read(source, encoding)
    structured = pipeline.structure(pipeline.clean(read))
    formats = tuple(to for to, asked in zip(FORMATS, (pdf, docx, html), strict=True) if asked)
    targets = _targets(read, formats, output)
    found = list(structured.diagnostics)
    results = []
    for to, target in targets.items():
        written = pipeline.render(
            structured.document,
            to,
            style=style,
            settings=_settings(settings),
            folder=None if read.name == "-" else Path(read.name).resolve().parent,
            strict_fonts=strict_fonts,
        )
        results.append((target, written.data))
        found += (finding for finding in written.diagnostics if finding not in found)
    for finding in found:
        shell.say(finding, read.name)
    for target, data in results:
        _deliver(data, target, read)
    sys.exit(1 if any(finding.severity is Severity.ERROR for finding in found) else 0)


def _targets(read: Source, formats: tuple[str, ...], output: str | None) -> dict[str, Path | None]:
    """Where each format goes; None is standard output."""
    named = Path(output).suffix.removeprefix(".").lower() if output else ""
    wanted = formats or ((named,) if named in FORMATS else ("pdf", "docx"))
    stem = "document" if read.name == "-" else Path(read.name).stem
    if output and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return {to: Path(output) / f"{stem}.{to}" for to in wanted}
    if len(wanted) == 1 and (output or read.name == "-"):
        return {wanted[0]: Path(output) if output and output != "-" else None}
    if output or read.name == "-":
        raise click.UsageError(f"{' and '.join(wanted)} are two files: give -o a folder that ends in / or exists")
    return {to: Path(read.name).with_suffix(f".{to}") for to in wanted}


def _settings(settings: tuple[str, ...]) -> dict[str, str]:
    pairs = [setting.partition("=") for setting in settings]
    for key, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"{key!r} is not KEY=VALUE", param_hint="--set")
    return {key.strip(): value.strip() for key, _, value in pairs}


@cli.command()
@_with_language
def fonts() -> None:
    """Show which font serves each face of the standard, and what would serve it better."""
    from convert import fonts as faces

    for line in faces.report(shell.language):
        click.echo(line)


@cli.command()
@click.option("--show", metavar="NAME", help="Print the resolved values of a style with their clauses.")
@_with_language
def styles(show: str | None) -> None:
    """List the styles, or show one."""
    from convert import style

    if show:
        click.echo(style.show(show))
        return
    for name in style.names():
        click.echo(f"{name:12} {style.load(name).description}")


def _read(source: str, encoding: str | None) -> Source:
    if source != "-":
        return pipeline.read(source, encoding=encoding)
    if sys.stdin.isatty():
        raise click.UsageError("name a file, or - and a text on standard input")
    return pipeline.read(sys.stdin.buffer.read(), encoding=encoding)


def _deliver(data: bytes, output: Path | None, read: Source) -> None:
    """Write to a file, or to standard output where none is named."""
    if output is not None and str(output) != "-":
        _write(output, data, read)
        return
    if b"\0" in data and sys.stdout.isatty():
        raise click.UsageError("this is no text: name a file with -o, or redirect standard output")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(path: Path, data: bytes, read: Source) -> None:
    """Write a file, but never over the input."""
    if read.name != "-" and path.exists() and path.samefile(read.name):
        raise WriteError("DC902", path=path)
    write_whole(path, data)


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
        _echo(report.printable(f"{path}: {error.format_message()} See {path} --help."))
        sys.exit(2)
    except DoconvError as error:
        _echo(f"doconv: {report.printable(error.diagnostic.message(shell.language))}")
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone; nothing may be flushed into its pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)
