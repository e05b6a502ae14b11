"""Whatever the front matter says, a document is printed: nothing of the text is lost, nothing leaves the paper."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import part

from convert import style
from convert.compose.frame import Frame, frame
from convert.compose.grid import docx_grid, pdf_grid
from convert.compose.head import head
from convert.compose.signature import nominal
from convert.diagnostic import WriteError
from convert.document import Document, Metadata, Paragraph, Role

WORDS = st.text("临江市人民政府文件令纪要局办公室发〔2026〕号、，　 aZ9★𠮷\u0301", max_size=60)
LISTS = st.lists(WORDS, max_size=14).map(tuple)
KNOWN = st.builds(
    Metadata,
    masthead=LISTS,
    document_number=WORDS,
    copy_number=WORDS,
    classification=WORDS,
    classified_for=WORDS,
    urgency=WORDS,
    signatories=LISTS,
    copies_to=LISTS,
    printed_by=WORDS,
    printed_on=WORDS,
    seal=st.sampled_from(["", "印章", "签名章", "无", "其他"]),
)
ROLES = st.sampled_from([Role.ADDRESSEES, Role.ISSUERS, Role.ISSUED_ON, Role.ATTACHMENT, Role.ATTENDANCE, Role.BODY])
BLOCKS = st.lists(st.builds(part, WORDS.filter(bool), ROLES), max_size=8).map(tuple)
LOOKS = {name: style.load(name) for name in style.names()}


def composed(known: Metadata, blocks: tuple[Any, ...], name: str, *, docx: bool) -> Frame | None:
    look = LOOKS[name]
    grid = docx_grid(look) if docx else pdf_grid(look)
    try:
        return frame(Document("临江市人民政府令", blocks, known), look, grid, nominal(look))
    except WriteError as error:
        if error.diagnostic.code != "DC731":
            raise
        return None


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(KNOWN, BLOCKS, st.sampled_from(sorted(LOOKS)), st.booleans())
def test_everything_stands_on_the_page(known: Metadata, blocks: tuple[Any, ...], name: str, docx: bool) -> None:
    found = composed(known, blocks, name, docx=docx)
    if found is None:
        return
    look = LOOKS[name]
    room = look.page.type_area_width + 0.1
    if found.letterhead:
        for placed in found.letterhead.parts:
            assert placed.left >= -0.1
            assert placed.left + placed.width <= room
            assert 0 <= placed.top < look.page.height
            assert 0 < placed.scale <= 1
        assert 0 <= found.letterhead.lines < look.page.lines
    for block in found.signatures.values():
        assert block.lines <= look.page.lines
        for signed in block.parts:
            assert signed.left >= -0.1
            assert signed.left + signed.width <= room
            assert 0 <= signed.line < block.lines


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(KNOWN, st.sampled_from(sorted(set(LOOKS) - {"letter"})), st.booleans())
def test_the_letterhead_says_all_that_is_known(known: Metadata, name: str, docx: bool) -> None:
    found = composed(known, (), name, docx=docx)
    if found is None:
        return
    parts = found.letterhead.parts if found.letterhead else ()
    numbered = found.letterhead is not None and found.letterhead.is_numbered
    texts = [part.text for part in parts] + [line.text for line in head(found.document, numbered=numbered)]
    parted = str.maketrans("", "", " \u3000、，")
    said = "".join(texts).translate(parted)
    wanted = (known.document_number, known.copy_number, known.classification, known.urgency, *known.signatories)
    for text in wanted:
        assert text.translate(parted) in said


@pytest.mark.parametrize(
    ("known", "look", "keys"),
    [
        (
            Metadata(masthead=("临江市财政局",), signatories=("张三",), printed_by="市府办"),
            "letter",
            ["签发人", "印发机关"],
        ),
        (Metadata(masthead=("临江市财政局",), signatories=("张三",), printed_by="市府办"), "gbt9704", []),
        (Metadata(classified_for="1年"), "gbt9704", ["保密期限"]),
        (Metadata(classification="机密", classified_for="1年"), "gbt9704", []),
    ],
)
def test_what_a_form_has_no_place_for_is_told_of(known: Metadata, look: str, keys: list[str]) -> None:
    found = composed(known, (), look, docx=False)
    assert found
    assert [dict(each.values)["key"] for each in found.diagnostics if each.code == "DC738"] == keys


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(KNOWN, BLOCKS, st.sampled_from(sorted(LOOKS)))
def test_no_paragraph_is_lost(known: Metadata, blocks: tuple[Any, ...], name: str) -> None:
    found = composed(known, blocks, name, docx=False)
    if found is None:
        return
    kept = "".join(block.text for block in found.document.blocks if isinstance(block, Paragraph))
    moved = "".join(found.document.metadata.addressees)
    for block in blocks:
        assert block.text in kept or block.text.rstrip("：:").replace("，", "") in moved
    for first, signed in found.signatures.items():
        inside = [block for block in found.document.blocks[first : signed.last + 1] if isinstance(block, Paragraph)]
        printed = "".join(placed.text for placed in signed.parts).replace("\u3000", "").replace(" ", "")
        dates = [block.text for block in inside if block.role is Role.ISSUED_ON]
        if len(dates) == 1:
            for block in inside:
                for word in block.text.replace("\u3000", " ").split():
                    assert word in printed
