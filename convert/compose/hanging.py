"""附件说明: where its lines begin, so that every one starts under the first character of the name (7.3.4)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from convert.document import Block, Paragraph, Role

_LABEL = re.compile("附件[：:][ \u3000]?")
_NUMBER = re.compile("[0-9]{1,3}[.．、][ \u3000]?")


@dataclass(frozen=True, slots=True)
class Hang:
    """Where a paragraph's lines begin, in 字 from the left edge of the 版心."""

    first: float
    others: float


def hangs(blocks: Iterable[Block], width: Callable[[str], float], *, indent: float = 2.0) -> Mapping[int, Hang]:
    """Where the lines of each 附件说明 among *blocks* begin, by index; the names of one group stand in a column."""
    found: dict[int, Hang] = {}
    name = indent
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role is not Role.ATTACHMENT_LIST:
            continue
        text = block.text
        label = _LABEL.match(text)
        number = _NUMBER.match(text, label.end() if label else 0)
        prefix = text[: number.end() if number else label.end() if label else 0]
        if label:
            name = indent + width(prefix)
        found[index] = Hang(max(indent, name - width(prefix)), name)
    return found
