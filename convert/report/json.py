"""Findings as JSON, in the shape that ruff made common."""

from collections.abc import Sequence

from convert.checks import Finding
from convert.diagnostic import Language
from convert.report.checked import Checked
from convert.report.cleaning import as_json

_EMPTY, _OPEN, _CLOSE = as_json([]), "[\n", "\n]\n"


def part(checked: Checked, language: Language) -> str:
    """The findings of a source as the items of a list; "" where there are none."""
    listed = as_json([_finding(checked, finding, language) for finding in checked.findings])
    return listed.removeprefix(_OPEN).removesuffix(_CLOSE) if listed != _EMPTY else ""


def whole(parts: Sequence[str], _: Language) -> str:
    """A list of findings; rows and columns count from 1, columns in code points."""
    items = ",\n".join(filter(None, parts))
    return f"{_OPEN}{items}{_CLOSE}" if items else _EMPTY


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
