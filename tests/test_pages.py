"""Pages foretold from lines: the same as the finished ones, and what is found on them."""

import pytest
import ruler
from long_papers import paper
from papers import NOTICE, SPEECH, hanzi, of, part, wide

from convert import fonts, style
from convert.compose import pages
from convert.compose.setting import Setting
from convert.document import Document, Heading, Metadata, Paragraph, Role, Table
from convert.ruler import measure
from convert.writers import Resources, Written, pdf
from convert.writers.html import Body

STYLE = style.load("gbt9704")
FONTS = Resources(lambda: fonts.resolve(STYLE.faces))
ROWS = tuple((str(n), "某事项" * (n % 5) * 4, "办结") for n in range(70))
DOCUMENTS = {
    "notice": NOTICE,
    "speech": SPEECH,
    "hanzi": hanzi(3),
    "prose": paper(2, 40, figures=0),
    "figures": paper(3, 40, figures=0.7, tables=True),
    "table": of(part("如下："), Table((("序号", "事项", "状态"), *ROWS)), part("完毕。")),
    "headless table": of(Table(ROWS, heads=0), part("完毕。")),
    "attachments": of(part("甲"), part("附件1", Role.ATTACHMENT), part("乙" * 700), part("附件2", Role.ATTACHMENT)),
}


ISSUED = part("某某办法", Role.ATTACHMENT_TITLE), part("第一条　为了加强管理，制定本办法。")
DOCUMENTS |= {
    "issued": of(part("现予印发。"), *ISSUED, part("乙" * 700), *ISSUED),
    "issued in landscape": of(part("现予印发。"), ISSUED[0], wide(13), part("后文。")),
    "issued, two lines": of(part("现予印发。"), ISSUED[0], *ISSUED),
}


def codes(document: Document, settings: dict[str, str] | None = None) -> list[str]:
    look = style.load("gbt9704", settings or {})
    made = pdf.write(document, look, Resources(lambda: fonts.resolve(look.faces)))
    return [d.code for d in made.diagnostics if d.code.startswith("DC7")]


