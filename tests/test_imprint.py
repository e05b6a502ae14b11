"""版记: what it says and which rules part it (7.4, 10.1); 主送机关 that move into it (7.3.2)."""

import pytest
from papers import of, part

from convert import style
from convert.compose.imprint import Entry, imprint, with_addressees_moved
from convert.document import Document, Metadata, Role

MM = 25.4 / 72
LOOK = style.load("gbt9704")
KNOWN = Metadata(
    copies_to=("市委各部门", "市人大常委会办公室"), printed_by="临江市人民政府办公室", printed_on="2026-03-05"
)


def test_without_anything_known_there_is_none() -> None:
    assert imprint(Document("通知"), LOOK) is None


def test_7_4_1_rules_and_7_4_2_7_4_3_their_text() -> None:
    found = imprint(Document("通知", (), KNOWN), LOOK)
    assert found
    assert [band.entries for band in found.bands] == [
        (Entry("抄送：", "市委各部门，市人大常委会办公室。"),),
        (Entry("", "临江市人民政府办公室", "2026年3月5日印发"),),
    ]
    assert [band.rule * MM for band in found.bands] == pytest.approx([0.35, 0.25])
    assert found.last_rule * MM == pytest.approx(0.35)


def test_7_4_2_an_organ_written_with_a_mark_of_its_own_has_none_in_the_list() -> None:
    found = imprint(Document(metadata=Metadata(copies_to=("市委办公室。", "市人大办公室，", "。"))), LOOK)
    assert found
    assert found.bands[0].entries == (Entry("抄送：", "市委办公室，市人大办公室。"),)


def test_7_4_2_no_rule_parts_the_addressees_from_the_copies() -> None:
    found = imprint(Document("通知", (), Metadata(addressees=("各区",), copies_to=("市委",))), LOOK)
    assert found
    assert [entry.label for entry in found.bands[0].entries] == ["主送：", "抄送："]
    assert len(found.bands) == 1


def test_10_1_a_letter_has_no_rules_and_names_no_printer() -> None:
    found = imprint(Document("函", (), KNOWN), style.load("letter"))
    assert found
    assert [entry.label for band in found.bands for entry in band.entries] == ["抄送："]
    assert (found.bands[0].rule, found.last_rule) == (0, 0)


@pytest.mark.parametrize(("count", "moves"), [(10, False), (40, True)])
def test_7_3_2_too_many_addressees_move(count: int, moves: bool) -> None:
    organs = "，".join(["各县（市、区）人民政府"] * count)
    document = of(part(f"{organs}：", Role.ADDRESSEES), part("正文。"))
    moved = with_addressees_moved(document, LOOK, 8)
    assert (moved != document) is moves
    assert with_addressees_moved(document, LOOK, 21) != document
    assert with_addressees_moved(document, LOOK, 22) == document, "page 1 would show no text even so"
    if moves:
        assert len(moved.metadata.addressees) == count
        assert [block.role for block in moved.blocks] == [Role.BODY]
