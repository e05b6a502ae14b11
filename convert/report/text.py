"""Findings for a person: path:line:column: CODE [*] message, the line with a caret under the place, a summary."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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


class Told(NamedTuple):
    """The findings of a source, and how many of each severity there are, how many with a fix that is safe or unsafe."""

    lines: str
    counts: Counter[str]


def part(checked: Checked, language: Language) -> Told | None:
    """The findings of a source, each with its line; None where it could not be read, of which a message has told."""
    if checked.failed:
        return None
    lines = (line for finding in checked.findings for line in _finding(checked, finding, language))
    counts: Counter[str] = Counter(finding.diagnostic.severity for finding in checked.findings)
    counts["safe"] = sum(finding.fix is not None and finding.fix.safe for finding in checked.findings)
    counts["unsafe"] = sum(finding.fix is not None and not finding.fix.safe for finding in checked.findings)
    return Told("".join(f"{line}\n" for line in lines), counts)


def whole(parts: Sequence[Told | None], language: Language) -> str:
    """The findings of several sources, and a summary."""
    read = [one for one in parts if one]
    summary = f"{_summary(read, language)}\n" if read or not parts else ""
    return "".join([*(one.lines for one in read), summary])


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


def _summary(read: Sequence[Told], language: Language) -> str:
    words = _WORDS[language]
    counts = {key: sum(one.counts[key] for one in read) for key in (*Severity, "safe", "unsafe")}
    count = sum(counts[severity] for severity in Severity)
    if not count:
        return words["none"]
    said = ["sum", *(key for key in ("safe", "unsafe") if counts[key])]
    return " ".join(words[key].format(count=count, **counts) for key in said)
