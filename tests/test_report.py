"""The diff and the reports say exactly what cleaning did."""

import difflib

from hypothesis import given
from hypothesis import strategies as st
from test_ledger import edits_of

from convert import report
from convert.diagnostic import Language, diagnose
from convert.ledger import Edit, Source, Text
from convert.report import changes


def patched(old: list[str], diff: list[str]) -> list[str]:
    """What `patch` would make of *old*: the hunks applied by their line numbers."""
    new: list[str] = []
    at = 0
    for line in diff[2:]:
        if line.startswith("@@"):
            start = int(line.split()[1].split(",")[0][1:]) - 1
            new += old[at:start]
            at = start
        elif line[0] == "+":
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            new += [line[1:]] if line[0] == " " else []
            at += 1
    return new + old[at:]


@given(st.data(), st.text(alphabet="甲乙\n", max_size=40))
def test_the_diff_makes_the_cleaned_text_of_the_source(data: st.DataObject, raw: str) -> None:
    text = Text.of(Source("-", b"", raw))
    text = text.edited(data.draw(edits_of(raw)))
    made = patched(raw.split("\n"), list(changes.diff(text)))
    assert "\n".join(made).rstrip("\n") == text.content.rstrip("\n")


def test_the_diff_of_a_small_change_is_the_usual_one() -> None:
    raw = "\n".join(f"第{n}段" for n in range(20))
    text = Text.of(Source("a.txt", b"", raw))
    start = raw.index("第9段")
    text = text.edited([Edit(start, start + 3, "第九段", "rule")])
    usual = difflib.unified_diff(raw.split("\n"), text.content.split("\n"), "a.txt", "a.txt (clean)", lineterm="")
    assert list(changes.diff(text)) == list(usual)


def test_a_message_cannot_steer_the_terminal() -> None:
    shown = report.message(diagnose("DC501", path="\x1b[2Ja\nb\u202e.txt"), "a", Language.EN)
    assert shown == "a: DC501 no such file: \\x1b[2Ja\\nb\\u202e.txt; check the path"


def test_the_diff_of_a_line_joined_to_the_next_but_one() -> None:
    raw = "乙乙乙\n乙\n丙"
    text = Text.of(Source("a.txt", b"", raw)).edited([Edit(1, 4, "", "join"), Edit(4, 6, "", "drop")])
    assert patched(raw.split("\n"), list(changes.diff(text))) == ["乙丙"]
