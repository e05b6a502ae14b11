"""A reason to think a line clutter."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One reason to think a line clutter."""

    kind: str
    where: str
    """Where it counts: any, edge, head, tail; record, dated, channel in a head that fits; contact below others."""
    fields: tuple[tuple[str, str], ...] = ()
    """What the line says of the document: field of Metadata (or title) and value."""
    rights: bool = False
    lone: bool = False
    """Whether it counts only beside another line of clutter."""
