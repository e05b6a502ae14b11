"""Findings as JSON, in the shape that ruff made common."""

from collections.abc import Sequence

from convert.checks import Finding
from convert.diagnostic import Language
from convert.report.checked import Checked
from convert.report.cleaning import as_json


def write(checked: Sequence[Checked], language: Language) -> str:
    """A list of findings; rows and columns count from 1, columns in code points."""
    return as_json([_finding(one, finding, language) for one in checked for finding in one.findings])


def _finding(checked: Checked, finding: Finding, language: Language) -> dict[str, object]:
    diagnostic = finding.diagnostic
    end = checked.source.place(finding.end) if finding.end > finding.start else (diagnostic.line, diagnostic.column)
    return {
        "filename": checked.source.name,
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message(language),
        "location": {"row": diagnostic.line, "column": diagnostic.column},
        "end_location": {"row": end[0], "column": end[1]},
        "fix": _fix(checked, finding),
    }


def _fix(checked: Checked, finding: Finding) -> dict[str, object] | None:
    if finding.fix is None:
        return None
    edits = [
        {
            "content": edit.after,
            "location": dict(zip(("row", "column"), checked.source.place(edit.start), strict=True)),
            "end_location": dict(zip(("row", "column"), checked.source.place(edit.end), strict=True)),
        }
        for edit in finding.fix.edits
    ]
    return {"applicability": "safe" if finding.fix.safe else "unsafe", "edits": edits}
