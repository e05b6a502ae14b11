"""The head of a speech or a report: under its title a date, and the speaker with his post, or the organ."""

import re

from convert.document import Role
from convert.patterns import pattern
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

DEEPEST = 6
"""Paragraphs among which the head is looked for."""
LONGEST_LINE = 40

LABELS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (pattern("(?:时[ \u3000]*间|日[ \u3000]*期|地[ \u3000]*点|会议|会议名称|场合)：[^。；]{2,36}"), Role.DATELINE),
    (pattern("(?:讲话人|发言人|主讲人|报告人|致辞人|演讲人|主持人)：[^。；]{2,36}"), Role.BYLINE),
)
"""Lines of the head that say what they are."""


def assign(draft: Draft) -> None:
    """Give a date and a name between title and salutation their roles."""
    names: list[int] = []
    dated = False
    for index, text in draft.head(DEEPEST):
        # Organ and date above a report say who made it and when; only below a text they sign it.
        reported = draft.is_speech or (names and draft.text(index + 1))
        if shapes.is_dateline(text) or (_is_bare_date(text) and reported):
            draft.roles[index] = Role.DATELINE
            dated = True
        elif role := _labelled(text) if draft.is_speech else None:
            draft.roles[index] = role
        elif len(text) <= LONGEST_LINE and shapes.is_name(text):
            names.append(index)
        else:
            break
    if draft.is_speech or dated:
        for index in names:
            draft.roles[index] = Role.BYLINE


def _is_bare_date(text: str) -> bool:
    return shapes.is_date(text) or shapes.is_short_date(text)


def _labelled(text: str) -> Role | None:
    return next((role for pattern, role in LABELS if pattern.fullmatch(text)), None)
