"""版头: where its parts stand, before any writer has put them there (7.2, 10.1, 10.2)."""

import pytest

from convert import style
from convert.compose.grid import TYPICAL, Ink, docx_grid, pdf_grid
from convert.compose.letterhead import Letterhead, letterhead
from convert.compose.signature import nominal_width
from convert.document import Document, Metadata
from convert.style import Style

MM = 25.4 / 72
ORDINARY = style.load("gbt9704")
NAMES = ("中共临江市委组织部", "临江市财政局", "临江市人力资源和社会保障局文件")


def width(text: str, _role: str) -> float:
    return nominal_width(text, 0.25) * ORDINARY.cell


def composed(known: Metadata, look: Style = ORDINARY, title: str = "关于道路养护的通知") -> Letterhead:
    found = letterhead(Document(title, (), known), look, pdf_grid(look), width)
    assert found
    return found


def test_without_a_mark_there_is_no_letterhead() -> None:
    assert (
        letterhead(
            Document("通知", (), Metadata(document_number="临政发〔2026〕3号")), ORDINARY, pdf_grid(ORDINARY), width
        )
        is None
    )


@pytest.mark.parametrize(("urgency", "top"), [("", 37 + 20), ("特急", pdf_grid(ORDINARY).top(3) * MM)])
def test_7_2_3_an_orders_mark_stands_under_the_stack(urgency: str, top: float) -> None:
    known = Metadata(masthead=("临江市人民政府令",), copy_number="1", classification="机密", urgency=urgency)
    found = composed(known, style.load("order"))
    (mark,) = [part for part in found.parts if part.role == "masthead"]
    assert (mark.top + TYPICAL.over * mark.size) * MM == pytest.approx(top)
    assert all(part.top + part.size < mark.top for part in found.parts if part.role in {"classification", "urgency"})


def test_7_2_3_the_order_of_the_stack() -> None:
    known = Metadata(
        masthead=("临江市人民政府文件",), copy_number="12", classification="机密", classified_for="1年", urgency="特急"
    )
    stack = composed(known).parts[:3]
    assert [part.text for part in stack] == ["000012", "机密★1年", "特急"]
    assert [part.top for part in stack] == pytest.approx([pdf_grid(ORDINARY).top(line) for line in range(3)])


@pytest.mark.parametrize(
    "name", ["临江市政府文件", "临江市人民政府办公室文件", "临江市住房和城乡建设局城市管理综合行政执法支队文件"]
)
def test_7_2_4_a_mark_fits_its_width_whatever_its_length(name: str) -> None:
    (mark,) = composed(Metadata(masthead=(name,))).parts
    assert mark.width <= ORDINARY.letterhead.width + 0.01
    assert mark.width == pytest.approx(len(name) * mark.size * mark.scale)
    assert mark.left + mark.width / 2 == pytest.approx(ORDINARY.page.type_area_width / 2)
    assert (mark.top + TYPICAL.over * mark.size) * MM == pytest.approx(37 + 35)


@pytest.mark.parametrize(
    "masthead",
    [
        NAMES,
        ("中共临江市委组织部 临江市财政局 临江市人力资源和社会保障局文件",),
        (*NAMES[:2], NAMES[2].removesuffix("文件"), "文件"),
        (NAMES[0], f"{NAMES[1]}　文件", NAMES[2].removesuffix("文件")),
    ],
)
def test_7_2_4_a_joint_issue(masthead: tuple[str, ...]) -> None:
    *names, beside = composed(Metadata(masthead=masthead)).parts
    assert [name.text for name in names] == ["中共临江市委组织部", "临江市财政局", "临江市人力资源和社会保障局"]
    assert beside.text == "文件"
    assert len({(name.left, name.width) for name in names}) == 1
    for name in names:
        assert len(name.text) * name.size * name.scale + (len(name.text) - 1) * name.tracking == pytest.approx(
            name.width
        )
    middle = (names[0].top + names[-1].top + names[-1].size) / 2
    assert beside.top + beside.size / 2 == pytest.approx(middle)
    assert beside.left > names[0].left + names[0].width


