"""The order in which blocks are printed: a run-in heading and the paragraph after it are one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.document import Block, Heading, Paragraph, Role, Table

SIGNATURE = frozenset({Role.ISSUERS, Role.ISSUED_ON, Role.NOTE})
"""The roles of what no page end parts, and what takes a line of the text along to its page.

附注 stands on the line under the date (7.3.6).
"""


class Printed(NamedTuple):
    """A block as it is printed, and its place among the document's blocks."""

    at: int
    block: Block
    lead: Heading | None
    """The run-in heading at its beginning."""


def flow(blocks: Sequence[Block]) -> Iterator[Printed]:
    """Every block as it is printed; a run-in heading that no body text follows stands by itself."""
    lead: Heading | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.run_in and _is_body(blocks[index + 1 : index + 2]):
            lead = block
            continue
        yield Printed(index, block, lead)
        lead = None


def _is_body(following: Sequence[Block]) -> bool:
    return any(isinstance(block, Paragraph) and block.role is Role.BODY for block in following)


def kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that stand on the page on which the next one begins.

    They are the captions over a table, and the headings over the paragraph that a signature takes along (7.3.5.5).
    """
    found: set[int] = set()
    for at, (block, following) in enumerate(pairwise(blocks)):
        if isinstance(block, Paragraph) and block.role is Role.CAPTION and isinstance(following, Table):
            found.add(at)
        elif _is_signature(following) and not _is_signature(block):
            found.update(_headings_over(blocks, at))
    return frozenset(found)


def opening(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the titles of 附件 without a label, as of what a 通知 issues: they begin a page (7.3.7)."""
    return frozenset(
        at
        for at, (above, block) in enumerate(pairwise(blocks), 1)
        if _has_role(block, Role.ATTACHMENT_TITLE) and not _has_role(above, Role.ATTACHMENT, Role.ATTACHMENT_TITLE)
    )


def _has_role(block: Block, *roles: Role) -> bool:
    return isinstance(block, Paragraph) and block.role in roles


def _is_signature(block: Block) -> bool:
    return _has_role(block, *SIGNATURE)


def _headings_over(blocks: Sequence[Block], at: int) -> Iterator[int]:
    """The places of the headings right above a block, each of a higher rank than the one under it."""
    below: Block = blocks[at]
    for place in range(at - 1, -1, -1):
        block = blocks[place]
        if not isinstance(block, Heading) or (isinstance(below, Heading) and block.level >= below.level):
            break
        yield place
        below = block
