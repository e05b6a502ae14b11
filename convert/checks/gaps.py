"""Gaps that somebody may have meant: cleaning closes them for one look, but they are no error of an author's."""

import re

from convert.hanzi import HAN, WIDE

_REACH = 30
"""Characters looked at on either side of a gap."""
_CLAUSE = re.compile("[，。；：！？、（）《》“”\\n]")
_DATELINE = re.compile("(?:[电讯]|报道|消息|站)\\Z")
_CREDIT = re.compile("(?:记者|作者|通讯员|编辑|主席|总统|总理|书记|主任|委员|[部省市县区局厅院校]长|[文图摄发])\\Z")
"""What stands before the name of a person, parted from it by a gap."""
_CAPTION = re.compile("[图表][ ]?[0-9]{1,3}(?:[-.—][0-9]{1,3})?\\Z")
_NOTE = re.compile("(?:〔[0-9]{1,3}〕|\\[[0-9]{1,3}\\]|[①-⑳])\\Z")
_WIDE = re.compile(f"[{WIDE}]")
_ALONE = re.compile(f"(?:^|[^{HAN}])[{HAN}]\\Z")
_ALONE_AFTER = re.compile(f"[{HAN}](?:[^{HAN}]|\\Z)")


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], spaces in a line, part columns, a dateline, a caption, a name, titles or a word."""
    low = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    before, after = text[low:start].lstrip(" \t\u3000"), text[end : end + _REACH]
    if any(pattern.search(before) for pattern in (_DATELINE, _CAPTION, _NOTE)):
        return True
    left, right = before[-1:], after[:1]
    if not _WIDE.match(right) or not (_WIDE.match(left) or left in "”》"):
        return False  # beside a mark, or between a hanzi and a digit
    if end - start > 1:
        return True  # parts columns, or paragraphs that were run together
    if _CREDIT.search(before) or _ALONE.search(before) or _ALONE_AFTER.match(after):
        return True
    # Two titles, or the halves of one, side by side; in a sentence there is a mark before the gap.
    return low == text.rfind("\n", 0, start) + 1 and not _CLAUSE.search(before[:-1])
