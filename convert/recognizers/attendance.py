"""出席, 请假 and 列席: who was at the meeting that a 纪要 tells of (10.3)."""

from convert.document import Role
from convert.patterns import pattern
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

LONGEST = 2000
"""Characters of the longest list of names."""

_PRESENT = pattern(
    "(?:出席|参加|列席|请假|缺席|主持|记录|出席会议|列席会议|参会)(?:人员?|单位|领导)?[：:][^。；]{1,2000}[。]?"
)


def assign(draft: Draft) -> None:
    """Give the lists of names of a 纪要 their role."""
    known = draft.document.metadata
    if "纪要" not in (known.kind, shapes.kind_of(draft.document.title)):
        return
    for index, text in enumerate(draft.texts):
        if draft.roles[index] is Role.BODY and len(text) <= LONGEST and _PRESENT.fullmatch(text):
            draft.roles[index] = Role.ATTENDANCE
