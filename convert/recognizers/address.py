"""Whom a text calls on: the 主送机关 of a document (7.3.2), the 称谓 of a speech."""

from convert.document import Role
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

DEEPEST = 7
"""Paragraphs among which it is looked for."""


def assign(draft: Draft) -> None:
    """Give the first line that calls on somebody its role."""
    for index, text in draft.head(DEEPEST):
        if role := _role(draft, text):
            draft.roles[index] = role
            return


def _role(draft: Draft, text: str) -> Role | None:
    if shapes.is_salutation(text):
        return Role.SALUTATION
    if shapes.is_address(text):
        return Role.SALUTATION if draft.is_speech else Role.ADDRESSEES
    return None
