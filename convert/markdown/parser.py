"""markdown-it as doconv sets it up: tables, comment lines, Chinese emphasis; nothing that makes text vanish."""

import re
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from convert.markdown import plain
from convert.markdown.delimiters import allow_chinese
from convert.patterns import pattern

DEEPEST = 60
"""Levels of quotations and lists, and columns before them; what is nested deeper is text."""

_NESTING = r"[ \t>]|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])"
_DEEP = pattern(f"^((?:{_NESTING}){{{DEEPEST}}})[ \t]*+([0-9]{{0,9}})(?=[-+*>.)])", re.MULTILINE)
_CALL = pattern(r"\[\^([^\]\s]{1,40})\]")
_FOOTNOTE = pattern(_CALL.pattern + ":(.*)", re.DOTALL)
_NUMBER = pattern("&#([0-9]{1,6});")
_CONTROLS = frozenset(map(chr, (*range(0x01, 0x20), *range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))
_COMMENT = pattern("<!--(.*?)-->[ \t]*$")


def tokens(source: str) -> list[Token]:
    """The block tokens of *source*; an inline token has the tag of its block, and no children if it is plain text."""
    return _parser().parse(_shallow(source))


@cache
def _parser() -> MarkdownIt:
    # Levels count the tokens around a block: two for a list. The parser drops what is nested deeper than its limit.
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 4 * DEEPEST})
    markdown.enable("table")
    # An indent is a habit of Chinese typing, and a definition `[1]: …` would vanish.
    markdown.disable(["code", "reference", "html_block", "html_inline"])
    markdown.block.ruler.before("table", "line", _whole_line)
    markdown.block.ruler.before("table", "comment", _comment, {"alt": ["paragraph", "blockquote", "list", "table"]})
    markdown.block.ruler.before("table", "footnote", _footnote, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("link", "call", _call)
    markdown.inline.ruler.before("entity", "number", _number)
    allow_chinese(markdown)
    markdown.core.ruler.at("inline", _inline)
    markdown.disable("text_join")
    return markdown


def _inline(state: StateCore) -> None:
    """Tell every inline token what block it is, and parse it where there is any mark in it: most are plain text."""
    for before, token in pairwise(state.tokens):
        if token.type == "inline" and not token.tag:
            token.tag, token.markup, token.map = before.tag, before.markup, before.map or token.map
    marked = [token for token in state.tokens if token.type == "inline" and plain.SPECIAL.search(token.content)]
    for token in marked:
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
    text_join(StateCore(state.src, state.md, state.env, marked))


def _whole_line(state: StateBlock, first: int, _last: int, _silent: bool) -> bool:
    """A line that can only be a heading or a paragraph, as one token with the tag of its block.

    markdown-it would try every other rule before, and make three.
    """
    read = plain.block(_line(state, first), _line(state, first + 1) if first + 1 < state.lineMax else "")
    if read is None:
        return False
    state.line = first + 1
    token = state.push("inline", read[0], 0)
    token.content, token.map = read[1], [first, first + 1]
    return True


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


def _footnote(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A footnote: [^1]: and its text, up to the next one or an empty line."""
    if not state.src.startswith("[^", state.bMarks[first] + state.tShift[first]):
        return False
    if not (match := _FOOTNOTE.match(_line(state, first))):
        return False
    if silent:
        return True
    end = first + 1
    while end < last and not state.isEmpty(end) and not _FOOTNOTE.match(_line(state, end)):
        end += 1
    token = state.push("inline", "footnote", 0)
    token.info = match[1]
    token.content = "\n".join((match[2], *(_line(state, line) for line in range(first + 1, end)))).strip(" \t\n")
    token.map = [first, end]
    state.line = end
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _call(state: StateInline, silent: bool) -> bool:
    """The call for a footnote: [^1]."""
    match = _CALL.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("call", "", 0)
        token.content, token.info = match[0], match[1]
    state.pos = match.end()
    return True


def _number(state: StateInline, silent: bool) -> bool:
    """An entity for a control character, for which Markdown knows none: what is read is what was written."""
    match = _NUMBER.match(state.src, state.pos)
    if match is None or chr(int(match[1])) not in _CONTROLS:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = chr(int(match[1])), match[0], "entity"
    state.pos = match.end()
    return True


def _shallow(source: str) -> str:
    """The source with nothing nested too deep: the first marker past the limit is escaped."""
    return _DEEP.sub(r"\1\2\\", source)
