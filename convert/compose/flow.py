"""The order in which blocks are printed: a run-in heading and the paragraph after it are one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.document import Block, Heading, Paragraph, Role, Table


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


def over_tables(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the captions that stand over a table, and so on its page."""
    return frozenset(
        at
        for at, (block, following) in enumerate(pairwise(blocks))
        if isinstance(block, Paragraph) and block.role is Role.CAPTION and isinstance(following, Table)
    )
