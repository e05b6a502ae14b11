"""Whom a text calls on: the 主送机关 of a document (7.3.2), the 称谓 of a speech."""

from convert.document import Role
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

DEEPEST = 7
"""Paragraphs among which it is looked for."""

LONGEST_AGAIN = 30
"""Of a salutation in the midst of a speech."""

PERSONAL = ("各位", "尊敬", "同志", "亲爱", "朋友们", "女士们", "同学们", "老师们")
"""How a line begins that calls on people, though it may end in the name of an organ."""


def assign(draft: Draft) -> None:
    """Give the first line that calls on somebody its role, and in a speech those that do so again."""
    for index, text in draft.head(DEEPEST):
        if role := _role(draft, text):
            draft.roles[index] = role
            break
    if draft.is_speech:
        for index, text in enumerate(draft.texts):
            if len(text) <= LONGEST_AGAIN and text.startswith(PERSONAL) and _calls_again(text):
                draft.roles[index] = Role.SALUTATION


def _calls_again(text: str) -> bool:
    """Whether a line calls on people and says nothing of them (同志们要做到：)."""
    return text.endswith("：") and shapes.is_salutation(text) and not any(verb in text for verb in "要做是有说应能")


def _role(draft: Draft, text: str) -> Role | None:
    if shapes.is_address(text) and not draft.is_speech and not text.startswith(PERSONAL):
        return Role.ADDRESSEES
    return Role.SALUTATION if shapes.is_salutation(text) or shapes.is_address(text) else None
