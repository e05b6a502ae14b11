"""7.3.5: 署名 and 成文日期 stand where the standard puts them, in 字 from the right edge of the 版心."""

import pytest

from convert.compose.signature import Signature, blanks, nominal_width, place
from convert.document import Heading, Paragraph, Role, Run


@pytest.mark.parametrize(
    ("text", "autospace", "width"),
    [
        ("", 0.25, 0),
        ("某某市人民政府", 0.25, 7),
        ("2026年1月5日", 0, 6),
        ("2026年1月5日", 0.25, 7.25),
        ("2026年12月15日", 0, 7),
        ("国务院（公章）", 0, 7),
        ("ABC公司", 0.25, 3.75),
    ],
)
def test_nominal_width(text: str, autospace: float, width: float) -> None:
    assert nominal_width(text, autospace) == width


@pytest.mark.parametrize(
    ("organ", "date", "organ_right", "date_right"),
    [
        (10, 6, 2, 4),
        (8, 6, 2, 2),
        (7, 6, 2, 1),
        (6, 6, 2, 0),
        (3, 6, 7, 2),
        (0, 6, 10, 2),
    ],
    ids=["long name", "date under its end", "date one past", "equal widths", "date longer", "no name"],
)
def test_7_3_5_2_without_a_seal(organ: float, date: float, organ_right: float, date_right: float) -> None:
    assert place([organ], date) == Signature((organ_right,), date_right)
    assert (organ_right + organ) - (date_right + date) == 2, "the date begins two 字 right of the name"


def test_7_3_5_2_joint_names_begin_in_one_column() -> None:
    signature = place([9, 12, 5], 6)
    assert signature.organs == (5, 2, 9)
    assert signature.date == 14 - 2 - 6


def test_7_3_5_2_a_name_wider_than_the_line_wraps_and_leaves_two_characters() -> None:
    signature = place([40], 6)
    assert signature.organs == (2,)
    assert signature.date == 28 - 2 - 6


def test_a_date_alone_leaves_two_characters() -> None:
    assert place([], 6) == Signature((), 2)


def part(text: str, role: Role) -> Paragraph:
    return Paragraph((Run(text),), role)


def test_each_group_is_placed_by_itself() -> None:
    blocks = (
        part("正文。", Role.BODY),
        part("某某市人民政府办公室", Role.ISSUERS),
        part("2026年1月5日", Role.ISSUED_ON),
        part("附件1", Role.ATTACHMENT),
        Heading(1, "一、范围"),
        part("某局", Role.ISSUERS),
        part("2026年1月5日", Role.ISSUED_ON),
    )
    assert blanks(blocks, nominal_width) == {1: 2, 2: 4, 5: 8, 6: 2}