def test_7_2_4_letters_and_digits_take_the_width_that_their_face_gives_them() -> None:
    ink = Ink(advance=lambda character: 0.7 if character.isascii() else 1.0)
    known = Metadata(masthead=("临江市5G办公室", "APEC会议筹备组", "临江市教育局文件"))
    found = letterhead(Document("通知", (), known), ORDINARY, pdf_grid(ORDINARY), width, ink)
    assert found
    *names, _ = found.parts
    ems = (3 + 1.4 + 3 + 2 * 0.25, 4 * 0.7 + 0.25 + 5, 6)
    for name, em in zip(names, ems, strict=True):
        assert name.width == names[0].width
        assert em * name.size * name.scale + (len(name.text) - 1) * (name.tracking or 0) == pytest.approx(name.width)


@pytest.mark.parametrize(("end", "look"), [("文件", "gbt9704"), ("令", "order"), ("命令", "order")])
def test_7_2_4_what_a_joint_mark_ends_in_stands_beside_the_stack(end: str, look: str) -> None:
    found = composed(Metadata(masthead=("临江市教育局", f"临江市财政局{end}")), style.load(look))
    assert [part.text for part in found.parts] == ["临江市教育局", "临江市财政局", end]


def test_7_2_4_twelve_organs_leave_room_for_text() -> None:
    found = composed(
        Metadata(
            masthead=(*(f"临江市第{n}局" for n in "一二三四五六七八九十"), "文件"),
            document_number="临发〔2026〕3号",
        )
    )
    assert found.lines <= 17


def test_7_2_5_and_7_2_7_number_and_separator() -> None:
    for grid in (pdf_grid(ORDINARY), docx_grid(ORDINARY)):
        known = Metadata(masthead=("临江市人民政府文件",), document_number="临政发〔2026〕3号")
        found = letterhead(Document("通知", (), known), ORDINARY, grid, width)
        assert found
        mark, number = found.parts
        blank = (number.top - (mark.top + (1 - TYPICAL.under) * mark.size)) / grid.pitch
        assert 2 <= blank < 3
        (rule,) = found.rules
        assert (rule.top - number.top - number.size) * MM == pytest.approx(4)
        assert (rule.left, rule.width * MM) == pytest.approx((0, 156))
        assert 2 <= (grid.top(found.lines) - rule.top - rule.thickness) / grid.pitch < 3


def test_7_2_6_signatories_two_a_row() -> None:
    known = Metadata(
        masthead=("临江市人民政府文件",), document_number="临政发〔2026〕3号", signatories=("张三", "李四光", "王五")
    )
    by_text = {part.text: part for part in composed(known).parts}
    first, second, third = by_text["张　三"], by_text["李四光"], by_text["王　五"]
    label, number = by_text["签发人："], by_text["临政发〔2026〕3号"]
    assert first.top == second.top == label.top
    assert first.left == pytest.approx(third.left)
    assert number.top == third.top > first.top
    assert number.left == pytest.approx(ORDINARY.cell)
    assert second.left + second.width == pytest.approx(ORDINARY.page.type_area_width - ORDINARY.cell)


def test_7_2_6_several_signatories_in_one_entry_are_parted() -> None:
    known = Metadata(masthead=("临江市人民政府文件",), signatories=("张三、李四光 王五", "赵　六"))
    names = [part.text for part in composed(known).parts if part.role == "signatory"]
    assert names == ["张　三", "李四光", "王　五", "赵　六"]


