"""Emphasis read beside Chinese marks: a rule for markdown-it.

CommonMark takes `**` for text between a hanzi and a mark (她**“做优”**城区), since it expects a space there.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from convert.hanzi import HAN
from convert.patterns import pattern

_CHINESE = pattern(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—·]")
_CHINESE_MARK = pattern("[\u3000-\u303f\uff00-\uffef“”‘’…—·]")


def allow_chinese(markdown: MarkdownIt) -> None:
    """Let `*` open and close emphasis beside hanzi and Chinese marks."""
    markdown.inline.ruler.at("emphasis", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:
    """Push every marker as a text token and a delimiter, as markdown-it's own rule does."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    loose = marker == "*"
    opens = scanned.can_open or (loose and _may_open(before, after))
    closes = scanned.can_close or (loose and _may_open(after, before))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos = end
    return True


def _may_open(outside: str, inside: str) -> bool:
    """Whether a marker may stand between a character outside the emphasis and one inside it."""
    return not inside.isspace() and (_CHINESE.match(outside) or _CHINESE_MARK.match(inside)) is not None
