"""What holds of every stage whatever it is given: one function a stage, which breaks where it does not."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

from lxml import etree

from convert import pipeline, report
from convert.diagnostic import Language, ReadError, StyleError
from convert.document import Document
from convert.ledger import Format, Source, restore
from convert.markdown import dump, parse
from convert.readers.encoding import encode
from convert.readers.html import extract
from convert.report import changes
from tests.fuzz.spelling import spelled

Harness = Callable[[bytes], None]

NAMES = ("a.txt", "a.md", "a.html", "-")


def read(data: bytes) -> None:
    """Bytes are read or refused by a message, and can be had back where every one of them fitted."""
    name = NAMES[data[0] % len(NAMES)] if data else "-"
    source = _read(data[1:], name)
    if source is None:
        return
    assert "\r" not in source.text
    exact = source.format is not Format.HTML and not any(d.code == "DC507" for d in source.diagnostics)
    if exact and not source.encoding.startswith(("big5", "cp950")):
        assert encode(source.text, source.encoding, source.bom, source.newline) == source.data
    for found in source.diagnostics:
        assert found.message(Language.ZH)


def clean(data: bytes) -> None:
    """The ledger and the cleaned text give the source's back; cleaning twice is cleaning once."""
    raw = spelled(data)
    form = (Format.TEXT, Format.MARKDOWN)[len(data) % 2]
    text = pipeline.clean(Source("-", b"", raw, form))
    assert restore(text.content, text.ledger) == raw
    for line in changes.diff(text):
        assert "\n" not in line
    if form is Format.TEXT:
        again = pipeline.clean(Source("-", b"", text.content, form))
        assert again.content == text.content


def structure(data: bytes) -> None:
    """Any text becomes a document, and its Markdown is that document again."""
    text = pipeline.clean(Source("-", b"", spelled(data)))
    document = pipeline.structure(text).document
    _comes_back(document)


def markdown(data: bytes) -> None:
    """Any Markdown becomes a document, which then stays what it is."""
    document, found = parse(spelled(data))
    _comes_back(document)
    assert all(report.message(diagnostic, "-", Language.EN).replace("\u3000", "").isprintable() for diagnostic in found)


def html(data: bytes) -> None:
    """Any page gives a text or is refused, and the text becomes a document."""
    page = spelled(data) if data[:1] > b"\x7f" else data.decode("utf-8", "replace")
    try:
        source = extract(Source("a.html", b"", page, Format.HTML))
    except ReadError:
        return
    document = pipeline.structure(pipeline.clean(source)).document
    _comes_back(document)


def writers(data: bytes) -> None:
    """Any document is written: the DOCX is sound XML that points nowhere, the page is escaped, the PDF has pages.

    One that asks for a style of its own is refused.
    """
    document, _ = parse(spelled(data))
    _sound_package(pipeline.render(document, "docx", style=_STYLES[len(data) % 2]).data)
    page = ""
    with suppress(StyleError):
        page = pipeline.render(document, "html").data.decode()
    assert "<script" not in page
    assert not _FETCHED.search(page)
    pages = pipeline.render(document, "pdf", style=_STYLES[len(data) % 2]).pages
    assert pages
    assert pages > 0


HARNESSES: dict[str, Harness] = {
    harness.__name__: harness for harness in (read, clean, structure, markdown, html, writers)
}

_STYLES = ("gbt9704", "speech")
_FETCHED = re.compile(r"(?:<style>[^<]*|<[^>]*\sstyle=\"[^\"]*)url\(")
"""What would have a browser fetch something; a text may well speak of it."""


def _read(data: bytes, name: str) -> Source | None:
    try:
        return pipeline.read(data, name=name)
    except ReadError as error:
        refused = report.message(error.diagnostic, name, Language.EN)
    assert refused.isprintable()
    return None


def _comes_back(document: Document) -> None:
    assert parse(dump(document))[0] == document


def _sound_package(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            root = etree.fromstring(package.read(name))
            for relation in root.iter("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"):
                assert relation.get("TargetMode") != "External"
