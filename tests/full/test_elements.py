"""Elements that no paper of the gallery has, measured alike in the PDF and in LibreOffice's print of the DOCX."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import libreoffice
import pytest
import ruler
from papers import part

from convert import pipeline
from convert.document import Document, Heading, Metadata, Role
from convert.ruler import MM, Line, Page
from convert.ruler.frame import imprint_rules, is_imprint_alone, square
from convert.style import load

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]

STYLE = load("gbt9704")
CELL = STYLE.cell * MM
PITCHES = {"pdf": STYLE.pdf.pitch * MM, "docx": STYLE.docx.pitch * MM}
LEFT, RIGHT = 28.0, 184.0
"""The edges of the 版心 on an odd page."""
NEAR = {"pdf": 0.3, "docx": CELL / 4}
"""How near a place in mm: LibreOffice's gap at a change of script is a fifth of an em and not a quarter."""
LEVEL = {"pdf": 0.1, "docx": 0.4}
"""How near a height: LibreOffice puts the baseline of a line where its own face has it."""
FORMATS = pytest.mark.parametrize("to", PITCHES)
Printed = dict[tuple[str, str], tuple[Page, ...]]

ORGANS = tuple(f"临江市第{number}管理局" for number in "一二三四五六七八九十")
SIGNERS = ("林越", "欧阳修文", "周致远", "买买提·艾合买提江", "陈岚", "阿卜杜热合曼·阿卜杜克里木", "吴明")
POSTS = ("国家发展和改革委员会主任", "财政部部长", "中国人民银行行长")
TEXT = part("为了保障道路完好出行安全，现就有关事项通知如下，请结合实际认真抓好落实。")
SIGNED = part("临江市财政局", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON)
MARKED = Metadata(masthead=("临江市人民政府文件",), document_number="临政〔2026〕15号")
PRINTED = Metadata(copies_to=("市委办公室", "市人大办公室"), printed_by="市府办", printed_on="2026-03-05")
LEVELS = Heading(1, "一、总要求"), Heading(2, "（一）压实责任"), Heading(3, "1.全面排查"), Heading(4, "（1）建立台账")
LISTED = tuple(part(f"{number}考核办法", Role.ATTACHMENT_LIST) for number in ("附件：1.", "2.", "3."))
PAPERS = {
    "levels": Document(
        "关于道路养护的通知",
        (
            part("，".join(ORGANS) + "：", Role.ADDRESSEES),
            TEXT,
            *LEVELS,
            *LISTED,
            *SIGNED,
            part("（此件公开发布）", Role.NOTE),
        ),
    ),
    "signatories": Document("关于设立口岸的请示", (TEXT,), replace(MARKED, signatories=SIGNERS)),
    "stamps": Document(
        "",
        (
            TEXT,
            *(part(f"{post}\u3000{name}", Role.ISSUERS) for post, name in zip(POSTS, SIGNERS, strict=False)),
            SIGNED[1],
        ),
        Metadata(seal="签名章"),
    ),
    "moved": Document(
        "关于道路养护的通知",
        (part("，".join(ORGANS * 4) + "：", Role.ADDRESSEES), TEXT, *SIGNED),
        replace(PRINTED, masthead=MARKED.masthead, document_number=MARKED.document_number),
    ),
    "alone": Document("", (TEXT,) * 11, PRINTED),
    "stacked": Document(
        "",
        (TEXT,),
        Metadata(
            kind="命令",
            masthead=("临江市人民政府令",),
            document_number="第68号",
            copy_number="1",
            classification="秘密",
        ),
    ),
    "issued": Document("", (TEXT, *SIGNED, part("某某办法", Role.ATTACHMENT_TITLE), TEXT), Metadata(seal="印章")),
    "letter": Document(
        "关于道路养护的函",
        (TEXT,),
        Metadata(kind="函", masthead=("临江市财政局",), document_number="临财函〔2026〕3号", copies_to=("市府办",)),
    ),
    "order": Document(
        "", (TEXT,), Metadata(kind="命令", masthead=(*ORGANS[:2], "临江市第三管理局令"), document_number="第68号")
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    files = {name: pipeline.render(paper, "docx").data for name, paper in PAPERS.items()}
    paths = libreoffice.to_pdf(files, tmp_path_factory.mktemp("elements"))
    found = {("docx", name): ruler.measure(path.read_bytes()) for name, path in paths.items()}
    pdfs = {("pdf", name): ruler.measure(pipeline.render(paper, "pdf").data) for name, paper in PAPERS.items()}
    return found | pdfs


def solid(text: str) -> str:
    return "".join(text.split())


def lines_of(pages: tuple[Page, ...]) -> list[Line]:
    return [line for page in pages for line in page.lines]


def starting(pages: tuple[Page, ...], text: str) -> int:
    """The place among the lines of the one that begins with a text."""
    (found,) = [at for at, line in enumerate(lines_of(pages)) if solid(line.text).startswith(text)]
    return found


@FORMATS
def test_7_2_5_7_2_6_seven_signatories(printed: Printed, to: str) -> None:
    page = printed[to, "signatories"][0]
    first = next(line for line in page.lines if "签发人" in line.text)
    rows = [line for line in page.lines if first.baseline - 1 < line.baseline < first.baseline + 4 * PITCHES[to] - 1]
    assert [solid(row.text) for row in rows] == [
        "签发人：林越欧阳修文",
        "周致远买买提·艾合买提江",
        "陈岚阿卜杜热合曼·阿卜杜克里木",
        "临政〔2026〕15号吴明",
    ]
    columns = [
        next(c.x for row in rows for c in row.characters if c.text == name[0]) for name in ("林越", "周致远", "吴明")
    ]
    assert columns == pytest.approx([columns[0]] * 3, abs=NEAR[to])
    second = [next(c.x for row in rows for c in row.characters if c.text == text) for text in ("欧", "买", "阿")]
    assert second == pytest.approx([second[0]] * 3, abs=NEAR[to])
    assert rows[2].right == pytest.approx(RIGHT - CELL, abs=NEAR[to])
    assert rows[3].left == pytest.approx(LEFT + CELL, abs=0.3)
    (rule,) = dict.fromkeys(rule for rule in page.rules if rule.colour == "#ff0000")
    assert rule.top - square(rows[3])[1] == pytest.approx(4, abs=0.5)


@FORMATS
def test_7_3_1_the_title_is_centred_and_one_blank_line_over_the_addressees(printed: Printed, to: str) -> None:
    title, addressees = lines_of(printed[to, "levels"])[:2]
    assert {round(c.size) for c in title.characters} == {22}
    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert 1 <= (square(addressees)[0] - square(title)[1]) / PITCHES[to] < 1.5


@FORMATS
def test_7_3_2_addressees_and_their_wrapped_lines_are_flush_left(printed: Printed, to: str) -> None:
    lines = lines_of(printed[to, "levels"])[1 : starting(printed[to, "levels"], "为了")]
    assert len(lines) > 2
    assert [line.left for line in lines] == pytest.approx([LEFT] * len(lines), abs=0.3)
    assert lines[-1].text.endswith("：")
    assert {round(c.size) for line in lines for c in line.characters} == {16}


@FORMATS
def test_7_3_3_paragraphs_and_levels_are_two_characters_in(printed: Printed, to: str) -> None:
    lines, at = lines_of(printed[to, "levels"]), starting(printed[to, "levels"], "为了")
    first, second, *headings = lines[at : at + 6]
    assert second.left == pytest.approx(LEFT, abs=0.3)
    for line in (first, *headings):
        # The ink of a bracket begins in the right half of its square.
        assert line.left == pytest.approx(LEFT + 2 * CELL, abs=0.3 + 3 * (line.text[0] == "（"))
    for line, face in zip(headings, ("Hei", "Kai", "Fang", "Fang"), strict=True):
        assert all(face in c.face for c in line.characters)


@FORMATS
def test_7_3_4_the_list_of_attachments(printed: Printed, to: str) -> None:
    lines, at = lines_of(printed[to, "levels"]), starting(printed[to, "levels"], "附件：")
    above, first, *others = lines[at - 1 : at + 3]
    assert first.baseline - above.baseline == pytest.approx(2 * PITCHES[to], abs=LEVEL[to])
    assert first.left == pytest.approx(LEFT + 2 * CELL, abs=0.3)
    for line in others:
        assert line.left == pytest.approx(first.characters[3].x, abs=NEAR[to])


@FORMATS
def test_7_3_5_2_7_3_6_a_signature_without_a_seal_and_a_note(printed: Printed, to: str) -> None:
    lines, at = lines_of(printed[to, "levels"]), starting(printed[to, "levels"], "临江市财政局")
    above, organ, date, note = lines[at - 1 : at + 3]
    assert organ.baseline - above.baseline == pytest.approx(2 * PITCHES[to], abs=LEVEL[to])
    assert date.left - organ.left == pytest.approx(2 * CELL, abs=NEAR[to])
    assert max(organ.right, date.right) == pytest.approx(RIGHT - 2 * CELL, abs=NEAR[to])
    for upper, lower in pairwise((organ, date, note)):
        assert lower.baseline - upper.baseline == pytest.approx(PITCHES[to], abs=LEVEL[to])
    assert solid(note.text) == "（此件公开发布）"
    assert note.left == pytest.approx(LEFT + 2.5 * CELL, abs=CELL / 2)


@FORMATS
def test_7_3_5_3_stamps_of_a_joint_issue(printed: Printed, to: str) -> None:
    lines, at = lines_of(printed[to, "stamps"]), starting(printed[to, "stamps"], POSTS[0])
    above, *rows, date = lines[at - 1 : at + 4]
    assert [solid(row.text) for row in rows] == [post + name for post, name in zip(POSTS, SIGNERS, strict=False)]
    assert [row.left for row in rows] == pytest.approx([rows[0].left] * 3, abs=0.3)
    assert rows[0].baseline - above.baseline == pytest.approx(3 * PITCHES[to], abs=LEVEL[to])
    assert date.baseline - rows[-1].baseline == pytest.approx(2 * PITCHES[to], abs=LEVEL[to])
    assert date.right == pytest.approx(RIGHT - 4 * CELL, abs=0.3)
    stamp = RIGHT - 4 * CELL - STYLE.signature.stamp_width * MM
    assert rows[0].characters[len(POSTS[0]) - 1].right == pytest.approx(stamp - 2 * CELL, abs=NEAR[to])


@FORMATS
def test_7_3_7_what_is_issued_begins_a_page(printed: Printed, to: str) -> None:
    _, page = printed[to, "issued"]
    title, text = page.lines[:2]
    assert title.text == "某某办法"
    assert (title.left + title.right) / 2 == pytest.approx((26 + 182) / 2, abs=0.3)
    assert title.top == pytest.approx(37, abs=3)
    assert 1 <= (square(text)[0] - square(title)[1]) / PITCHES[to] < 1.5


@FORMATS
def test_7_3_2_7_4_2_addressees_in_the_imprint(printed: Printed, to: str) -> None:
    pages = printed[to, "moved"]
    assert any(line.text.startswith("为了") for line in pages[0].lines), "page 1 shows text"
    page = pages[-1]
    upper, middle, lower = imprint_rules(page, STYLE)
    left = 28.0 if page.number % 2 else 26.0
    lines = [line for line in page.lines if upper.bottom < line.baseline < middle.top]
    sent, *others, copied = lines
    assert sent.text.startswith("主送：")
    assert others[-1].text.endswith("。")
    assert solid(copied.text) == "抄送：市委办公室，市人大办公室。"
    assert [sent.left, copied.left] == pytest.approx([left + CELL] * 2, abs=0.3)
    assert [line.left for line in others] == pytest.approx([sent.characters[3].x] * len(others), abs=NEAR[to])
    assert lower.bottom == pytest.approx(262, abs=0.5)


@FORMATS
def test_7_5_an_imprint_alone_has_no_number(printed: Printed, to: str) -> None:
    *others, last = printed[to, "alone"]
    assert is_imprint_alone(last, STYLE)
    assert last.number_line is None
    assert all(page.number_line is not None for page in others)


def test_7_4_1_an_imprint_comes_to_the_same_page_in_either_format(tmp_path: Path) -> None:
    known = {"one band": replace(PRINTED, copies_to=()), "two": PRINTED}
    papers = {
        f"{name} {lines}": Document("", (part("请照办。"),) * lines, metadata)
        for name, metadata in known.items()
        for lines in range(17, 23)
    }
    paths = libreoffice.to_pdf({name: pipeline.render(paper, "docx").data for name, paper in papers.items()}, tmp_path)
    for name, paper in papers.items():
        pages = ruler.measure(paths[name].read_bytes()), ruler.measure(pipeline.render(paper, "pdf").data)
        assert len(pages[0]) == len(pages[1]), name
        for page in (pages[0][-1], pages[1][-1]):
            rule = imprint_rules(page, STYLE)[0]
            above = [line for line in page.lines if line.bottom < rule.top]
            assert all(rule.top - square(line)[1] > 1 for line in above)


@FORMATS
def test_10_1_a_letter_of_one_page(printed: Printed, to: str) -> None:
    (page,) = printed[to, "letter"]
    assert page.number_line is None
    assert solid(page.lines[-1].text) == "抄送：市府办。"
    assert 255 < page.lines[-1].bottom < 262
    assert not [rule for rule in page.rules if rule.colour == "#000000"]


@FORMATS
def test_10_2_an_order_with_a_copy_number_and_a_classification(printed: Printed, to: str) -> None:
    (page,) = printed[to, "stacked"]
    red = [c for c in page.characters if c.colour == "#ff0000"]
    assert "".join(c.text for c in red) == "临江市人民政府令"
    assert min(c.top for c in red) - 37 == pytest.approx(20, abs=1)
    number = next(line for line in page.lines if "68" in line.text)
    assert 2 <= (square(number)[0] - max(c.bottom for c in red)) / PITCHES[to] < 3
    assert [solid(line.text) for line in page.all_lines[:2]] == ["000001", "秘密"]


@FORMATS
def test_10_2_a_joint_order(printed: Printed, to: str) -> None:
    red = [c for c in printed[to, "order"][0].characters if c.colour == "#ff0000"]
    beside = [c for c in red if c.text == "令"]
    stack = [c for c in red if c.text != "令"]
    (end,) = beside
    assert end.x > max(c.right for c in stack)
    middle = (min(c.top for c in stack) + max(c.bottom for c in stack)) / 2
    assert (end.top + end.bottom) / 2 == pytest.approx(middle, abs=1.5)
    assert min(c.top for c in red) - 37 == pytest.approx(20, abs=1)
