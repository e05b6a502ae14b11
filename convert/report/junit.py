"""Findings as JUnit XML: a test case a source, its failure the findings."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from convert.diagnostic import Language
from convert.report.checked import Checked, uri
from convert.report.messages import message, printable


class Case(NamedTuple):
    """A source: what became of it, "" where nothing was found, and what is said of that."""

    name: str
    kind: str = ""
    code: str = ""
    message: str = ""
    text: str = ""


def part(checked: Checked, language: Language) -> Case:
    """A case; one without findings has passed, that of a source that could not be read is in error."""
    name = printable(uri(checked.source.name))
    if not checked.findings:
        return Case(name)
    lines = [message(finding.diagnostic, name, language) for finding in checked.findings]
    first = checked.findings[0].diagnostic
    kind = "error" if checked.failed else "failure"
    return Case(name, kind, first.code, printable(first.message(language)), "\n".join(lines))


def whole(parts: Sequence[Case], _: Language) -> str:
    """One test suite."""
    root = Xml.Element("testsuites")
    kinds = [case.kind for case in parts]
    counts = {"tests": len(kinds), "failures": kinds.count("failure"), "errors": kinds.count("error")}
    texts = {key: str(count) for key, count in counts.items()}
    suite = Xml.SubElement(root, "testsuite", {"name": "doconv check"} | texts)
    for name, kind, code, said, text in parts:
        case = Xml.SubElement(suite, "testcase", name=name, classname="doconv.check", file=name)
        if kind:
            Xml.SubElement(case, kind, message=said, type=code).text = text
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
