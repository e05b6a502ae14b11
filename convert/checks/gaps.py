"""Gaps that somebody may have meant: cleaning closes them for one look, but they are no error of an author's."""

from convert.hanzi import HAN, NUMERALS, WIDE
from convert.patterns import pattern

_REACH = 30
"""Characters looked at on either side of a gap."""
_FIGURE_AFTER, _FIGURE_BEFORE = pattern("[0-9]{1,9}[ \u3000]"), pattern("[ \u3000][0-9]{1,9}\\Z")
"""A figure with a gap on its other side too: 确定  1  名."""
_CLAUSE = pattern("[，。；：！？、（）《》“”\\n]")
_DATELINE = pattern("(?:[电讯]|报道|消息|站)\\Z")
_CREDIT = pattern("(?:记者|作者|通讯员|编辑|主席|总统|总理|书记|主任|委员|[部省市县区局厅院校]长|[文图摄发])\\Z")
"""What stands before the name of a person, parted from it by a gap."""
_CAPTION = pattern("[图表][ ]?[0-9]{1,3}(?:[-.—][0-9]{1,3})?\\Z")
_NOTE = pattern("(?:〔[0-9]{1,3}〕|\\[[0-9]{1,3}\\]|[①-⑳])\\Z")
_HEADLINE = pattern("电题[：:][^。；！？\n]{1,24}\\Z")
"""The first half of a headline, which an agency's report may have before a gap."""
_ENDS = "。；！？…"
_PARTED = f"{_ENDS}”》）"
_ITEM = pattern(f"[0-9]{{1,2}}[.．、](?![0-9])|[（(][{NUMERALS}0-9]{{1,3}}[）)]|[{NUMERALS}]{{1,3}}、")
"""The number of an item whose list was written on one line."""
_CREDITED = pattern(f"[{HAN}]{{0,8}}(?:记者|通讯员|作者)[ ：:]?[{HAN}· 、]{{2,24}}[/／]?[ ]?(?:供图|[摄图])")
"""Who took the photograph that a caption tells of: 新华社记者 鞠鹏/摄."""
_PRINTED = pattern("(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日印发")
"""What stands to the right of who printed a document, on one line of its 版记 (7.4.3)."""
_PAGE = pattern("第?[ ]?[0-9]{1,3}[ ]?版")
"""The page of a newspaper, which its day stands before: 2026年2月28日 02版."""
_WIDE = pattern(f"[{WIDE}]")
_WORD = pattern(f"[{WIDE}0-9A-Za-z]")
_ALONE = pattern(f"(?:^|[^{HAN}])[{HAN}]\\Z")
_ALONE_AFTER = pattern(f"[{HAN}](?:[^{HAN}]|\\Z)")


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], spaces in a line, part columns, a dateline, a caption, a name, titles or a word."""
    near = max(0, start - _REACH)
    line = text.rfind("\n", max(0, near - 1), start) + 1
    before, after = text[max(line, near) : start].lstrip(" \t\u3000"), text[end : end + _REACH]
    if any(pattern.search(before) for pattern in (_DATELINE, _CAPTION, _NOTE)):
        return True
    left, right = before[-1:], after[:1]
    if left in _ENDS and (_ITEM.match(after) or _CREDITED.match(after)):
        return True
    if end - start > 1 and _WORD.match(right) and (_WORD.match(left) or left in _PARTED):
        # Parts columns, or paragraphs that were run together; but a sentence may have a gap on both sides of a figure.
        spaced = _FIGURE_AFTER.match(after) or _FIGURE_BEFORE.search(before)
        if not spaced or not _CLAUSE.search(before):
            return True
    if not _WIDE.match(right) or not (_WIDE.match(left) or left in "”》"):
        # Else beside a mark, or between a hanzi and a digit.
        return (_PAGE if left == "日" else _PRINTED).match(after) is not None
    if _CREDIT.search(before) or _ALONE.search(before) or _ALONE_AFTER.match(after) or _HEADLINE.search(before):
        return True
    # Two titles, or the halves of one, side by side; in a sentence there is a mark before the gap.
    return (line > 0 or near == 0) and not _CLAUSE.search(before[:-1])
