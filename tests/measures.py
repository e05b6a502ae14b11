"""What is measured on a labelled document: each label becomes a check that is right or not."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple

from convert.document import KEYS, Block, Document, Heading, Paragraph
from convert.ledger import Source, Text

Gold = dict[str, Any]

KEPT = (
    "title_lines",
    "salutation_lines",
    "byline_lines",
    "signature_lines",
    "date_lines",
    "docno_lines",
    "attachment_lines",
    "inner_title_lines",
    "note_lines",
    "caption_lines",
    "body_lines",
)
"""Labels that list the numbers of lines to keep."""
NUMBERED = ("headings", "soft_enumerators", "numbered_clauses")
"""Labels that list objects with a "line" to keep."""
PROBE = 12
"""Letters of a kept line looked for at its beginning, middle and end: what stands between may have been mended."""
TAG = re.compile("<[^<>]*>")
DATE = re.compile(r"([0-9]{4})[^0-9]{1,2}([0-9]{1,2})[^0-9]{1,2}([0-9]{1,2})")


class Check(NamedTuple):
    """One label, whether doconv got it right, and what to tell if not."""

    measure: str
    right: bool
    what: str


@dataclass(frozen=True)
class Case:
    """One labelled file and what doconv made of it."""

    gold: Gold
    lines: list[str]
    """The file's lines as its labels count them."""
    source: Source
    text: Text
    document: Document
    front: str
    """The Markdown's front matter."""
    body: str

    @cached_property
    def everywhere(self) -> str:
        """The letters of the whole Markdown: what is kept may have gone into the front matter."""
        return letters(self.front + self.body)

    def content(self, number: int) -> str:
        """A line of the file without its jam."""
        line = self.lines[number - 1]
        for jam in self.gold.get("jam", []):
            if jam["line"] == number:
                line = line.replace(jam["text"], "")
        return line


