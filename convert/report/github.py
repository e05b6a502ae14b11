"""Findings as commands of GitHub Actions, which shows them beside the lines of a change."""

from collections.abc import Sequence

from convert.checks import Finding
from convert.diagnostic import Diagnostic, Language, Severity
from convert.report.checked import Checked, uri
from convert.report.messages import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def part(checked: Checked, language: Language) -> str:
    """One command a finding."""
    return "".join(f"{_command(checked, finding, language)}\n" for finding in checked.findings)


def whole(parts: Sequence[str], _: Language) -> str:
    """The commands of all sources."""
    return "".join(parts)


def _command(checked: Checked, finding: Finding, language: Language) -> str:
    end = checked.source.place(finding.end) if finding.diagnostic.line else None
    return command(finding.diagnostic, checked.source.name, language, end)


def command(diagnostic: Diagnostic, name: str, language: Language, end: tuple[int, int] | None = None) -> str:
    """The command for a finding in the file *name*, up to the line and column *end* where they are known."""
    properties = {"title": f"doconv ({diagnostic.code})", "file": printable(uri(name))}
    if diagnostic.line:
        properties |= {"line": str(diagnostic.line), "col": str(max(1, diagnostic.column))}
    if end:
        properties |= {"endLine": str(end[0]), "endColumn": str(end[1])}
    listed = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_escape(printable(diagnostic.message(language)))}"


def _escape(text: str, more: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)
