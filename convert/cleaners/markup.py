"""What is left of a page's markup in a text that was copied from its source: &nbsp;, <br>, stray tags."""

import re
from collections.abc import Iterator
from html import unescape

from convert.ledger import Edit, Format, Text

_LEFT = re.compile(
    r"&(?:nbsp|ensp|emsp|thinsp|amp|lt|gt|quot|apos|middot|hellip|mdash|ndash|ldquo|rdquo|lsquo|rsquo|times|copy|reg"
    r"|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});"
    r"|<(?P<tag>/?(?:br|p|div|span|font|strong|b|i|u|em|a|img|td|tr|table|tbody|center|section|h[1-6]))"
    r"(?:[ /][^<>\n]{0,300})?>",
    re.IGNORECASE,
)
_BREAKS = ("br", "p", "div", "tr", "section", "center")


def clean(text: Text) -> Text:
    """Write entities as the characters they stand for and take stray tags out; Markdown and pages know their own."""
    if text.source.format is not Format.TEXT or not any(sign in text.content for sign in "&<"):
        return text
    return text.edited(list(_edits(text.content)))


def _edits(content: str) -> Iterator[Edit]:
    for match in _LEFT.finditer(content):
        tag = match["tag"]
        if tag is None:
            character = unescape(match[0]).replace("\u00a0", " ")
            yield Edit(match.start(), match.end(), character, "markup.entity")
        else:
            after = "\n" if tag.strip("/").lower() in _BREAKS else ""
            yield Edit(match.start(), match.end(), after, "markup.tag")
