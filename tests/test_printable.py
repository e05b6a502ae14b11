"""Text as it can be printed; and a PDF of whatever a document may hold."""

import pytest
import ruler
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import NOTICE, of, part

from convert import fonts, style
from convert.compose.printable import printable, unprintable
from convert.document import Document, Heading, Metadata, Paragraph, Role, Run, Table
from convert.writers import Resources, html, pdf

LOOK = style.load("gbt9704")
FONTS = fonts.resolve(LOOK.faces)
RESOURCES = Resources(lambda: FONTS)


def test_an_ordinary_document_is_left_as_it_is() -> None:
    assert printable(NOTICE) == NOTICE
    assert unprintable(NOTICE) == set()


CASES = {
    "甲\r\n乙\u2028丙": "甲\n乙\n丙",
    "甲\t乙\xa0丙": "甲 乙 丙",
    "甲\u200b乙\ufeff丙\u00ad": "甲乙丙",
    "甲\x00乙\ud800": "甲\ufffd乙\ufffd",
    "甲\u3000乙": "甲\u3000乙",
}


@pytest.mark.parametrize("text", CASES, ids=ascii)
def test_a_case(text: str) -> None:
    assert printable(of(part(text))) == of(part(CASES[text]))


def test_a_heading_is_one_line() -> None:
    assert printable(of(Heading(1, "一、\n要求"))).blocks == (Heading(1, "一、要求"),)
    assert printable(Document("A\nB")).title == "A B"


def test_what_cannot_be_printed_is_reported() -> None:
    found = pdf.write(of(part("甲\x00")), LOOK, RESOURCES).diagnostics
    assert [dict(d.values)["character"] for d in found if d.code == "DC906"] == ["U+0000"]


def test_verse_keeps_its_lines() -> None:
    found = ruler.measure(pdf.write(of(part("床前明月光，\n疑是地上霜。", Role.QUOTE)), LOOK, RESOURCES).data)
    first, second = found[0].lines
    assert (first.text, second.text) == ("床前明月光，", "疑是地上霜。")
    assert first.left == pytest.approx(second.left)
    assert first.right == pytest.approx(second.right, abs=0.01)


TEXT = st.text(
    st.sampled_from("国家，。“”《》—…12年7.%AbC/:?&=<> \u3000\t\n\r\x00\x0b\x85\u2028\u200b\ufeff\ud800镕㎡①é\ue000|"),
    max_size=60,
)
RUNS = st.lists(st.builds(Run, TEXT, st.booleans(), st.booleans()), max_size=3).map(tuple)
ROWS = st.integers(0, 3).flatmap(lambda width: st.lists(st.tuples(*[TEXT] * width), max_size=3).map(tuple))
BLOCKS = st.one_of(
    st.builds(Paragraph, RUNS, st.sampled_from(Role)),
    st.builds(Heading, st.integers(1, 4), TEXT, st.booleans()),
    st.builds(Table, ROWS, st.integers(0, 1)),
)


@settings(max_examples=60)
@given(
    st.builds(Document, TEXT, st.lists(BLOCKS, max_size=5).map(tuple), st.builds(Metadata, subtitle=TEXT, speaker=TEXT))
)
def test_any_document_is_written(document: Document) -> None:
    assert pdf.write(document, LOOK, RESOURCES).data.startswith(b"%PDF")
    assert html.write(document, LOOK, RESOURCES).data.startswith(b"<!DOCTYPE html>")
