"""What was done and found, for people and for programs: messages, edits, outlines, diffs, findings in five formats."""

from convert.report.messages import message, printable, shown

__all__ = ["message", "printable", "shown"]
