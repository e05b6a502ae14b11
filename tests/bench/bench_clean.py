"""Normalisation beside autocorrect (a Rust library), and how its time grows on texts made to slow it down."""

import importlib
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from convert import cleaners
from convert.cleaners import characters, numbering
from convert.hanzi import NUMERALS, is_han
from convert.ledger import Source, Text
from tests.bench.rounds import best_times, show

SPEECH = Path(__file__).parents[2] / "fixtures/speech.txt"
BYTES = 5_000_000
NOISE = 0.03
"""Seconds under which a ratio of two times says nothing."""
NORMALISERS = (characters.clean, *cleaners.MARKS, numbering.mend_commas, numbering.drop_stops)

SHORT = """
    , . 。 … ( ) () （) [2025] +()
    " ' “ ” ”“ - -- ` ``` ]( <a <!-- [a a@ a. http:// １ 5%, XX, 一、 (一) 甲, 甲. "甲" “甲”,
"""
SPACED = [" ", "\u3000", "\n", "甲 ", "a, ", "| a ", "甲\u00a0", "\u200b甲", "：甲 ", "王 强 ", "厅 ", "2025 年 "]
LINES = ["（一）甲乙。\n", "一、甲。\n丙丁戊己庚辛，壬癸。\n", "甲(a)b,“c”.\n\n"]
HOSTILE = [*SHORT.split(), *SPACED, *LINES]
"""Each is repeated; a pattern that looks too far would take four times as long for twice as much."""


def main() -> None:
    """Print the tables."""
    speech = SPEECH.read_text(encoding="utf-8") + "\n"
    repeats = -(-BYTES // len(speech.encode()))
    texts = {
        "the speech again and again": speech * repeats,
        "no line twice": "".join(shuffled(speech, repeats)),
        "straight quotes": (speech * repeats).replace("“", '"').replace("”", '"'),
        "clean already": normalise(speech).content * repeats,
    }
    for name, text in texts.items():
        megabytes = len(text.encode()) / 1e6
        print(f"-- {name}, {megabytes:.2f} MB")
        contestants: dict[str, Callable[[], object]] = {"doconv": partial(normalise, text)}
        if peer := autocorrect():
            contestants["autocorrect"] = partial(peer, text)
        show(best_times(contestants), "doconv", megabytes)
    print("-- time for twice the text, the worst of the hostile ones (2 is linear)")
    rows = [row for row in map(growth, HOSTILE) if row[2] > NOISE]
    for fragment, ratio, took in sorted(rows, key=lambda row: -row[1])[:5]:
        print(f"{fragment!r:40} {ratio:5.2f} × {took * 1000:10.1f} ms for 400,000 characters")


def normalise(raw: str) -> Text:
    """The text after the cleaners that mend marks."""
    text = Text.of(Source("-", b"", raw))
    for clean in NORMALISERS:
        text = clean(text)
    return text


def shuffled(speech: str, count: int) -> list[str]:
    """The speech *count* times, its hanzi drawn anew each time and its marks where they were."""
    draw, hanzi = random.Random(1), sorted({c for c in speech if is_han(c) and c not in NUMERALS})
    return ["".join(draw.choice(hanzi) if c in hanzi else c for c in speech) for _ in range(count)]


def autocorrect() -> Callable[[str], object] | None:
    """The peer's function, set to insert no spaces; None where it is not installed."""
    try:
        peer = importlib.import_module("autocorrect_py")
    except ImportError:
        print("autocorrect_py is not installed: pip install 'doconv[bench]'")
        return None
    peer.load_config('{"rules": {"space-word": 0, "space-punctuation": 0, "space-bracket": 0, "space-backticks": 0}}')
    correct: Callable[[str], object] = peer.format
    return correct


def growth(fragment: str) -> tuple[str, float, float]:
    """How much longer 400,000 characters of a fragment take than half of them, and how long."""
    half, whole = ((fragment * (size // len(fragment) + 1))[:size] for size in (200_000, 400_000))
    times = best_times({"half": partial(normalise, half), "whole": partial(normalise, whole)}, rounds=2)
    return fragment, times["whole"] / times["half"], times["whole"]
