"""版记: what stands at the foot of the last page, between its rules (7.4, 10.1)."""

from dataclasses import replace
from math import ceil
from typing import NamedTuple

from convert.compose.dates import as_printed
from convert.compose.letterhead import masthead
from convert.compose.signature import nominal_width
from convert.compose.title import title_lines
from convert.diagnostic import Diagnostic, diagnose
from convert.document import Document, Paragraph, Role
from convert.style import Points, Style

MOST_TITLE_LINES = 6
"""Of a title and the blank line under it; one of more lines is rare enough to be counted only when it matters."""
_ENDS = "，。；、 \u3000"
"""What an organ may end in where each was written like a list of its own."""
_LONGEST_DATE = 16
"""Characters of 2026年12月25日印发, and a few more."""


class Entry(NamedTuple):
    """A paragraph of the 版记; its wrapped lines begin under what follows the label."""

    label: str
    """抄送： or 主送：, or none."""
    text: str
    right: str = ""
    """What stands at the right end of the same line: 印发日期."""


class Band(NamedTuple):
    """The entries between two rules, and how thick the rule above them is."""

    entries: tuple[Entry, ...]
    rule: Points


class Imprint(NamedTuple):
    """The 版记: its bands from above and the last rule, whose lower edge is that of the 版心; 0 is no rule."""

    bands: tuple[Band, ...]
    last_rule: Points

    def height(self, rows: int, style: Style) -> Points:
        """How high it is with so many lines of text in all."""
        rules = sum(band.rule for band in self.bands) + self.last_rule
        pitch = style.roles["imprint"].pitch * style.pdf.pitch
        return rows * pitch + 2 * len(self.bands) * style.imprint.padding + rules


def imprint(document: Document, style: Style) -> Imprint | None:
    """The 版记 of a document; None where nothing of one is known."""
    known, look = document.metadata, style.imprint
    sent = tuple(
        Entry(f"{label}：", f"{'，'.join(organs)}。")
        for label, given in (("主送", known.addressees), ("抄送", known.copies_to))
        if (organs := [organ for entry in given if (organ := entry.strip(_ENDS))])
    )
    bands = [sent] if sent else []
    if look.printed and (known.printed_by or known.printed_on):
        bands.append((_printed(known.printed_by, known.printed_on),))
    rules = [look.inner if at else look.outer for at in range(len(bands))]
    return Imprint(tuple(map(Band, bands, rules)), look.outer) if bands else None


def too_high(lines: int, style: Style) -> tuple[Diagnostic, ...]:
    """DC735 for a 版记 of so many lines that no page holds it."""
    return (diagnose("DC735", lines=lines, room=style.page.lines),) if lines > style.page.lines else ()


def _printed(by: str, on: str) -> Entry:
    """印发机关 at the left, 印发日期 at the right; one after the other where what is given for a date is none."""
    printed_on = f"{as_printed(on)}印发" if on else ""
    if len(printed_on) <= _LONGEST_DATE:
        return Entry("", by, printed_on)
    return Entry("", f"{by}\u3000{printed_on}")


def with_addressees_moved(document: Document, style: Style, lines: int) -> Document:
    """The document with its 主送机关 in the 版记 where that lets page 1 show text (7.3.2); else as it is.

    *lines* are those of its 版头. Reckoned with nominal widths, so that every format comes to the same result.
    """
    at = next((at for at, block in enumerate(document.blocks[:3]) if _is_addressees(block)), None)
    if at is None or document.metadata.addressees:
        return document
    block = document.blocks[at]
    assert isinstance(block, Paragraph)
    wide = nominal_width(block.text, style.text.autospace)
    if lines + MOST_TITLE_LINES + ceil(wide / style.page.characters) < style.page.lines:
        return document
    title = document.title if not masthead(document, style)[2] else ""
    above = len(title_lines(title, "title", style)) * round(style.roles["title"].pitch) if title else 0
    used = lines + above + round(style.roles["title"].after) * bool(title)
    if not used < style.page.lines <= used + ceil(wide / style.page.characters):
        return document
    return _moved(document, at, block.text)


def _is_addressees(block: object) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.ADDRESSEES


def _moved(document: Document, at: int, text: str) -> Document:
    organs = tuple(filter(None, text.rstrip("：:").split("，")))
    metadata = replace(document.metadata, addressees=organs)
    return replace(document, blocks=document.blocks[:at] + document.blocks[at + 1 :], metadata=metadata)
