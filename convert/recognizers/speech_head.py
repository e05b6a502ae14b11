"""The head of a speech or a report: under its title a date, and the speaker with his post, or the organ."""

import re

from convert.document import Role
from convert.hanzi import HAN
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

_AUTHOR = pattern(
    f"[{HAN}（）、]{{3,30}}(?:[ \u3000]{{1,3}}[{HAN}·]{{2,4}}|[ \u3000]{{1,3}}[{HAN}][ \u3000]{{1,3}}[{HAN}]){{1,4}}"
    f"|[{HAN}（）、“”]{{2,30}}(?:课题|写作|编写|起草|调研|研究|专题)小?组"
)
"""Who wrote a report: an organ with a person, or a group (市工商联课题组)."""


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
    for index in names:
        if draft.is_speech or dated or _is_author(draft, index):
            draft.roles[index] = Role.BYLINE


def _is_author(draft: Draft, index: int) -> bool:
    """Whether a name under the title of a report or an essay says who wrote it: organ and person, or a group."""
    text = draft.text(index)
    following = draft.text(index + 1)
    signed = shapes.is_signer(text) or _AUTHOR.fullmatch(text) is not None
    return signed and bool(draft.document.title) and not shapes.is_address(following) and not shapes.is_date(following)


def _is_bare_date(text: str) -> bool:
    return shapes.is_date(text) or shapes.is_short_date(text)


def _labelled(text: str) -> Role | None:
    return next((role for pattern, role in LABELS if pattern.fullmatch(text)), None)
