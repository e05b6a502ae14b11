"""The head of a speech is made of what is known of it, and only where the text has none."""

import pytest

from convert.compose.head import HeadLine, head
from convert.document import Document, Metadata, Paragraph, Role, Run


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (Metadata(), []),
        (Metadata(dated="2026-01-08"), []),
        (Metadata(subtitle="——在春季动员会上的讲话"), [("subtitle", "——在春季动员会上的讲话")]),
        (Metadata(speaker="欧阳明远"), [("byline", "欧阳明远")]),
        (Metadata(speaker="林越"), [("byline", "林\u3000越")]),
        (
            Metadata(speaker="林越", post="市长", dated="2026-01-08"),
            [("dateline", "（2026年1月8日）"), ("byline", "市长\u3000林\u3000越")],
        ),
        (Metadata(speaker="林越", dated="今年春天"), [("dateline", "（今年春天）"), ("byline", "林\u3000越")]),
    ],
    ids=["nothing", "a page's date", "subtitle", "speaker", "short name", "all", "another date"],
)
def test_what_is_known_is_printed(metadata: Metadata, expected: list[tuple[str, str]]) -> None:
    assert head(Document("讲话", metadata=metadata)) == tuple(HeadLine(*line) for line in expected)


@pytest.mark.parametrize("role", [Role.BYLINE, Role.DATELINE])
def test_the_texts_own_head_wins(role: Role) -> None:
    own = Paragraph((Run("林越"),), role)
    known = Metadata(speaker="林越", dated="2026-01-08", subtitle="——节选")
    assert head(Document("讲话", (own,), known)) == (HeadLine("subtitle", "——节选"),)
