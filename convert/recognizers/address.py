"""Whom a text calls on: the 主送机关 of a document (7.3.2), the 称谓 of a speech."""

from convert.document import Role
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

DEEPEST = 7
"""Paragraphs among which it is looked for."""

PERSONAL = ("各位", "尊敬", "同志", "亲爱")
"""How a line begins that calls on people, though it may end in the name of an organ."""


def assign(draft: Draft) -> None:
    """Give the first line that calls on somebody its role."""
    for index, text in draft.head(DEEPEST):
        if role := _role(draft, text):
            draft.roles[index] = role
            return


def _role(draft: Draft, text: str) -> Role | None:
    if shapes.is_address(text) and not draft.is_speech and not text.startswith(PERSONAL):
        return Role.ADDRESSEES
    return Role.SALUTATION if shapes.is_salutation(text) or shapes.is_address(text) else None