@pytest.mark.parametrize("count", [1, 2, 3, 20])
def test_7_2_6_long_names_leave_the_number_its_room(count: int) -> None:
    names = ("阿卜杜热合曼·买买提明·艾力",) * count
    known = Metadata(masthead=("临江市人民政府文件",), document_number="临政发〔2026〕3号", signatories=names)
    parts = composed(known).parts
    number = next(part for part in parts if part.role == "document_number")
    beside = [part for part in parts if part.role.startswith("signator") and part.top == number.top]
    assert beside
    for part in beside:
        assert part.left >= number.left + number.width + ORDINARY.cell - 0.01
        assert part.left + part.width <= ORDINARY.page.type_area_width - ORDINARY.cell + 0.01


def test_preprinted_paper_keeps_the_place_of_what_is_red() -> None:
    known = Metadata(masthead=("临江市人民政府文件",), document_number="临政发〔2026〕3号")
    plain, blank = composed(known), composed(known, style.load("gbt9704", {"letterhead.preprinted": "true"}))
    assert [part.role for part in blank.parts] == ["document_number"]
    assert blank.parts[0] == plain.parts[1]
    assert (blank.rules, blank.lines) == ((), plain.lines)


def test_10_1_a_letter() -> None:
    look = style.load("letter")
    known = Metadata(masthead=("临江市教育局", "临江市财政局"), document_number="临教函〔2026〕3号", urgency="特急")
    found = composed(known, look)
    mark, urgency, number = found.parts
    assert mark.text == "临江市教育局"
    assert (mark.top + TYPICAL.over * mark.size) * MM == pytest.approx(30)
    thick, thin = found.rules
    assert thick.thickness > thin.thickness
    assert (thick.top - mark.top - (1 - TYPICAL.under) * mark.size) * MM == pytest.approx(4)
    assert (thick.left * MM, thick.width * MM) == pytest.approx((-7, 170))
    assert urgency.top == number.top
    assert (number.top - thin.top - thin.thickness) * MM == pytest.approx(4.94)
    assert number.left + number.width == pytest.approx(look.page.type_area_width)
    upper, lower = found.foot_rules
    assert upper.thickness < lower.thickness
    assert (look.page.height - lower.top - lower.thickness) * MM == pytest.approx(20)


def test_10_2_an_order_takes_its_title_for_a_mark() -> None:
    found = composed(Metadata(document_number="第12号"), style.load("order"), "临江市人民政府令")
    mark, number = found.parts
    assert found.takes_title
    assert mark.text == "临江市人民政府令"
    assert (mark.top + TYPICAL.over * mark.size) * MM == pytest.approx(37 + 20)
    assert number.left + number.width / 2 == pytest.approx(ORDINARY.page.type_area_width / 2)
    assert found.rules == ()


@pytest.mark.parametrize("ink", [Ink(0.12, -0.05), Ink(0.0, 0.0), Ink(0.1, 0.1)], ids=["low", "large", "small"])
@pytest.mark.parametrize("names", [NAMES[:1], NAMES, ("临江市人民政府文件",)], ids=["long", "joint", "short"])
@pytest.mark.parametrize("look", ["gbt9704", "letter", "order", "minutes"])
def test_every_format_leaves_as_many_lines_whatever_its_face(look: str, names: tuple[str, ...], ink: Ink) -> None:
    wanted = style.load(look)
    known = Metadata(masthead=names, document_number="临政〔2026〕3号", urgency="特急", signatories=("林越",) * 3)
    grid = pdf_grid(wanted)
    counted = letterhead(Document("通知", (), known), wanted, docx_grid(wanted), width)
    found = letterhead(Document("通知", (), known), wanted, grid, width, ink)
    assert found
    assert counted
    assert found.lines == counted.lines
    assert [part.text for part in found.parts] == [part.text for part in counted.parts]
    last = max(part.top + part.size for part in found.parts)
    rule = max((rule.top + rule.thickness for rule in found.rules), default=last)
    assert wanted.letterhead.title_gap <= (grid.top(found.lines) - rule) / grid.pitch + (look == "letter") + 0.05
