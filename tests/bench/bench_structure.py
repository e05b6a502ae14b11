"""Structure and Markdown beside markdown-it's own parse of the same text, and their growth on hostile texts."""

import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from convert import markdown, pipeline, recognizers
from convert.document import Document
from convert.ledger import Source, Text
from tests.bench.rounds import best_times, show

FIXTURES = Path(__file__).parents[2] / "fixtures"
BYTES = 5_000_000
NOISE = 0.03
"""Seconds under which a ratio of two times says nothing."""

HOSTILE = (
    *(
        "一、",
        "（一）",
        "1.",
        "（",
        "“",
        "《",
        "|",
        "*",
        "_",
        "`",
        "[",
        "![",
        "](",
        "<",
        "&",
        "~",
        "\\",
        "> ",
        "- ",
        "  ",
        "——",
    ),
    *(
        "附件：1.甲\n",
        "附件\n",
        "附件：甲（\n",
        "2026年3月5日\n",
        "同志们：\n",
        "甲，\n",
        "第一条\n",
        "1.甲。\n",
        "（一）甲\n",
        "| a |\n",
    ),
    *("\n> ", "\n- ", "甲\n乙\n", "**甲** ", "*甲", "[甲](", "---\n", "# ", "<!-- ", "抄送：甲\n", "图1"),
)
"""Each is repeated; what looks too far would take four times as long for twice as much."""


def main() -> None:
    """Print the tables."""
    for name in ("speech.txt", "notice.txt"):
        text = repeated(FIXTURES / name)
        source = markdown.dump(understood(text))
        print(f"-- {name} again and again, {len(text.encode()) / 1e6:.2f} MB")
        contestants: dict[str, Callable[[], object]] = {
            "recognize, dump and parse": lambda text=text: markdown.parse(markdown.dump(understood(text))),
            "markdown-it alone": lambda source=source: MarkdownIt("commonmark").parse(source),
        }
        show(best_times(contestants, rounds=3), "markdown-it alone", len(text.encode()) / 1e6)
    print("-- time for twice the text, the worst of the hostile ones (2 is linear)")
    rows = [row for row in map(growth, HOSTILE) if row[2] > NOISE]
    for fragment, ratio, took in sorted(rows, key=lambda row: -row[1])[:5]:
        print(f"{fragment!r:40} {ratio:5.2f} × {took * 1000:10.1f} ms for 40,000 characters")


def repeated(path: Path) -> str:
    """The cleaned text of a file, repeated up to BYTES."""
    content = pipeline.clean(pipeline.read(path)).content.rstrip("\n") + "\n"
    return content * -(-BYTES // len(content.encode()))


def understood(content: str) -> Document:
    """The document that a cleaned text is."""
    return recognizers.recognize(Text(Source("-", b"", content), content))[0]


def growth(fragment: str) -> tuple[str, float, float]:
    """How much longer twice as much takes, and how long that is in seconds."""
    once, twice = (best_of(fragment * (size // len(fragment))) for size in (20_000, 40_000))
    return fragment, twice / once, twice


def best_of(text: str) -> float:
    """The shortest of three times of understanding, writing and reading *text*, in seconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        markdown.parse(markdown.dump(understood(text)))
        markdown.parse(text)
        times.append(time.perf_counter() - start)
    return min(times)