def letters(text: str) -> str:
    """The letters and digits of *text*, compatibility forms folded: what no repair of punctuation changes."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def text_kept(case: Case) -> Iterator[Check]:
    """Each line of content is still there, its jam aside."""
    for number, line in content_lines(case):
        wanted = letters(line)
        if len(wanted) > 1:
            probes = (0, max(0, len(wanted) // 2 - PROBE // 2), max(0, len(wanted) - PROBE))
            found = all(wanted[at : at + PROBE] in case.everywhere for at in probes)
            yield Check("kept", found, f"lost line {number}: {line.strip()[:50]}")


def text_clutter(case: Case) -> Iterator[Check]:
    """Each line of clutter and each piece of jam is gone from the body, unless the content says the same."""
    content = "\0".join(letters(line) for _, line in content_lines(case))
    body = letters(case.body)
    unwanted = [(n, case.lines[n - 1]) for n in case.gold["clutter_lines"] + case.gold["meta_lines"]]
    unwanted += [(jam["line"], jam["text"]) for jam in case.gold["jam"]]
    for number, line in unwanted:
        wanted = letters(line)
        if len(wanted) > 3 and wanted not in content:
            yield Check("clutter", wanted[:24] not in body, f"left line {number}: {line.strip()[:50]}")


def content_lines(case: Case) -> Iterator[tuple[int, str]]:
    """The lines to keep, by number."""
    numbers = {n for key in KEPT for n in case.gold.get(key, [])}
    numbers |= {item["line"] for key in NUMBERED for item in case.gold[key]}
    for number in sorted(numbers):
        yield number, case.content(number)


def page_kept(case: Case) -> Iterator[Check]:
    """Each quotation from the content is still there."""
    for quotation in case.gold["must_contain"]:
        yield Check("kept", letters(quotation) in case.everywhere, f"lost {quotation}")


def page_clutter(case: Case) -> Iterator[Check]:
    """Each quotation from the clutter is gone from the body."""
    body = letters(case.body)
    for quotation in case.gold["must_not_contain"]:
        yield Check("clutter", letters(quotation) not in body, f"left {quotation}")


def once(case: Case) -> Iterator[Check]:
    """No content comes out more often than it stood in the file."""
    if "encoding" not in case.gold:
        return
    raw = "\n".join(case.content(number) for number in range(1, len(case.lines) + 1))
    body, before = letters(case.body), letters(unescape(TAG.sub("", raw)))
    for content in case.gold.get("must_contain") or [line for _, line in content_lines(case)]:
        wanted = letters(content)
        if len(wanted) >= PROBE:
            yield Check("once", body.count(wanted) <= before.count(wanted), f"doubled {content.strip()[:50]}")


def date(case: Case) -> Iterator[Check]:
    """The date of a page stands in the front matter."""
    if case.gold["type"] == "html" and case.gold.get("date"):
        wanted = tuple(int(part) for part in case.gold["date"].split("-"))
        found = [tuple(map(int, parts)) for parts in DATE.findall(case.front)]
        yield Check("date", wanted in found, f"{case.gold['date']} is not in the front matter")


def title(case: Case) -> Iterator[Check]:
    """The title is found, wherever it stood."""
    if case.gold.get("title"):
        wanted, found = case.gold["title"], case.document.title
        whole = found + case.document.metadata.subtitle  # as it is written in Markdown
        right = letters(wanted) in (letters(found), letters(whole))
        yield Check("title", right, f"{found!r} should be {wanted!r}")


def headings(case: Case) -> Iterator[Check]:
    """Headings are found, nothing else is, and each has its level; one labelled without a level may be found or not."""
    labelled = {letters(heading["text"]): heading.get("level") for heading in case.gold.get("headings", [])}
    wanted = {text: level for text, level in labelled.items() if level}
    found = {letters(block.text): block.level for block in case.document.blocks if isinstance(block, Heading)}
    for text, level in wanted.items():
        yield Check("heading recall", text in found, f"missed {text[:40]}")
        if text in found:
            yield Check("heading level", found[text] == level, f"{found[text]} should be {level}: {text[:40]}")
    for text in found:
        if text in wanted or text not in labelled:
            yield Check("heading precision", text in wanted, f"no heading: {text[:40]}")


def paragraphs(case: Case) -> Iterator[Check]:
    """Lines broken inside a paragraph are one paragraph again, and no two paragraphs are one."""
    printed = set(printed_paragraphs(case.document.blocks))
    for label in case.gold.get("paragraphs", []):
        wanted = label if isinstance(label, str) else "".join(case.content(number) for number in label)
        yield Check("paragraphs", letters(wanted) in printed, f"not one paragraph: {wanted.strip()[:50]}")


def printed_paragraphs(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The letters of each printed paragraph; a run-in heading begins the one after it."""
    lead = ""
    for block in blocks:
        if isinstance(block, Heading) and block.run_in:
            lead = letters(block.text)
        elif isinstance(block, Paragraph):
            yield lead + letters(block.text)
            lead = ""


def harvest(case: Case) -> Iterator[Check]:
    """What the clutter, the page or the letterhead says of the document is in its metadata, character for character."""
    for key, wanted in case.gold.get("harvest", {}).items():
        value = getattr(case.document.metadata, KEYS[key])
        found = value if isinstance(value, str) else "、".join(value)
        yield Check("harvest", found == wanted, f"{key} {found!r} should be {wanted!r}")


def decoded(case: Case) -> Iterator[Check]:
    """A text in any encoding is read as it was written."""
    if case.gold["type"] == "text" and "encoding" in case.gold:
        right = case.source.text == "\n".join(case.lines)
        yield Check("decoded", right, f"read as {case.source.encoding}, should be {case.gold['encoding']}")


def unchanged(case: Case) -> Iterator[Check]:
    """A clean text comes out of cleaning as it went in."""
    if case.gold.get("unchanged"):
        edits = "; ".join(f"{entry.line}: {entry.before!r} → {entry.after!r}" for entry in case.text.ledger[:5])
        yield Check("unchanged", case.text.content == case.source.text, f"changed at line {edits}")


def perfect(checks: list[Check]) -> Iterator[Check]:
    """A document that had clutter has none left and has lost nothing."""
    if any(check.measure == "clutter" for check in checks):
        missed = sum(not check.right for check in checks if check.measure in {"clutter", "kept"})
        yield Check("perfect", not missed, f"{missed} lines left or lost")


Measure = Callable[[Case], Iterator[Check]]
COMMON: tuple[Measure, ...] = (title, headings, paragraphs, harvest)
MEASURES: dict[str, tuple[Measure, ...]] = {
    "text": (text_kept, text_clutter, once, *COMMON, decoded, unchanged),
    "html": (page_kept, page_clutter, once, *COMMON, date),
}
