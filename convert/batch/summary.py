"""A run for programs: every document with its outputs, findings and removed lines, in the formats of the reports."""

from collections.abc import Callable, Sequence
from xml.etree import ElementTree as Xml

from convert.batch.outcome import Outcome, Status
from convert.diagnostic import Diagnostic, Language, Severity
from convert.report import github, sarif
from convert.report.cleaning import as_json, row
from convert.report.messages import message, printable


def to_json(outcomes: Sequence[Outcome], _folder: str, language: Language) -> str:
    """All there is to know of each document."""
    documents = [
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
            "findings": [row(found, language) for found in outcome.diagnostics],
            "removed": [gone._asdict() for gone in outcome.removed],
        }
        for outcome in outcomes
    ]
    return as_json({"documents": documents})


def to_junit(outcomes: Sequence[Outcome], folder: str, language: Language) -> str:
    """One test case a document: it fails with what is wrong, and is skipped where it was up to date."""
    root = Xml.Element("testsuites")
    suite = Xml.SubElement(root, "testsuite", name="doconv batch", tests=str(len(outcomes)), errors="0")
    suite.set("failures", str(sum(outcome.wrong for outcome in outcomes)))
    suite.set("skipped", str(sum(_is_skipped(outcome) for outcome in outcomes)))
    suite.set("time", f"{sum(outcome.seconds for outcome in outcomes):.3f}")
    for outcome in outcomes:
        path, seconds = f"{folder}/{outcome.source}", f"{outcome.seconds:.3f}"
        case = Xml.SubElement(suite, "testcase", classname="doconv.batch", name=printable(outcome.source), time=seconds)
        case.set("file", printable(path))
        if outcome.wrong:
            errors = [found for found in outcome.diagnostics if found.severity is Severity.ERROR]
            first = printable(errors[0].message(language))
            failure = Xml.SubElement(case, "failure", message=first, type=errors[0].code)
            failure.text = "\n".join(message(found, path, language) for found in errors)
        elif _is_skipped(outcome):
            Xml.SubElement(case, "skipped")
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def to_github(outcomes: Sequence[Outcome], folder: str, language: Language) -> str:
    """Annotations: a line a finding that a GitHub run shows beside the file."""
    return "".join(f"{github.command(found, path, language)}\n" for path, found in _findings(outcomes, folder))


def to_sarif(outcomes: Sequence[Outcome], folder: str, language: Language) -> str:
    """The findings of all documents as one SARIF run."""
    return sarif.log(
        [sarif.result(found, path, language, _region(found)) for path, found in _findings(outcomes, folder)], language
    )


SUMMARIES: dict[str, Callable[[Sequence[Outcome], str, Language], str]] = {
    "json": to_json,
    "junit": to_junit,
    "sarif": to_sarif,
    "github": to_github,
}
"""Format → what writes it, from the outcomes in order and the name of the folder they lie in."""


def _findings(outcomes: Sequence[Outcome], folder: str) -> list[tuple[str, Diagnostic]]:
    """Every finding with the path of its document."""
    return [(f"{folder}/{outcome.source}", found) for outcome in outcomes for found in outcome.diagnostics]


def _is_skipped(outcome: Outcome) -> bool:
    return outcome.status is Status.UNCHANGED and not outcome.wrong


def _region(found: Diagnostic) -> sarif.Region | None:
    return {"startLine": found.line, "startColumn": max(1, found.column)} if found.line else None
