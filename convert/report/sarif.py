"""Findings as SARIF 2.1.0, which code hosts and editors read."""

import os
from collections.abc import Sequence
from urllib.parse import quote

from convert import __version__
from convert.checks import Finding
from convert.diagnostic import Language, Message, Severity, catalogue
from convert.ledger import Edit
from convert.report.checked import Checked, uri
from convert.report.cleaning import as_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def write(checked: Sequence[Checked], language: Language) -> str:
    """One run with the rules that found something, and its results; columns count code points."""
    codes = sorted({finding.diagnostic.code for one in checked for finding in one.findings})
    driver = {
        "name": "doconv",
        "semanticVersion": __version__,
        "rules": [_rule(code, catalogue()[code], language) for code in codes],
    }
    results = [_result(one, finding, codes, language) for one in checked for finding in one.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, message: Message, language: Language) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": code,
        "name": message.name,
        "shortDescription": {"text": message.general(language)},
        "defaultConfiguration": {"level": _LEVELS[message.severity]},
    }
    if why := message.why(language):
        rule["fullDescription"] = {"text": why}
    return rule


def _result(checked: Checked, finding: Finding, codes: Sequence[str], language: Language) -> dict[str, object]:
    diagnostic = finding.diagnostic
    artifact = {"uri": quote(os.fsencode(uri(checked.source.name)))}
    place: dict[str, object] = {"artifactLocation": artifact}
    if diagnostic.line:
        place["region"] = _region(checked, finding.start, finding.end)
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message(language)},
        "locations": [{"physicalLocation": place}],
    }
    if finding.fix:
        change = {"artifactLocation": artifact, "replacements": [_replaced(checked, e) for e in finding.fix.edits]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _region(checked: Checked, start: int, end: int) -> dict[str, int]:
    (line, column), (last, after) = checked.source.place(start), checked.source.place(end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}


def _replaced(checked: Checked, edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(checked, edit.start, edit.end), "insertedContent": {"text": edit.after}}
