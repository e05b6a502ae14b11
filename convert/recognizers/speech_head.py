"""The head of a speech: under its title a date in brackets, and the speaker with his post."""

from convert.document import Role
from convert.recognizers import shapes
from convert.recognizers.draft import Draft

DEEPEST = 5
"""Paragraphs among which the head is looked for."""
LONGEST_BYLINE = 30


def assign(draft: Draft) -> None:
    """Give a date and a name between title and salutation their roles."""
    names = []
    dated = False
    for index, text in draft.head(DEEPEST):
        if shapes.is_dateline(text) or (draft.is_speech and shapes.is_date(text)):
            draft.roles[index] = Role.DATELINE
            dated = True
        elif len(text) <= LONGEST_BYLINE and shapes.is_name(text):
            names.append(index)
        else:
            break
    if draft.is_speech or dated:
        for index in names:
            draft.roles[index] = Role.BYLINE
