"""The finished package: properties from the document, and the same bytes for the same input."""

import os
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from convert.compose.title import plain
from convert.document import Document, Paragraph, Role
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
    for written in (document.metadata.issued_on, document.metadata.dated):
        try:
            day = date.fromisoformat(written)
        except ValueError:
            continue
        return datetime(day.year, day.month, day.day)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.utcfromtimestamp(int(epoch)) if epoch.isdecimal() else None


def _short(text: str) -> str:
    return legal(text)[:_LONGEST]
