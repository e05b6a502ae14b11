"""What clutter says of a document: collected before it is dropped, the first that is said winning."""

import re
from collections.abc import Iterable
from dataclasses import replace

from convert.document import Metadata
from convert.patterns import pattern

_NOBODY = pattern(
    "(?:本站|本网|网络|互联网|网友|未知|佚名|不详|管理员|admin|原创|转载|整理|匿名|系统|小编|本站原创|网络整理)+",
    re.IGNORECASE,
)
"""A source or an author that says nothing."""


def collect(before: Metadata, title: str, fields: Iterable[tuple[str, str]]) -> tuple[Metadata, str]:
    """The harvest and the title with what *fields* say added; what is known already stays."""
    for field, value in fields:
        if not value or (field in ("source", "author") and _NOBODY.fullmatch(value)):
            continue
        if field == "title":
            title = title or value
        elif field == "issuers":
            before = replace(before, issuers=before.issuers or (value,))
        elif not getattr(before, field):
            before = replace(before, **{field: value})  # type: ignore[arg-type]  # all but issuers are text
    return before, title
