"""What was done and found, for people and for programs: messages, edits, outlines, diffs.

Findings in five formats are in convert.report.findings, which loads the rules: only a check needs them.
"""

from convert.report.messages import message, printable, shown

__all__ = ["message", "printable", "shown"]
