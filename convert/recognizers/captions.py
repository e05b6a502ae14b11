"""The captions of figures and tables: 图1 流程, 表2 任务分工."""

from convert.document import Role
from convert.patterns import pattern
from convert.recognizers.draft import Draft

LONGEST = 60
_NUMBER = "(?:[0-9]{1,2}(?:[-.—–][0-9]{1,2})?|[一二三四五六七八九十]{1,3})"
_CAPTION = pattern(f"[图表]{_NUMBER}(?:(?=[ \u3000：:.．]|$)[^。；！？]{{0,60}}|[^0-9年，。；：！？]{{2,30}})")


def assign(draft: Draft) -> None:
    """Give every caption its role."""
    for index, text in enumerate(draft.texts):
        if is_caption(text):
            draft.roles[index] = Role.CAPTION


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a figure or a table."""
    return text[:1] in ("图", "表") and len(text) <= LONGEST and _CAPTION.fullmatch(text) is not None
