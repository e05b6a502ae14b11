"""doconv explain: what a code means, why, by which clause, and an example."""

import click

from convert.checks import codes_of
from convert.cli.shell import shell, with_language
from convert.diagnostic import Language, Message, catalogue

_WORDS = {
    Language.ZH: {
        "error": "错误",
        "warning": "警告",
        "hint": "提示",
        "required": "应当",
        "custom": "惯例",
        "safe": "--fix 可改",
        "unsafe": "--fix --unsafe-fixes 可改",
        "": "须人工核改",
        "basis": "依据：{basis}（{binding}）",
        "before": "例：  {before}",
        "after": "应为：{after}",
        "off": "默认不查，用 --select {code} 打开",
    },
    Language.EN: {
        "error": "error",
        "warning": "warning",
        "hint": "hint",
        "required": "required",
        "custom": "practice",
        "safe": "mended by --fix",
        "unsafe": "mended by --fix --unsafe-fixes",
        "": "only a person can mend it",
        "basis": "basis: {basis} ({binding})",
        "before": "example: {before}",
        "after": "better:  {after}",
        "off": "off unless asked for with --select {code}",
    },
}


@click.command()
@click.argument("code")
@with_language
def explain(code: str) -> None:
    """Say what a CODE means, why, by which clause, and show an example."""
    for found in sorted(codes_of([code])):
        click.echo("\n".join(_lines(found, catalogue()[found])))


def _lines(code: str, message: Message) -> list[str]:
    """The explanation of one code."""
    words = _WORDS[shell.language]
    lines = [f"{code} {message.name} [{words[message.severity]}, {words[message.fix]}]"]
    lines.append(f"  {message.general(shell.language)}")
    if not message.on:
        lines.append(f"  {words['off'].format(code=code)}")
    if why := message.why(shell.language):
        lines.append(f"  {why}")
    if message.basis:
        basis = f"{message.basis} {message.clause}".rstrip()
        lines.append(f"  {words['basis'].format(basis=basis, binding=words[message.binding])}")
    if message.before:
        lines += [
            f"  {words['before'].format(before=message.before)}",
            f"  {words['after'].format(after=message.after)}",
        ]
    return lines
