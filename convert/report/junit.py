"""Findings as JUnit XML: a test case a source, its failure the findings."""

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from convert.diagnostic import Language
from convert.report.checked import Checked, uri
from convert.report.messages import message, printable


def write(checked: Sequence[Checked], language: Language) -> str:
    """One test suite; a source without findings is a case that passed, one that could not be read is in error."""
    errors = sum(one.failed for one in checked)
    failures = sum(bool(one.findings) for one in checked) - errors
    root = Xml.Element("testsuites")
    counts = {"tests": str(len(checked)), "failures": str(failures), "errors": str(errors)}
    suite = Xml.SubElement(root, "testsuite", {"name": "doconv check"} | counts)
    for one in checked:
        name = printable(uri(one.source.name))
        case = Xml.SubElement(suite, "testcase", name=name, classname="doconv.check", file=name)
        if one.findings:
            lines = [message(finding.diagnostic, name, language) for finding in one.findings]
            first = one.findings[0].diagnostic
            kind = "error" if one.failed else "failure"
            failure = Xml.SubElement(case, kind, message=printable(first.message(language)), type=first.code)
            failure.text = "\n".join(lines)
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
