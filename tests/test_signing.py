"""Signatures that bear seals or stamps: where names, dates and stamps stand (7.3.5.1, 7.3.5.3)."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from papers import of, part

from convert import style
from convert.compose.frame import frame
from convert.compose.grid import pdf_grid
from convert.compose.signature import nominal_width
from convert.compose.signing import SignatureBlock, form_of, signature_blocks
from convert.document import Document, Metadata, Role
from convert.style import Style

LOOK = style.load("gbt9704")
GRID = pdf_grid(LOOK)
CELL, ROOM = LOOK.cell, LOOK.page.type_area_width
ORGANS = ("中共临江市委组织部", "临江市财政局", "临江市人力资源和社会保障局", "临江市教育局", "临江市民政局")


def width(text: str, _role: str) -> float:
    return nominal_width(text, 0.25) * CELL


def block(form: str, *organs: str) -> SignatureBlock:
    look: Style = style.load("gbt9704", {"signature.form": form})
    document = of(
        part("正文。"), *(part(organ, Role.ISSUERS) for organ in organs), part("2026年3月5日", Role.ISSUED_ON)
    )
    (found,) = signature_blocks(document, look, GRID, width).values()
    assert (found.first, found.last) == (1, 1 + len(organs))
    return found


def test_a_plain_signature_needs_no_block() -> None:
    document = of(part("临江市人民政府", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON))
    assert signature_blocks(document, LOOK, GRID, width) == {}


def test_what_the_front_matter_says_goes_before_the_style() -> None:
    assert form_of(Document(metadata=Metadata(seal="印章")), LOOK) == "seal"
    assert form_of(Document(metadata=Metadata(seal="无")), style.load("order")) == "plain"
    assert form_of(Document(), style.load("order")) == "stamp"


def test_7_3_5_1_one_seal() -> None:
    found = block("seal", "临江市人民政府")
    organ, date = found.parts
    (seal,) = found.stamps
    assert ROOM - date.left - date.width == pytest.approx(4 * CELL)
    assert organ.left + organ.width / 2 == pytest.approx(date.left + date.width / 2)
    assert date.line == organ.line + 1 == found.lines - 1
    assert 0 <= seal.top <= GRID.pitch
    middle = (organ.line + 0.5) * GRID.pitch + GRID.size / 2
    assert 0 < middle - (seal.top + seal.height / 2) < seal.height / 8


def test_7_3_5_1_a_long_name_stays_in_the_type_area() -> None:
    organ, date = block("seal", "临江市人民代表大会常务委员会法制工作委员会办公室").parts
    assert organ.left + organ.width <= ROOM + 0.01
    assert organ.left + organ.width / 2 == pytest.approx(date.left + date.width / 2)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_7_3_5_1_seals_of_a_joint_issue(count: int) -> None:
    found = block("seal", *ORGANS[:count])
    assert len(found.stamps) == count
    for seal in found.stamps:
        assert seal.left >= 0
        assert seal.left + seal.width <= ROOM + 0.01
    for one, other in combinations(found.stamps, 2):
        across = one.left + one.width / 2 - other.left - other.width / 2
        down = one.top + one.height / 2 - other.top - other.height / 2
        assert (across**2 + down**2) ** 0.5 > one.width
    names = [placed for placed in found.parts if placed.role == Role.ISSUERS]
    assert [name.text for name in names] == list(ORGANS[:count])
    rows = [[name for name in names if name.line == line] for line in dict.fromkeys(name.line for name in names)]
    assert max(map(len, rows)) <= 3
    for row in rows:
        assert all(left.left + left.width < right.left for left, right in pairwise(row))
    for name, seal in zip(names, found.stamps, strict=True):
        assert name.left + name.width / 2 == pytest.approx(seal.left + seal.width / 2)
    assert 0 <= found.stamps[0].top <= GRID.pitch


def test_7_3_5_3_one_stamp() -> None:
    found = block("stamp", "市长\u3000林越")
    post, name, date = found.parts
    (stamp,) = found.stamps
    assert (post.text, name.text, post.line, date.line) == ("市长", "林\u3000越", 2, 4)
    assert ROOM - stamp.left - stamp.width == pytest.approx(4 * CELL)
    assert stamp.left - post.left - post.width == pytest.approx(2 * CELL)
    assert stamp.top + stamp.height / 2 == pytest.approx(post.line * GRID.pitch + GRID.size / 2)
    assert ROOM - date.left - date.width == pytest.approx(4 * CELL)


@pytest.mark.parametrize("posts", [("临江市人民政府市长",), ("市长", "教育局局长")])
def test_7_3_5_3_a_long_name_stands_clear_of_its_post(posts: tuple[str, ...]) -> None:
    found = block("stamp", *(f"{post}\u3000阿卜杜热合曼·阿卜杜克里木" for post in posts))
    names = [placed for placed in found.parts if placed.role == "signer"]
    for name, stamp in zip(names, found.stamps, strict=True):
        (post,) = [each for each in found.parts if each.line == name.line and each.role == Role.ISSUERS]
        assert name.left - post.left - post.width >= 2 * CELL - 0.01
        assert stamp.left - 0.01 <= name.left
        assert name.left + name.width <= stamp.left + stamp.width + 0.01
        assert ROOM - stamp.left - stamp.width == pytest.approx(4 * CELL)


def test_7_3_5_1_organs_side_by_side_have_a_seal_each() -> None:
    look: Style = style.load("gbt9704", {"signature.form": "seal"})
    signed = part("临江市教育局\u3000\u3000临江市公安局", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON)
    (found,) = signature_blocks(of(part("正文。"), *signed), look, GRID, width).values()
    assert [placed.text for placed in found.parts] == ["临江市教育局", "临江市公安局", "2026年3月5日"]
    assert len(found.stamps) == 2


def test_7_3_5_1_seals_that_no_page_holds_are_told_of() -> None:
    signed = [part(f"临江市第{number}局", Role.ISSUERS) for number in "一二三四五六七八九十百千万"]
    document = of(part("正文。"), *signed, *signed, part("2026年3月5日", Role.ISSUED_ON))
    sealed = replace(document, metadata=Metadata(seal="印章"))
    for paper, codes in ((document, []), (sealed, ["DC737"])):
        assert [found.code for found in frame(paper, LOOK, GRID, width).diagnostics] == codes
        assert frame(paper, LOOK, GRID, width).signatures == {}


def test_7_3_5_3_stamps_of_a_joint_issue_stand_in_a_column() -> None:
    found = block("stamp", "教育局局长\u3000张三", "财政局副局长\u3000李四光")
    posts = [placed for placed in found.parts if placed.role == Role.ISSUERS]
    assert posts[0].left == posts[1].left
    assert [post.line for post in posts] == [2, 3]
    assert found.stamps[0].top + found.stamps[0].height <= found.stamps[1].top
