"""A run-in heading is printed with the body text after it, and with nothing else."""

from papers import part

from convert.compose.flow import flow, kept
from convert.document import Block, Heading, Paragraph, Role, Run, Table

LEAD = Heading(2, "（一）压实责任。", run_in=True)
BODY = Paragraph((Run("各级要抓好落实。"),))
OWN = Heading(1, "一、总体要求")
QUOTE = Paragraph((Run("绿水青山。"),), Role.QUOTE)
TABLE = Table((("甲",),))


def leads(*blocks: Block) -> list[tuple[int, Heading | None]]:
    return [(printed.at, printed.lead) for printed in flow(blocks)]


def test_it_runs_into_body_text_only() -> None:
    assert leads(LEAD, BODY, BODY) == [(1, LEAD), (2, None)]
    assert leads(OWN, BODY) == [(0, None), (1, None)]
    for other in (LEAD, OWN, QUOTE, TABLE):
        assert leads(LEAD, other)[0] == (0, None)
    assert leads(LEAD) == [(0, None)]


def test_captions_kept() -> None:
    caption = part("表1 任务", Role.CAPTION)
    assert kept((caption, TABLE, caption, part("正文。"), TABLE, caption)) == {0}


def test_7_3_5_5_headings_over_what_a_signature_takes_along() -> None:
    signed = part("临江市人民政府", Role.ISSUERS)
    assert kept((OWN, BODY, OWN, LEAD, BODY, signed, signed)) == {2, 3}
    assert kept((OWN, OWN, BODY, signed)) == {1}
    assert kept((OWN, BODY, BODY, signed)) == set()
    assert kept((signed, BODY)) == set()
