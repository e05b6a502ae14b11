"""A run for programs: every document with its outputs and findings, as JSON, JUnit or annotations of a GitHub run."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree import ElementTree as Xml

from convert.batch.outcome import Outcome, Status
from convert.diagnostic import Diagnostic, Language, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
"""What GitHub calls a severity."""


def as_json(outcomes: Sequence[Outcome], _folder: str, language: Language) -> str:
    """All there is to know of each document."""
    table = {
        "documents": [
            {
                "source": outcome.source,
                "status": outcome.status,
                "seconds": round(outcome.seconds, 3),
                "outputs": [
                    {
                        "path": output.path,
                        "format": output.format,
                        "sha256": output.sha256,
                        "size": output.size,
                        "pages": output.pages,
                    }
                    for output in outcome.outputs
                ],
                "findings": [_finding(found, language) for found in outcome.diagnostics],
            }
            for outcome in outcomes
        ]
    }
    # ASCII alone: a file name of no encoding is a lone surrogate, which only JSON's own escape can carry.
    return json.dumps(table, indent=1).replace("##[", "##\\u005b") + "\n"


def as_junit(outcomes: Sequence[Outcome], folder: str, language: Language) -> str:
    """One test case a document: it fails with what is wrong, and is skipped where it was up to date."""
    suite = Xml.Element("testsuite", name="doconv batch", tests=str(len(outcomes)))
    suite.set("failures", str(sum(outcome.wrong for outcome in outcomes)))
    suite.set("skipped", str(sum(_is_skipped(outcome) for outcome in outcomes)))
    suite.set("time", f"{sum(outcome.seconds for outcome in outcomes):.3f}")
    for outcome in outcomes:
        name, seconds = _legal(outcome.source), f"{outcome.seconds:.3f}"
        case = Xml.SubElement(suite, "testcase", classname="doconv", name=name, time=seconds)
        if outcome.wrong:
            errors = [found for found in outcome.diagnostics if found.severity is Severity.ERROR]
            failure = Xml.SubElement(case, "failure", message=_legal(f"{errors[0].code} {errors[0].message(language)}"))
            failure.text = _legal("\n".join(_line(f"{folder}/{outcome.source}", found, language) for found in errors))
        elif _is_skipped(outcome):
            Xml.SubElement(case, "skipped")
    Xml.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(suite, encoding="unicode") + "\n"


def as_github(outcomes: Sequence[Outcome], folder: str, language: Language) -> str:
    """Annotations: a line a finding that a GitHub run shows beside the file."""
    return "".join(f"{line}\n" for outcome in outcomes for line in _annotations(outcome, folder, language))


SUMMARIES: dict[str, Callable[[Sequence[Outcome], str, Language], str]] = {
    "json": as_json,
    "junit": as_junit,
    "github": as_github,
}
"""Format → what writes it, from the outcomes in order and the name of the folder they lie in."""


def _is_skipped(outcome: Outcome) -> bool:
    return outcome.status is Status.UNCHANGED and not outcome.wrong


def _finding(found: Diagnostic, language: Language) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity,
        "line": found.line,
        "column": found.column,
        "message": found.message(language),
    }


def _line(source: str, found: Diagnostic, language: Language) -> str:
    return f"{source}:{found.line}: {found.code} {found.message(language)}"


def _annotations(outcome: Outcome, folder: str, language: Language) -> Iterator[str]:
    for found in outcome.diagnostics:
        place = {
            "file": _legal(f"{folder}/{outcome.source}"),
            "line": found.line or None,
            "col": found.column or None,
            "title": found.code,
        }
        values = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items() if value)
        yield f"::{_LEVELS[found.severity]} {values}::{_escaped(_legal(found.message(language)))}"


def _escaped(text: str, more: Iterable[str] = "") -> str:
    """The text as a workflow command takes it."""
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _legal(text: str) -> str:
    """The text without what XML forbids, or what would steer a terminal or a CI run."""
    legal = "".join(c if c in "\t\n\u3000" or c.isprintable() else "\ufffd" for c in text)
    return legal.replace("##[", "##\\x5b")
