"""附件说明, and the names of a 纪要: their lines begin under the first character of the name (7.3.4, 10.3)."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from convert.document import Block, Paragraph, Role
from convert.patterns import pattern

_LABEL = pattern("附件[：:][ \u3000]?")
_PRESENT = pattern("[^：:]{2,8}[：:]")
_NUMBER = pattern("[0-9]{1,3}[.．、][ \u3000]?")


class Hang(NamedTuple):
    """Where a paragraph's lines begin, in 字 from the left edge of the 版心."""

    first: float
    others: float
    label: int = 0
    """How many characters stand before the name."""


def hangs(blocks: Iterable[Block], width: Callable[[str], float], *, indent: float = 2.0) -> Mapping[int, Hang]:
    """Where the lines of each 附件说明 and 出席 among *blocks* begin, by index; a group's names in a column."""
    found: dict[int, Hang] = {}
    name, bare = indent, False
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role not in {Role.ATTACHMENT_LIST, Role.ATTENDANCE}:
            continue
        text = block.text
        if block.role is Role.ATTENDANCE:
            found[index] = Hang(indent, indent + width(attendance_label(text)), len(attendance_label(text)))
            continue
        label = _LABEL.match(text)
        number = _NUMBER.match(text, label.end() if label else 0)
        prefix = text[: number.end() if number else label.end() if label else 0]
        if label:
            name, bare = indent + width(prefix), label.end() == len(text)
        elif bare:
            name, bare = name + width(prefix), False
        found[index] = Hang(max(indent, name - width(prefix)), name, len(prefix))
    return found


def attendance_label(text: str) -> str:
    """出席： of 出席：张三、李四, which is set in 黑体 (10.3)."""
    match = _PRESENT.match(text)
    return match[0] if match else ""
