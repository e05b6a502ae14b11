"""The finished package: properties from the document, and the same bytes for the same input."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from convert.compose.title import plain
from convert.document import Document, Paragraph, Role
from convert.recognizers.shapes import iso_date
from convert.writers.docx.text import legal

_LONGEST = 255
"""Characters in a property; python-docx refuses more."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can hold."""


def set_properties(properties: Any, document: Document) -> None:
    """Title, author, kind and date of the package, from the document alone."""
    author = _author(document)
    properties.title = _short(plain(document.title))
    properties.author = _short(author)
    properties.last_modified_by = _short(author)
    properties.category = _short(document.metadata.kind)
    properties.language = "zh-CN"
    properties.revision = 1
    if moment := _moment(document):
        properties.created = properties.modified = moment


def pack(package: Any) -> bytes:
    """The bytes of a python-docx document, free of the clock."""
    stamped, whole = BytesIO(), BytesIO()
    package.save(stamped)
    with ZipFile(stamped) as source, ZipFile(whole, "w") as target:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(entry))
    return whole.getvalue()


def _author(document: Document) -> str:
    """Whoever speaks or issues it: the speaker, the organs that sign it, or those named for it."""
    known = document.metadata
    signed = [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.ISSUERS]
    return known.speaker or "、".join(signed or known.issuers or known.masthead) or known.author


def _moment(document: Document) -> datetime | None:
    """The document's own date, else SOURCE_DATE_EPOCH, else none: never the clock."""
    for written in (*_dates_in(document), document.metadata.issued_on, document.metadata.dated):
        with suppress(ValueError):
            day = date.fromisoformat(written)
            if day.year >= 1000:  # python-docx would write an earlier one in fewer than four digits
                return datetime(day.year, day.month, day.day)
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    return None


def _dates_in(document: Document) -> Iterator[str]:
    """The 成文日期 that stand in the text, as ISO 8601."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role is Role.ISSUED_ON:
            yield iso_date(block.text)


def _short(text: str) -> str:
    return legal(text)[:_LONGEST]
