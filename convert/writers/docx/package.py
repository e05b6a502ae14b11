"""The package: its parts and how they are related, its properties from the document, the same bytes for the same input.

It is put together here and not by python-docx, whose import alone takes as long as all the rest of a short document.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from convert.compose.properties import author, day
from convert.compose.title import plain
from convert.document import Document
from convert.writers.docx.text import Element, escaped, legal, parse, serialized

_LONGEST = 255
"""Characters in a property; Word shows no more."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip can hold."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES, _LINKS, _BODY = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"


class Package:
    """The parts of one document by their names, and how the main one is related to the others."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts: dict[str, str | bytes] = dict(parts)
        self._trees: dict[str, Element] = {}
        self.body: Element = self.tree(_BODY)[0]
        self._count = parts[_LINKS].count("<Relationship ")

    def tree(self, name: str) -> Element:
        """The root of a part, to be added to."""
        if name not in self._trees:
            self._trees[name] = parse(str(self._parts[name]))
        return self._trees[name]

    def add(self, name: str, kind: str, content_type: str, part: str | bytes) -> str:
        """One more part, which the main one is related to; the relationship's id."""
        self._parts[f"word/{name}"] = part
        self._count += 1
        override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
        link = f'<Relationship Id="rId{self._count}" Type="{_RELATIONSHIPS}/{kind}" Target="{name}"/>'
        self._extend(_CONTENT_TYPES, override)
        self._extend(_LINKS, link)
        return f"rId{self._count}"

    def _extend(self, name: str, element: str) -> None:
        """Put an element at the end of a part's root."""
        start, end, root = str(self._parts[name]).rpartition("</")
        self._parts[name] = f"{start}{element}{end}{root}"

    def pack(self) -> bytes:
        """The bytes of the file, free of the clock."""
        whole = BytesIO()
        with ZipFile(whole, "w", ZIP_DEFLATED) as file:
            for name, part in self._parts.items():
                info = ZipInfo(name, _EARLIEST)
                info.compress_type = ZIP_DEFLATED
                info.create_system = 0
                file.writestr(info, serialized(self._trees[name]) if name in self._trees else part)
        return whole.getvalue()


def properties(document: Document) -> str:
    """Title, author, kind and date of the package as elements, from the document alone."""
    by = author(document)
    values = {
        "dc:title": plain(document.title),
        "dc:creator": by,
        "cp:lastModifiedBy": by,
        "cp:category": document.metadata.kind,
        "dc:language": "zh-CN",
        "cp:revision": "1",
    }
    known = "".join(f"<{name}>{escaped(legal(value)[:_LONGEST])}</{name}>" for name, value in values.items() if value)
    if (moment := _moment(document)) is None:
        return known
    names = ("dcterms:created", "dcterms:modified")
    return known + "".join(f'<{name} xsi:type="dcterms:W3CDTF">{moment:%Y-%m-%dT%H:%M:%SZ}</{name}>' for name in names)


def _moment(document: Document) -> datetime | None:
    """The document's own date, else SOURCE_DATE_EPOCH, else none."""
    if found := day(document):
        return datetime(found.year, found.month, found.day)
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    return None
