"""The marks that call for footnotes: ① ② ③, counted through the whole document, small and raised."""

SIZE, RISE = 0.58, 0.33
"""Of the text's size, how large a call is and how far above the baseline it stands: LibreOffice's superscript."""


def call(number: int) -> str:
    """The mark of a footnote, counted from 1; beyond what is encoded with a circle, in brackets."""
    if number <= 20:
        return chr(ord("①") + number - 1)
    if number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if number <= 50 else f"〔{number}〕"
