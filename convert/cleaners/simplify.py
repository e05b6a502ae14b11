"""Traditional characters to simplified ones, only where it is asked for (--t2s)."""

from convert.diagnostic import DoconvError
from convert.ledger import Edit, Text

RULE = "simplify.t2s"


def simplify(text: Text) -> Text:
    """Convert traditional characters with OpenCC; DoconvError DC601 where that is not installed."""
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise DoconvError("DC601") from error
    converter = OpenCC("t2s")
    edits: list[Edit] = []
    at = 0
    for line in text.content.split("\n"):
        edits += _edits(line, converter.convert(line), at)
        at += len(line) + 1
    return text.edited(edits)


def _edits(before: str, after: str, at: int) -> list[Edit]:
    """The changed characters of a line; the whole line where a phrase changed its length."""
    if len(before) != len(after):
        return [Edit(at, at + len(before), after, RULE)]
    return [
        Edit(at + n, at + n + 1, new, RULE)
        for n, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
    ]
