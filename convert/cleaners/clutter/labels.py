"""Lines of labels and values, as 来源：河湾日报, and what they say of the document."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.cleaners.clutter import words
from convert.cleaners.clutter.finding import Finding
from convert.cleaners.clutter.furniture import LINK, STAMP, cover
from convert.cleaners.clutter.headline import TITLE, is_site
from convert.cleaners.clutter.words import Label
from convert.hanzi import HAN, iso_date
from convert.patterns import pattern

_MACHINE = pattern("[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_WRAP = " \t\u3000【】［］[]()（）<>《》*•·◆■|｜+-—_>»›:：."
_HOST = pattern("(?:https?://)?(?<![a-z0-9.-])[a-z0-9-]{1,40}(?:[.][a-z0-9-]{2,40}){1,4}[!-~]{0,80}")
_STOPS = pattern("[。；！？]")
_LABEL = pattern(f"[【\\[［]?([{HAN}]{{3,8}})(?:[】\\]］][:：]?|[ \u3000]?[:：])")
_LONGEST_VALUE = 70
_STAMPED = 12
"""Letters that may stand beside a day before the first label: the name of a newspaper."""
_ENDS = pattern("[:：]|[】\\]］][:：]?")
_STARTS = pattern(f"(?<![{HAN}A-Za-z_])[^ \u3000]")
_BRACKETED = pattern("(?<=[【\\[［])[^ \u3000]")
_SPACES = pattern("[ \u3000]+")
_SPREAD = pattern("[ \u3000]{7}")
"""More than may stand between two letters of a label."""
_LONGEST_SPREAD, _LONGEST_LABEL = 5, 40
"""Letters of a label that may be spread out; characters of one, its spaces among them."""


class _Known(NamedTuple):
    """A label that is listed: where it and its colon stand."""

    start: int
    end: int
    label: Label


def labelled(line: str) -> list[Finding]:
    """A line of labels with their values, and nothing else but what menus and buttons account for."""
    known = list(_known(words.load().fold(line)))
    if not known:
        return _made_up(line)
    before = line[: known[0].start].strip(_WRAP)
    stamped = bool(STAMP.search(before))
    if before and cover(before).missing > (_STAMPED if stamped else 0) and not _is_sited(before):
        return []
    pairs = _pairs(line, known)
    if any(not _is_value(label, value) for label, value in pairs):
        return []
    fields = [(label.field, value_of(label.field, value)) for label, value in pairs if label.field]
    if stamped:
        fields.append(("dated", iso_date(before)))
    where = _where({label.strength for label, _ in pairs}, len(pairs) > 1 or stamped, _is_dated(pairs))
    if where == "record" and pairs[0][0].field == "title" and TITLE.fullmatch(pairs[0][1]):
        where = "head"
    return [Finding(pairs[0][0].kind, where, tuple((f, v) for f, v in fields if v))]


def marked_cells(line: str) -> Iterator[str]:
    """Each listed label in a line and the value after it, if the line begins with one; nothing for an empty value."""
    known = list(_known(words.load().fold(line)))
    if not known or line[: known[0].start].strip(_WRAP):
        return
    for one, end in zip(known, [*(one.start for one in known[1:]), len(line)], strict=True):
        yield line[one.start : one.end]
        if value := line[one.end : end].strip(" \t\u3000[【［"):
            yield value


def _is_sited(before: str) -> bool:
    """Whether what stands before the labels is the name of a site, perhaps with its address and a day."""
    return is_site(words.load().fold(_HOST.sub(" ", STAMP.sub(" ", before)).strip()))


def _made_up(line: str) -> list[Finding]:
    """A label that nobody has listed, built of what the words of a page are built of."""
    match = _LABEL.match(words.load().fold(line))
    if not match or len(line) > _LONGEST_VALUE or _STOPS.search(line):
        return []
    return [Finding("toolbar", "edge")] if words.built(match[1].casefold(), words.load().label_morphemes) else []


def label_of(cell: str) -> Label | None:
    """The label that *cell* is, with or without its colon, a mark before it or brackets round it."""
    return _label(words.load().fold(cell).strip(_WRAP), words.load().labels) if len(cell) <= _LONGEST_LABEL else None


def _known(line: str) -> Iterator[_Known]:
    """Every label that is listed, with its colon or in brackets."""
    labels, done = words.load().labels, 0
    for end in _ENDS.finditer(line):
        for start in _starts(line, done, end):
            label = _label(line[start : end.start()], labels)
            if label:
                yield _Known(start, end.end(), label)
                break
        done = end.end()


def _starts(line: str, after: int, end: re.Match[str]) -> Iterator[int]:
    """Where a label that ends there may begin."""
    first = max(after, end.start() - _LONGEST_LABEL)
    if end[0][0] in ":：":
        begins = _STARTS
    elif line[end.start() - 1 : end.start()] in (" ", "\u3000"):
        return iter(())
    else:
        begins = _BRACKETED
    return (match.start() for match in begins.finditer(line, first, end.start()))


def _label(text: str, labels: dict[str, Label]) -> Label | None:
    """The label that *text* is, its letters perhaps spread out to the width of others: 索 引 号."""
    if text in labels:
        return labels[text]
    if _SPREAD.search(text):
        return None
    closed = _SPACES.sub("", text)
    return labels.get(closed) if len(closed) <= _LONGEST_SPREAD or text.startswith(closed) else None


def _pairs(line: str, known: Sequence[_Known]) -> list[tuple[Label, str]]:
    """Each label with what stands between it and the next."""
    bounds = [*(one.start for one in known[1:]), len(line)]
    return [(one.label, line[one.end : end].strip()) for one, end in zip(known, bounds, strict=True)]


def _is_value(label: Label, value: str) -> bool:
    """Whether *value* is short and no sentence; a title and an address may be anything."""
    return label.field in ("link", "title") or (len(value) <= _LONGEST_VALUE and not _STOPS.search(value))


def _is_dated(pairs: list[tuple[Label, str]]) -> bool:
    return any(_MACHINE.match(value) for _, value in pairs)


def _where(strengths: set[str], several: bool, dated: bool) -> str:
    """Where a line of labels counts, by the labels it has."""
    if "any" in strengths:
        return "any"
    if "edge" in strengths:
        return "edge"
    if "dated" in strengths:  # with a place it is of a meeting
        return "" if "contact" in strengths else "edge" if several else "dated" if dated else ""
    if "record" in strengths:
        return "head" if several else "record"
    return "contact"


def value_of(field: str, value: str) -> str:
    """The value of a label without what the page put after it."""
    if field == "link":
        match = LINK.search(value)
        return match[0] if match else ""
    if field in ("dated", "issued_on"):
        return iso_date(value)
    if field in ("title", "index_number", "document_number"):
        return value.strip(" |｜")
    kept = []
    for word in re.split("[ \u3000\t]+|(?=[【\\[(（])", value):
        if not word:
            continue
        if STAMP.match(word) or not cover(word).missing or word[0] in "【[(（":
            break
        kept.append(word)
    return " ".join(kept).rstrip("]】")
