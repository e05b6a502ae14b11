"""7.3.4: the names of attachments stand in a column, and what wraps stands under them."""

import pytest

from convert.compose.hanging import Hang, hangs
from convert.compose.signature import nominal_width
from convert.document import Paragraph, Role, Run


def listed(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(text),), Role.ATTACHMENT_LIST) for text in texts)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["附件：任务清单"], [Hang(2, 5, 3)]),
        (["附件：1.任务清单", "2.名单"], [Hang(2, 6, 5), Hang(5, 6, 2)]),
        (["附件：1. 任务清单", "2. 名单"], [Hang(2, 6.5, 6), Hang(5, 6.5, 3)]),
        (["附件：1．任务清单", "10．名单"], [Hang(2, 6.5, 5), Hang(4.5, 6.5, 3)]),
        (["附件：", "1.任务清单"], [Hang(2, 5, 3), Hang(5, 6, 2)]),
        (["任务清单"], [Hang(2, 2)]),
        (["附件：2026年任务清单"], [Hang(2, 5, 3)]),
    ],
    ids=["one", "numbered", "with spaces", "two digits", "label alone", "no label", "a year is no number"],
)
def test_7_3_4_lines_hang(texts: list[str], expected: list[Hang]) -> None:
    assert list(hangs(listed(*texts), nominal_width).values()) == expected


def test_only_the_list_hangs() -> None:
    body = Paragraph((Run("附件：见下页。"),))
    assert hangs((body, *listed("附件：名单"), body), nominal_width).keys() == {1}
