"""Pages foretold from lines: the same as the finished ones, and what is found on them."""

import pytest
from long_papers import paper
from papers import NOTICE, SPEECH, hanzi, of, part

from convert import fonts, style
from convert.compose import pages
from convert.compose.setting import Setting
from convert.document import Document, Heading, Role, Table
from convert.writers import Resources, pdf
from convert.writers.html import Body

STYLE = style.load("gbt9704")
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


def codes(document: Document) -> list[str]:
    made = pdf.write(document, STYLE, Resources(lambda: fonts.resolve(STYLE.faces)))
    return [d.code for d in made.diagnostics if d.code.startswith("DC7")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_foretold(name: str) -> None:
    faces = fonts.resolve(STYLE.faces)
    body = Body(DOCUMENTS[name], STYLE, Setting(STYLE, faces).for_style())
    list(body.elements())
    made = pdf.write(DOCUMENTS[name], STYLE, Resources(lambda: faces))
    assert pages.foretell(body.items, STYLE)[-1].last == made.pages


def test_a_last_line_of_one_character() -> None:
    assert codes(of(part("国" * (26 + 28) + "家。"))) == ["DC710"]
    assert codes(of(part("国" * (26 + 28) + "家业。"))) == []


def test_a_first_page_without_text() -> None:
    organs = "各区人民政府，" * 100 + "各部门："
    assert codes(of(part(organs, Role.SALUTATION), part("正文。"))) == ["DC711"]
    assert codes(of(part(organs, Role.ADDRESSEES), part("正文。"))) == []  # they move into the 版记


def test_7_3_5_5_a_signature_without_text_above_it() -> None:
    signature = (part("临江市人民政府", Role.ISSUERS), part("2026年3月5日", Role.ISSUED_ON))
    assert codes(of(part("国" * (28 * 22 - 2)), *signature)) == ["DC730"]
    assert codes(of(part("国" * (28 * 22)), *signature)) == []


def test_a_heading_at_a_pages_foot() -> None:
    assert codes(of(part("国" * (28 * 21 - 2)), Heading(1, "一、要求"), part("正文。"))) == ["DC712"]
    assert codes(of(part("国" * (28 * 20 - 2)), Heading(1, "一、要求"), part("正文。"))) == []
