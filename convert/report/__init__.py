"""What was done and found, for people and for programs: messages, edits, outlines, diffs, findings in five formats."""

from convert.report.changes import CONTEXT, diff
from convert.report.cleaning import edits_report, outline
from convert.report.findings import FORMATS, Checked
from convert.report.messages import message, printable

__all__ = [
    "CONTEXT",
    "FORMATS",
    "Checked",
    "diff",
    "edits_report",
    "message",
    "outline",
    "printable",
]
