"""The title: found in the first lines of a text, on one line or more, or else taken from what was harvested."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from convert.document import Lines
from convert.hanzi import HAN
from convert.ledger import Line
from convert.recognizers import shapes
from convert.recognizers.letterhead import is_letterhead
from convert.recognizers.numerals import numeral

_OCCASION = re.compile("——在.{2,60}?的")
"""How the subtitle of a speech begins."""

_AGENCY = re.compile(f"[{HAN}]{{1,8}}[社网报][{HAN}]{{0,8}}[0-9]{{1,2}}月[0-9]{{1,2}}日[电讯](?=[{HAN}“《])")
"""What a news agency puts before a text."""

DEEPEST = 12
"""Lines among which a title is looked for."""
LONGEST = 90
MOST_LINES = 3


@dataclass(slots=True)
class Title:
    """What was found: the title and subtitle, and which lines they and their repetitions took."""

    text: str = ""
    subtitle: str = ""
    source: str = ""
    """The news agency's line before it (新华社北京11月12日电)."""
    lines: Lines | None = None
    used: set[int] = field(default_factory=set)


def find(lines: Sequence[Line], harvested: str, given: str = "", given_lines: Lines | None = None) -> Title:
    """The title of a text; *harvested* is what clutter and page call it, *given* what stands above all lines."""
    texts = [line.text for line in lines[: head_length(lines)]]
    if given:
        title = Title(given, lines=given_lines)
        _take_subtitle(title, texts, 0)
        _drop_repetitions(title, texts)
        return title
    found = _matching(texts, harvested) or _first(texts, lines, harvested)
    if found is None:
        return Title(shapes.closed_up(harvested))
    first, last = found
    title = Title(_joined(texts[first:last]), used=set(range(first, last)))
    if agency := _AGENCY.match(title.text):
        title.source, title.text = agency[0], title.text[agency.end() :].lstrip()
    title.lines = Lines(lines[first].lines.first, lines[last - 1].lines.last)
    _take_subtitle(title, texts, last)
    _drop_repetitions(title, texts)
    return title


def head_length(lines: Sequence[Line]) -> int:
    """How many lines stand before the text proper: up to a salutation, a heading or a paragraph."""
    for index, line in enumerate(lines[:DEEPEST]):
        text = line.text
        if shapes.is_salutation(text) or shapes.is_address(text) or numeral(text) or text.startswith("|"):
            return index
        if len(text) > LONGEST or (text[-1] in "。；，" and not is_letterhead(text)):
            return index
    return min(len(lines), DEEPEST)


def _matching(texts: Sequence[str], harvested: str) -> tuple[int, int] | None:
    """The lines that together say what was harvested."""
    wanted = shapes.letters(harvested)
    if not wanted:
        return None
    for first in range(len(texts)):
        for last in range(first + 1, min(first + MOST_LINES, len(texts)) + 1):
            if shapes.letters("".join(texts[first:last])) == wanted:
                return first, last
    return None


def _first(texts: Sequence[str], lines: Sequence[Line], harvested: str) -> tuple[int, int] | None:
    """The first lines that can be a title, and are one: by their last word, or by what follows them."""
    for index, text in enumerate(texts):
        if not may_be_title(text):
            continue
        last = _end_of(texts, index)
        if harvested and not shapes.ends_as_title(texts[last - 1]):
            return None  # what the page says is better than a line that could be anything
        if not shapes.ends_as_title(texts[last - 1]) and last >= len(lines):
            return None  # a lone line is a text
        return index, last
    return None


def may_be_title(text: str) -> bool:
    """Whether a line has the shape of a title."""
    bare = text.removesuffix("！").removesuffix("？")
    if not 2 <= len(bare) <= LONGEST or any(mark in bare for mark in "。；") or bare[-1] in "，、：:":
        return False
    if shapes.is_date(text) or shapes.is_dateline(text) or shapes.is_greeting(text) or is_letterhead(text):
        return False
    return sum(map(str.isalpha, bare)) >= min(4, len(bare)) and not text.startswith("——")


def _end_of(texts: Sequence[str], first: int) -> int:
    """Where a title that begins at *first* ends: it goes on until it has come to a word that titles end in."""
    if shapes.ends_as_title(texts[first]) or texts[first] in texts[first + 1 :]:
        return first + 1
    if subtitle := _subtitle_after(texts, first):
        return subtitle
    for last in range(first + 1, min(first + MOST_LINES, len(texts))):
        if not may_be_title(texts[last]):
            break
        if shapes.ends_as_title(texts[last]):
            return last + 1
    return first + 1


def _subtitle_after(texts: Sequence[str], first: int) -> int:
    """The subtitle that shows a title of several lines to end, whatever it ends in; 0 if there is none."""
    for index in range(first + 1, min(first + MOST_LINES + 1, len(texts))):
        if texts[index].startswith("——"):
            return index
        if not may_be_title(texts[index]):
            return 0
    return 0


def _joined(texts: Sequence[str]) -> str:
    """The title of one line or more, without the 发文字号 before it and the spaces that spread it out."""
    lines = [shapes.closed_up(text) for text in texts]
    # Two phrases of a slogan keep the gap that parted their lines.
    slogan = len(lines) > 1 and not shapes.ends_as_title(lines[-1])
    whole = ("\u3000" if slogan else "").join(lines)
    number = shapes.DOCUMENT_NUMBER.match(whole)
    if number and whole[number.end() : number.end() + 1] == "《" and whole.endswith("》"):
        return whole[number.end() + 1 : -1]
    return whole


def _take_subtitle(title: Title, texts: Sequence[str], after: int) -> None:
    """A line that begins with —— is the subtitle of a speech (——在…上的讲话), else the end of the title."""
    if after >= len(texts) or not texts[after].startswith(("——", "--", "—")):
        return
    line = "——" + texts[after].lstrip("—- ")
    if shapes.is_dateline(line):
        return
    title.used.add(after)
    if _OCCASION.match(line) and shapes.kind_of(line) == "讲话" and not shapes.kind_of(title.text):
        title.subtitle = line
    else:
        title.text += line


def _drop_repetitions(title: Title, texts: Sequence[str]) -> None:
    """Lines of the head that say the title once more, whole or in pieces, and nothing else."""
    said = shapes.letters(title.text)
    for first in range(len(texts)):
        for last in range(first + 1, min(first + MOST_LINES, len(texts)) + 1):
            if not title.used & set(range(first, last)) and shapes.letters(_joined(texts[first:last])) == said:
                title.used |= set(range(first, last))
                break