def written(document: Document) -> tuple[Written, tuple[pages.Place, ...]]:
    """A document as PDF, and where its blocks were foretold to stand."""
    faces = fonts.resolve(STYLE.faces)
    body = Body(document, STYLE, Setting(STYLE, faces).for_style())
    list(body.elements())
    return pdf.write(document, STYLE, Resources(lambda: faces)), pages.foretell(body.items, STYLE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_foretold(name: str) -> None:
    made, places = written(DOCUMENTS[name])
    assert places[-1].last == made.pages


def test_7_3_7_what_is_issued_begins_a_page() -> None:
    tops = [page.lines[0].text for page in measure(written(DOCUMENTS["issued"])[0].data)]
    assert [tops[1], tops[-1]] == ["某某办法"] * 2
    assert all(page.lines for page in measure(written(DOCUMENTS["issued in landscape"])[0].data)), "none is blank"
    assert len(measure(written(DOCUMENTS["issued, two lines"])[0].data)) == 2


def test_a_last_line_of_one_character() -> None:
    assert codes(of(part("国" * (26 + 28) + "家。"))) == ["DC710"]
    assert codes(of(part("国" * (26 + 28) + "家业。"))) == []


def test_a_first_page_without_text() -> None:
    organs = "各区人民政府，" * 100 + "各部门："
    assert codes(of(part(organs, Role.SALUTATION), part("正文。"))) == ["DC711"]
    assert codes(of(part(organs, Role.ADDRESSEES), part("正文。"))) == ["DC734"]  # they move into the 版记


SIGNATURE = (part("临江市人民政府", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON))
ABOVE = {
    "a paragraph": lambda lines: (part("国" * (28 * lines - 2)),),
    "a short line": lambda lines: (part("国" * (28 * lines - 30)), part("特此通知。")),
    "附件说明": lambda lines: (part("国" * (28 * lines - 58)), part("附件：名单", Role.ATTACHMENT_LIST)),
    "a heading": lambda lines: (part("国" * (28 * lines - 58)), Heading(1, "一、要求"), part("特此通知。")),
    "headings": lambda lines: (
        part("国" * (28 * lines - 86)),
        Heading(1, "一、要求"),
        Heading(2, "（一）时限"),
        part("国" * 28),
    ),
    "a table": lambda lines: (Table(ROWS[:lines], heads=0),),
}


@pytest.mark.parametrize("notes", [(), (part("（此件公开发布）", Role.NOTE),)], ids=["", "a note"])
@pytest.mark.parametrize("seal", ["无", "印章"])
@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("lines", range(16, 24))
def test_7_3_5_5_a_signature_is_on_one_page_and_not_alone(
    lines: int, above: str, seal: str, notes: tuple[Paragraph, ...]
) -> None:
    document = Document("", (*ABOVE[above](lines), *SIGNATURE, *notes), Metadata(seal=seal))
    made, places = written(document)
    *_, last = measure(made.data)
    text = [line.text.replace(" ", "") for line in last.lines]
    signed = ["临江市人民政府", "2026年3月5日", *(note.text for note in notes)]
    assert text[-len(signed) :] == signed
    assert len(text) > len(signed)
    assert places[-1].last == made.pages == last.number
    assert codes(document) == []


@pytest.mark.parametrize("lines", range(6, 24))
def test_7_3_5_5_what_a_signature_takes_along_keeps_its_heading(lines: int) -> None:
    organs = tuple(part(f"临江市第{number}管理局", Role.ISSUERS) for number in range(12))
    document = of(*ABOVE["a heading"](lines), *organs, part("2026年3月5日", Role.ISSUED_ON))
    made, places = written(document)
    heading, text = (
        next(page.number for page in measure(made.data) for line in page.lines if line.text.startswith(start))
        for start in ("一、要求", "特此通知")
    )
    assert heading == text == places[1].first == places[2].first
    assert places[-1].last == made.pages


def test_7_3_5_5_a_signature_without_text_above_it() -> None:
    alone = {"signature.with_text": "false"}
    assert codes(of(part("国" * (28 * 22 - 2)), *SIGNATURE), alone) == ["DC730"]
    assert codes(of(part("国" * (28 * 22)), *SIGNATURE), alone) == []


def test_a_heading_at_a_pages_foot() -> None:
    assert codes(of(part("国" * (28 * 21 - 2)), Heading(1, "一、要求"), part("正文。"))) == ["DC712"]
    assert codes(of(part("国" * (28 * 20 - 2)), Heading(1, "一、要求"), part("正文。"))) == []


def test_a_caption_stays_with_its_table() -> None:
    """What the caption, the table's head and its first row need is not left at a page's foot, nor is a line more."""
    for lines in range(17, 23):
        text, caption = part("国" * (28 * lines - 2)), part("表1 任务", Role.CAPTION)
        document = of(text, caption, Table((("序号", "事项"), ("1", "某事项"), ("2", "某事项"))), part("完毕。"))
        found = ruler.measure(pdf.write(document, STYLE, Resources(lambda: fonts.resolve(STYLE.faces))).data)
        (page,) = [page for page in found if any(line.text == "表1 任务" for line in page.lines)]
        assert page.number == (1 if lines <= 19 else 2)
        assert sum("事项" in line.text for line in page.lines) >= 2
        body = Body(document, STYLE, Setting(STYLE, fonts.resolve(STYLE.faces)).for_style())
        list(body.elements())
        places = pages.foretell(body.items, STYLE)
        assert places[1].first == places[2].first == page.number
        assert places[-1].last == len(found)


@pytest.mark.parametrize("lines", [17, 18, 19, 20])
def test_a_head_of_two_rows_goes_with_what_is_under_it(lines: int) -> None:
    head = (("序号", "事项"), ("甲", "道路养护" * 14))
    rows = [("1", "某事项" * 30)] * 8
    made, places = written(of(part("国" * (28 * lines - 2)), Table((*head, *rows), 2), part("完毕。")))
    found = ruler.measure(made.data)
    tops = [page.number for page in found for line in page.lines if "序号" in line.text]
    assert tops == list(range(places[1].first, places[1].last + 1))
    assert places[-1].last == len(found)


@pytest.mark.parametrize("above", [0, 9])
@pytest.mark.parametrize("head", [60, 300, 900])
@pytest.mark.parametrize("cell", [10, 200])
def test_a_head_is_printed_however_high_it_is(head: int, cell: int, above: int) -> None:
    """WeasyPrint leaves out one that has no room on a page beside a row; it stands there once then."""
    table = Table((("甲" * head, "乙"), ("丙" * head, "丁"), *[("戊" * cell, "己")] * 3), 2)
    printed = ruler.copied(pdf.write(of(part("国" * 28 * above), table), STYLE, FONTS).data)
    assert printed.count("甲") >= head
    assert [printed.count(text) % total for text, total in (("甲", head), ("丙", head), ("戊", cell))] == [0, 0, 0]
