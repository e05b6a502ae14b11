"""Findings as SARIF 2.1.0, which code hosts and editors read."""

import os
from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from convert import __version__
from convert.checks import Finding
from convert.diagnostic import Diagnostic, Language, Message, Severity, catalogue
from convert.ledger import Edit
from convert.report.checked import Checked, uri
from convert.report.cleaning import as_json

Region: TypeAlias = dict[str, int]
"""Lines and columns from 1: startLine, startColumn, endLine, endColumn."""
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def part(checked: Checked, language: Language) -> list[dict[str, Any]]:
    """The results of a source; columns count code points."""
    return [_result(checked, finding, language) for finding in checked.findings]


def whole(parts: Sequence[Sequence[dict[str, Any]]], language: Language) -> str:
    """One run with the rules that found something, and its results."""
    return log([result for results in parts for result in results], language)


def log(results: Sequence[dict[str, Any]], language: Language) -> str:
    """One run with these *results* and the rules that they are of."""
    codes = {code: at for at, code in enumerate(sorted({result["ruleId"] for result in results}))}
    driver = {
        "name": "doconv",
        "semanticVersion": __version__,
        "rules": [_rule(code, catalogue()[code], language) for code in codes],
    }
    numbered = [result | {"ruleIndex": codes[result["ruleId"]]} for result in results]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": numbered}
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


def result(diagnostic: Diagnostic, name: str, language: Language, region: Region | None = None) -> dict[str, Any]:
    """A finding in the file *name*, at *region* where it is known."""
    place: dict[str, object] = {"artifactLocation": _artifact(name)}
    if region:
        place["region"] = region
    return {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message(language)},
        "locations": [{"physicalLocation": place}],
    }


def _result(checked: Checked, finding: Finding, language: Language) -> dict[str, Any]:
    name, region = checked.source.name, None
    if finding.diagnostic.line:
        region = _region(checked, finding.start, finding.end)
    told = result(finding.diagnostic, name, language, region)
    if finding.fix:
        replacements = [_replaced(checked, edit) for edit in finding.fix.edits]
        told["fixes"] = [{"artifactChanges": [{"artifactLocation": _artifact(name), "replacements": replacements}]}]
    return told


def _artifact(name: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(uri(name)))}


def _region(checked: Checked, start: int, end: int) -> Region:
    (line, column), (last, after) = checked.source.place(start), checked.source.place(end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}


def _replaced(checked: Checked, edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(checked, edit.start, edit.end), "insertedContent": {"text": edit.after}}
