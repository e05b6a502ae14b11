"""Headings set among the blocks of a document: where they were found, and as somebody's Markdown has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from convert.document import Block, Heading, Paragraph, Run
from convert.recognizers.headings import Place
from convert.recognizers.numerals import numeral


def placed(blocks: Sequence[Block], places: dict[int, Place]) -> Iterator[Block]:
    """The blocks, those at *places* as headings; a heading that was one already stays one, at its numeral's level."""
    for index, block in enumerate(blocks):
        place = places.get(index)
        if isinstance(block, Heading):
            found = numeral(block.text)
            level = place.level if place else found.kind.level if found else 0
            yield block if level in (0, block.level) else replace(block, level=level)
        elif isinstance(block, Paragraph) and place and (place.run_in or not any(run.note for run in block.content)):
            yield Heading(place.level, block.text[: place.end], place.run_in, block.lines)
            if place.run_in:
                yield Paragraph(tuple(_after(block.content, place.end)), lines=block.lines)
        else:
            yield block


def _after(content: Sequence[Run], at: int) -> Iterator[Run]:
    """The runs of a paragraph from a place in its text on."""
    leading = True
    lost = ""
    for run in content:
        text = run.text[at:]
        at = max(0, at - len(run.text))
        if leading:
            text = text.lstrip(" \u3000")
        note = " ".join(filter(None, (lost, run.note)))  # a heading has no footnotes
        lost = "" if text else note
        if text:
            leading = False
            yield Run(text, run.strong, run.emphasis, note)


def nested(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, headings without numerals one level lower where they follow one of their level that has no text.

    Somebody's Markdown often has `##` for the parts of a text and for the sections of a part.
    """
    result = list(blocks)
    inside = 0
    for index, block in enumerate(result):
        if not isinstance(block, Heading) or numeral(block.text):
            continue
        following = result[index + 1] if index + 1 < len(result) else None
        if isinstance(following, Heading) and following.level == block.level and not numeral(following.text):
            inside = block.level
        elif block.level == inside < 4:
            result[index] = replace(block, level=block.level + 1)
        elif block.level < inside:
            inside = 0
    return result
