"""What is left of a page's markup in a text that was copied from its source: &nbsp;, <br>, stray tags."""

import re
from collections.abc import Iterator
from dataclasses import replace

from convert.diagnostic import diagnose
from convert.ledger import Edit, Format, Text
from convert.patterns import pattern

_LEFT = pattern(
    r"&(?:nbsp|ensp|emsp|thinsp|amp|lt|gt|quot|apos|middot|hellip|mdash|ndash|ldquo|rdquo|lsquo|rsquo|times|copy|reg"
    r"|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
    r"|<(?P<tag>/?(?:br|p|div|span|font|strong|b|i|u|em|a|img|td|tr|table|tbody|center|section|h[1-6]))"
    r"(?:[ /][^<>\n]{0,300})?>",
    re.IGNORECASE,
)
_CODE_OR_TAG = pattern(
    rf"^(?P<fence>```|~~~).*?(?:^(?P=fence)|\Z)|`[^`\n]{{1,200}}`|{_LEFT.pattern}",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_ROW = pattern("[ ]{0,3}\\|")
_BREAKS = ("br", "p", "div", "tr", "section", "center")


def clean(text: Text) -> Text:
    """Write entities as the characters they stand for and take stray tags out; a page knows its own.

    Markdown knows its entities, and a line break in a table's cell, which is read as a space.
    """
    if text.source.format is Format.HTML or not any(sign in text.content for sign in "&<"):
        return text
    if text.source.format is Format.TEXT:
        return text.edited(list(_edits(text.content)))
    edits = list(_edits_of_markdown(text.content))
    first = [(text.source_line(edit.start), text.content[edit.start : edit.end]) for edit in edits[:1]]
    told = [diagnose("DC415", line, 1, text=tag) for line, tag in first]
    return replace(text.edited(edits), diagnostics=(*text.diagnostics, *told))


def _edits_of_markdown(content: str) -> Iterator[Edit]:
    line = at = 0
    for match in _CODE_OR_TAG.finditer(content):
        line = max(line, content.rfind("\n", at, match.start()) + 1)
        at = match.start()
        if match["tag"] is None:
            continue
        tag = match["tag"].strip("/").lower()
        row = _ROW.match(content, line) is not None
        if tag == "br":
            if not row:
                yield Edit(*match.span(), "  \n", "markup.tag")
            continue
        after = "\n" if tag in _BREAKS and match.start() > line and not row else " " * (tag == "td")
        yield Edit(*match.span(), after, "markup.tag")


def _edits(content: str) -> Iterator[Edit]:
    for match in _LEFT.finditer(content):
        tag = match["tag"]
        if tag is None:
            yield Edit(match.start(), match.end(), _character(match[0]), "markup.entity")
        else:
            after = "\n" if tag.strip("/").lower() in _BREAKS else ""
            yield Edit(match.start(), match.end(), after, "markup.tag")


def _character(entity: str) -> str:
    """What an entity stands for; their two thousand names are loaded for a text that has one."""
    from html import unescape

    return unescape(entity).replace("\u00a0", " ")
