"""doconv fonts and doconv styles: what there is to print with."""

from pathlib import Path

import click

from convert import report
from convert.cli.shell import echo, shell, with_language
from convert.diagnostic import WriteError
from convert.files import write_whole


@click.command()
@with_language
def fonts() -> None:
    """Show which font serves each face of the standard, and what would serve it better."""
    from convert import fonts as faces

    for line in faces.report(shell.language):
        click.echo(report.shown(line))


@click.command()
@click.option("--show", metavar="NAME", help="Print the resolved values of a style with their clauses.")
@click.option("--new", metavar="NAME", help="Write NAME.toml, the commented start of a style of your own.")
@click.option("--from", "base", metavar="NAME", default="gbt9704", help="The style that --new starts from.")
@with_language
def styles(show: str | None, new: str | None, base: str) -> None:
    """List the styles, show one, or start one of your own."""
    from convert import style
    from convert.style import showing

    if show:
        click.echo(report.shown(showing.show(show)))
    elif new:
        path = Path(new if new.endswith(".toml") else f"{new}.toml")
        if path.exists():
            raise WriteError("DC733", path=path)
        write_whole(path, showing.start(path.stem, base).encode())
        echo(f"{path}: doconv render … --style {path}")
    else:
        for name in style.names():
            click.echo(f"{name:12} {style.load(name).description}")
