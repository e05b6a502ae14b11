"""Bytes to Source: text in any encoding met in China, Markdown, or a saved web page."""

import re
from dataclasses import replace

from convert.diagnostic import ReadError
from convert.ledger import Format, Source
from convert.limits import DEFAULTS, Limits
from convert.patterns import pattern
from convert.readers import mojibake
from convert.readers.encoding import decode

_OFFICE = (
    (b"%PDF-", b"", "PDF"),
    (b"\xd0\xcf\x11\xe0", b"", "Word/WPS (.doc, .wps)"),
    (b"PK\x03\x04", b"word/", "Word (.docx)"),
    (b"PK\x03\x04", b"xl/", "Excel (.xlsx)"),
    (b"PK\x03\x04", b"ppt/", "PowerPoint (.pptx)"),
    (b"PK\x03\x04", b"OFD.xml", "OFD"),
    (b"{\\rtf", b"", "RTF"),
)
"""How the files of office programs begin, what else they hold, and what they are called."""

_PAGE = pattern(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEAD = 2048  # characters in which a page says that it is one
_TAG = pattern(r"</?(?:p|br|div|td|tr|li|h[1-6]|table|section|article|font|span)\b[^<>]{0,500}>", re.IGNORECASE)
_TAGS_ENOUGH = 5
_TAGS_APART = 200  # characters; one that is copied into plain text now and then makes no page
_MARKDOWN_SUFFIXES = (".md", ".markdown")


def read(name: str, data: bytes, encoding: str | None = None, limits: Limits = DEFAULTS) -> Source:
    """Read a file's bytes, in the *encoding* named or the one they are most likely in.

    ReadError DC503 to DC508; LimitError DC940, DC941, DC944.
    """
    limits.hold("source_bytes", len(data), name)
    for start, inside, kind in _OFFICE:
        if data.startswith(start) and inside in data:
            raise ReadError("DC505", path=name, kind=kind)
    decoded = decode(name, data, encoding)
    if not decoded.text.strip("\ufeff \t\n\x0b\x0c\x1a\xa0\u3000"):
        raise ReadError("DC503", path=name)
    source = Source(
        name,
        data,
        decoded.text,
        _format(name, decoded.text),
        decoded.encoding,
        decoded.confidence,
        decoded.bom,
        decoded.newline,
        diagnostics=decoded.diagnostics,
    )
    if source.format is Format.HTML:
        from convert.readers.html import extract  # brings lxml, which a text does not need

        source = extract(source, limits)
    limits.hold("line_characters", _longest_line(source.text, limits.line_characters), name)
    repairs, found = mojibake.examine(source.text)
    return replace(source, repairs=repairs, diagnostics=(*source.diagnostics, *found))


def _longest_line(text: str, enough: int) -> int:
    """The length of the longest line, which need not be looked for in a text of no more characters than *enough*."""
    return max(map(len, text.split("\n"))) if len(text) > enough else 0


def _format(name: str, text: str) -> Format:
    """A page by its content, Markdown by its name or by doconv's front matter."""
    markdown = name.lower().endswith(_MARKDOWN_SUFFIXES) or text.startswith("---\ndoconv:")
    if (_PAGE.search(text, 0, _HEAD) and text.lstrip("\ufeff \t\n").startswith("<")) or (
        not markdown and _is_fragment(text)
    ):
        return Format.HTML
    return Format.MARKDOWN if markdown else Format.TEXT


def _is_fragment(text: str) -> bool:
    """Whether the tags of a page stand so close in *text* that it is a part of one."""
    tags = len(_TAG.findall(text)) if "<" in text else 0
    return tags >= _TAGS_ENOUGH and tags * _TAGS_APART >= len(text)
