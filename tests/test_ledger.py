"""The ledger's laws: composed edits do what the passes did, and the source can always be had back."""

from hypothesis import given
from hypothesis import strategies as st

from convert.ledger import Edit, Source, Text, apply, restore

texts = st.text(alphabet="甲乙a\n", max_size=12)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    edits, at = [], 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        edits.append(Edit(start, end, draw(st.text(alphabet="xy\n", max_size=3)), draw(st.sampled_from("pqr"))))
        at = end if end > start else end + 1
    return edits


@given(st.data(), texts)
def test_composed_edits_do_what_the_passes_did(data: st.DataObject, raw: str) -> None:
    text = Text.of(Source("-", b"", raw))
    for _ in range(data.draw(st.integers(1, 4))):
        text = text.edited(data.draw(edits_of(text.content)))
    assert apply(raw, text.edits) == text.content
    assert all(one.end <= two.start for one, two in zip(text.edits, text.edits[1:], strict=False))


@given(st.data(), texts)
def test_the_ledger_gives_the_source_back(data: st.DataObject, raw: str) -> None:
    text = Text.of(Source("-", b"", raw))
    for _ in range(data.draw(st.integers(1, 4))):
        text = text.edited(data.draw(edits_of(text.content)))
    assert restore(text.content, text.ledger) == raw


def test_lines_know_where_they_came_from() -> None:
    raw = "广告\n\n　　统一思\n想。\n第二段\n"
    text = Text.of(Source("-", b"", raw))
    text = text.edited([Edit(0, 3, "", "clutter.ad")]).edited(
        [Edit(1, 3, "", "lines.indent"), Edit(6, 7, "", "lines.join")]
    )
    assert [(line.text, line.lines.first, line.lines.last) for line in text.lines] == [
        ("统一思想。", 3, 4),
        ("第二段", 5, 5),
    ]
    assert text.ledger[0][:5] == (0, 1, 1, "clutter.ad", "广告\n")
