"""The subtitle of a title, which stands in one line with it or in the next."""

import re

from convert.recognizers import shapes

_SUBTITLED = re.compile("([^—\n]{4,60})((?<![0-9年])——[^—\n]{4,80}|——(?![0-9])[^—\n]{4,80})")
"""A title and its subtitle; 2024——2026年 is a span of years."""


def split_subtitle(title: str) -> tuple[str, str]:
    """A title in one line, and its subtitle if it has one: 乘势而上——在全市大会上的讲话."""
    match = _SUBTITLED.match(title)
    return (match[1], match[2]) if match and shapes.kind_of(match[1]) != "讲话" else (title, "")
