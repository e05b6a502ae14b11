"""markdown-it as doconv sets it up: tables, comment lines, Chinese emphasis; nothing that makes text vanish."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from convert.markdown.emphasis import allow_chinese

DEEPEST = 60
"""Levels of quotations and lists, and columns before them; what is nested deeper is text."""

_NESTING = r"[ \t>]|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])"
_DEEP = re.compile(f"^((?:{_NESTING}){{{DEEPEST}}})[ \t]*+([0-9]{{0,9}})(?=[-+*>.)])", re.MULTILINE)
_COMMENT = re.compile("<!--(.*?)-->[ \t]*$")


_SPECIAL = re.compile(r"[\\`*_\[\]<&!\n]")


def tokens(source: str) -> list[Token]:
    """The block tokens of *source*; an inline token without children is plain text."""
    return _parser().parse(_shallow(source))


@cache
def _parser() -> MarkdownIt:
    # Levels count the tokens around a block: two for a list. The parser drops what is nested deeper than its limit.
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 4 * DEEPEST})
    markdown.enable("table")
    # An indent is a habit of Chinese typing, and a definition `[1]: …` would vanish.
    markdown.disable(["code", "reference", "html_block", "html_inline"])
    markdown.block.ruler.before("table", "comment", _comment, {"alt": ["paragraph", "blockquote", "list", "table"]})
    allow_chinese(markdown)
    markdown.core.ruler.at("inline", _inline)
    return markdown


def _inline(state: StateCore) -> None:
    """Parse the content of blocks, where there is any mark in it; most of a speech is plain text."""
    for token in state.tokens:
        if token.type == "inline" and _SPECIAL.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _comment(state: StateBlock, first: int, _last: int, silent: bool) -> bool:
    """A line that is a comment and nothing else."""
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    if not state.src.startswith("<!--", start):
        return False
    match = _COMMENT.match(state.src[start:end])
    if match is None:
        return False
    if not silent:
        state.line = first + 1
        token = state.push("comment", "", 0)
        token.content, token.map = match[1].strip(), [first, first + 1]
    return True


def _shallow(source: str) -> str:
    """The source with nothing nested too deep: the first marker past the limit is escaped."""
    return _DEEP.sub(r"\1\2\\", source)
