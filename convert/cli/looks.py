"""doconv fonts and doconv styles: what there is to print with."""

import click

from convert import report
from convert.cli.shell import shell, with_language


@click.command()
@with_language
def fonts() -> None:
    """Show which font serves each face of the standard, and what would serve it better."""
    from convert import fonts as faces

    for line in faces.report(shell.language):
        click.echo(report.shown(line))


@click.command()
@click.option("--show", metavar="NAME", help="Print the resolved values of a style with their clauses.")
@with_language
def styles(show: str | None) -> None:
    """List the styles, or show one."""
    from convert import style

    if show:
        click.echo(report.shown(style.show(show)))
        return
    for name in style.names():
        click.echo(f"{name:12} {style.load(name).description}")
