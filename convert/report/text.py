"""Findings for a person: path:line:column: CODE [*] message, the line with a caret under the place, a summary."""

from collections import Counter
from collections.abc import Iterator, Sequence

from convert.checks import Finding
from convert.diagnostic import Language, Severity
from convert.hanzi import display_width as columns
from convert.report.checked import Checked
from convert.report.messages import printable, where

WINDOW = 30
"""Characters of a line shown on either side of a place: a paragraph of a speech is one line of hundreds."""

_WORDS = {
    Language.ZH: {
        "none": "没有发现问题。",
        "sum": "共 {count} 处：错误 {error}，警告 {warning}，提示 {hint}。",
        "safe": "[*] 其中 {safe} 处可用 --fix 修正。",
        "unsafe": "另有 {unsafe} 处可用 --fix --unsafe-fixes 修正。",
    },
    Language.EN: {
        "none": "Nothing found.",
        "sum": "Found {count}: {error} errors, {warning} warnings, {hint} hints.",
        "safe": "[*] {safe} fixable with --fix.",
        "unsafe": "{unsafe} more fixable with --fix --unsafe-fixes.",
    },
}


def write(checked: Sequence[Checked], language: Language) -> str:
    """The findings of several sources, each with its line."""
    lines = [line for one in checked for finding in one.findings for line in _finding(one, finding, language)]
    return "\n".join([*lines, _summary([f for one in checked for f in one.findings], language)]) + "\n"


def _finding(checked: Checked, finding: Finding, language: Language) -> Iterator[str]:
    diagnostic = finding.diagnostic
    mark = " [*]" if finding.fix and finding.fix.safe else ""
    yield printable(f"{where(diagnostic, checked.source.name)}: {diagnostic.code}{mark} {diagnostic.message(language)}")
    if diagnostic.line and 0 < diagnostic.line <= len(checked.lines):
        yield from _excerpt(
            checked.lines[diagnostic.line - 1], diagnostic.column - 1, finding.end - finding.start, diagnostic.line
        )


def _excerpt(line: str, start: int, length: int, number: int) -> Iterator[str]:
    """The part of a line around a place, and below it a caret as wide as the place is on a terminal."""
    start, length = max(0, start), min(length, WINDOW)
    low, high = max(0, start - WINDOW), start + max(1, length) + WINDOW
    lead = ("…" if low else "") + _flat(line[low:start])
    place, rest = _flat(line[start : start + length]), _flat(line[start + length : high])
    yield f"{number:5} | {lead}{place}{rest}{'…' if high < len(line) else ''}"
    yield f"      | {' ' * columns(lead)}{'^' * max(1, columns(place))}"


def _flat(text: str) -> str:
    return printable(text.replace("\t", " "))


def _summary(findings: Sequence[Finding], language: Language) -> str:
    words = _WORDS[language]
    if not findings:
        return words["none"]
    counts = Counter(finding.diagnostic.severity for finding in findings)
    safe = sum(finding.fix is not None and finding.fix.safe for finding in findings)
    unsafe = sum(finding.fix is not None and not finding.fix.safe for finding in findings)
    said = ["sum", *(["safe"] if safe else []), *(["unsafe"] if unsafe else [])]
    values = {severity.value: counts[severity] for severity in Severity}
    return " ".join(words[key].format(count=len(findings), safe=safe, unsafe=unsafe, **values) for key in said)
