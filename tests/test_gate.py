"""The gate itself: each kind of miss is seen, and what is right is not called a miss."""

from typing import Any

from gate import Tally
from measures import MEASURES, Case, letters, perfect

from convert.document import Block, Document, Heading, Metadata, Paragraph, Role, Run, Table
from convert.ledger import Source, Text

LINES = [
    "首页 > 讲话",
    "在全乡植树动员会上的讲话",
    "同志们:",
    "一、抓紧栽树",
    "(一)选好苗。苗木要壮,",
    "根系要全。【广告】",
    "来源:禾溪网",
]
GOLD: dict[str, Any] = {
    "type": "text",
    "encoding": "utf-8",
    "title": LINES[1],
    "title_lines": [2],
    "salutation_lines": [3],
    "clutter_lines": [1],
    "meta_lines": [7],
    "jam": [{"line": 6, "text": "【广告】"}],
    "headings": [
        {"line": 4, "level": 1, "text": "一、抓紧栽树", "form": "own-line"},
        {"line": 5, "level": 2, "text": "(一)选好苗。", "form": "run-in"},
    ],
    "soft_enumerators": [],
    "numbered_clauses": [],
    "body_lines": [6],
    "paragraphs": [[5, 6]],
    "harvest": {"来源": "禾溪网"},
}
GOOD = Document(
    "在全乡植树动员会上的讲话",
    (
        Paragraph((Run("同志们："),), Role.SALUTATION),
        Heading(1, "一、抓紧栽树"),
        Heading(2, "（一）选好苗。", run_in=True),
        Paragraph((Run("苗木要壮，根系要全。"),)),
    ),
    Metadata(source="禾溪网"),
)


def missed(document: Document, front: str = "来源: 禾溪网\n", **labels: object) -> set[str]:
    """The measures of which a document falls short."""
    source = Source("-", b"", "\n".join(LINES))
    body = "\n".join([document.title, *(block.text for block in document.blocks if not isinstance(block, Table))])
    case = Case({**GOLD, **labels}, LINES, source, Text.of(source), document, front, body)
    checks = [check for measure in MEASURES["text"] for check in measure(case)]
    tally = Tally()
    tally.add("-", [*checks, *perfect(checks)])
    return {measure for measure, figure in tally.figures.items() if figure < 1}


def changed(*blocks: Block, title: str = GOOD.title, metadata: Metadata = GOOD.metadata) -> Document:
    return Document(title, blocks, metadata)


def test_a_document_as_labelled_misses_nothing() -> None:
    assert missed(GOOD) == set()


def test_a_lost_line_is_seen() -> None:
    assert missed(changed(*GOOD.blocks[1:])) == {"kept", "perfect"}


def test_a_line_that_comes_out_twice_is_seen() -> None:
    assert missed(changed(*GOOD.blocks, Paragraph((Run(GOOD.title),)))) == {"once"}


def test_clutter_left_between_and_inside_lines_is_seen() -> None:
    advertised = Paragraph((Run("苗木要壮，根系要全。【广告】首页 > 讲话"),))
    assert missed(changed(*GOOD.blocks[:3], advertised)) == {"clutter", "paragraphs", "perfect"}


def test_a_heading_taken_for_text_is_seen() -> None:
    assert missed(changed(GOOD.blocks[0], Paragraph((Run("一、抓紧栽树"),)), *GOOD.blocks[2:])) == {"heading recall"}


def test_text_taken_for_a_heading_and_a_wrong_level_are_seen() -> None:
    wrong = changed(Heading(1, "同志们："), Heading(2, "一、抓紧栽树"), *GOOD.blocks[2:])
    assert missed(wrong) == {"heading precision", "heading level"}


def test_a_wrong_title_and_a_harvest_that_is_not_exact_are_seen() -> None:
    wrong = changed(*GOOD.blocks, title="植树讲话", metadata=Metadata(source="禾溪 网"))
    assert missed(wrong) == {"title", "harvest", "kept", "perfect"}


def test_lines_not_joined_are_seen() -> None:
    halves = (Paragraph((Run("苗木要壮，"),)), Paragraph((Run("根系要全。"),)))
    assert missed(changed(*GOOD.blocks[:3], *halves)) == {"paragraphs"}


def test_a_text_that_should_not_change_and_a_wrong_decoding_are_seen() -> None:
    source = Source("-", b"", "乱码")
    case = Case({**GOLD, "unchanged": True}, LINES, source, Text(source, "乱。码"), GOOD, "", "")
    checks = [check for measure in MEASURES["text"] for check in measure(case)]
    assert {"decoded", "unchanged"} <= {check.measure for check in checks if not check.right}


def test_letters_fold_what_no_repair_changes() -> None:
    assert letters("⼀、１２,“好”") == letters("一、12，好")
