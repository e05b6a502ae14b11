"""What was done and found, for people and for programs: messages; edits, outlines, diffs and findings in own files."""

from convert.report.messages import message, printable

__all__ = ["message", "printable"]
