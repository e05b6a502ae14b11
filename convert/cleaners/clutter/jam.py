"""Jam inside lines: what forums and libraries push into sentences so that copies can be told.

Five kinds: rows of single letters and signs (G- k; W% a%), the name of a site after each paragraph, its name in
pinyin between words, the number of a page in the middle of a sentence, and the bar of a table of one cell.
"""

import re
from collections import Counter
from collections.abc import Iterator

from convert.cleaners.clutter import words
from convert.cleaners.marked import lines_with
from convert.hanzi import HAN
from convert.ledger import Edit
from convert.patterns import pattern

_ROW = pattern("[!-~]{1,4}(?: [!-~]{1,4}){3,}")
_IN_ROW = pattern(" (?<=[!-~] )(?:[!-~]{1,4} ){2}[!-~]")
"""The first space of a row: looked for by it, a page of Latin text is read ten times as fast."""
_WORD = pattern("[A-Za-z]{2}|[0-9]{2}")
_MIXED = pattern("[A-Za-z][0-9]|[0-9][A-Za-z]")
_PLAIN = set("+-*/=<>().,")
"""Signs that formulas have too."""
_LETTERS, _DASHED = pattern("[a-z]{6}"), pattern("-[ ]?[0-9]")
"""What pinyin and numbers of pages leave of a text without its hanzi; few texts have either."""
_ENOUGH = 3
_SHORTEST_NAMED = 22
"""Characters of a line with a name behind a sentence."""
_SITES = 3
"""Names of sites that one text may have; each costs a search."""

_LATIN = pattern(f"[a-z]{{6,24}}(?=[{HAN}“])")
_BEFORE_LATIN = pattern(f"[{HAN}，。、；：！？,;:!?“”]")
_HOST = pattern("(?:https?://|www\\.)([a-z0-9.-]{4,60})")
_BRACKETED = pattern("[(（](?:https?://)?www\\.([a-z0-9-]{3,30})\\.[a-z0-9./-]{2,40}[)）]")

_SUFFIX = pattern(f"(?<=[。！？”；）])([A-Za-z0-9{HAN}.]{{3,20}})$")
_SITE = pattern("(?:网|网站|论坛|文库|在线|社区|网校|\\.com|\\.cn|\\.net|\\.org)$|^[A-Za-z]{3}")

_GLUED = pattern(f"(?<=[{HAN}”》）)])(?:[ \u3000]{{0,4}}[\\[【][{HAN}]{{2,6}}[\\]】]){{1,6}}$")
_LONGEST_ROW = 80
_IN_BRACKETS = pattern(f"[{HAN}]{{2,6}}")
_SIGNED = pattern(f"[\\[【]([{HAN}A-Za-z0-9]{{2,12}}(?:网|网站|论坛|文库|在线))[\\]】]")

_HIDDEN = pattern(
    "(?<=[^\n。！？.…“「《-])[.…]{0,8}此处隐藏[ ]?[0-9]{1,6}[ ]?字(?:[，,][^\n。，,.…]{2,10})?[.…]{0,8}(?=[^\n.…-])"
)
"""Where a library of texts leaves out a part of a sentence."""
_PAGE = pattern(f"([-－—–])[ ]?[0-9]{{1,3}}[ ]?\\1(?=[{HAN}])")
_BEFORE_PAGE = pattern(f"[{HAN}，、,]")


def edits(content: str) -> Iterator[Edit]:
    """Every piece of jam in *content*, in order."""
    ascii_only = content.encode("ascii", "ignore").decode("ascii")
    found: list[Edit] = []
    if _IN_ROW.search(ascii_only):
        found += _rows(content)
    found += _site_names(content)
    if any(bracket in content for bracket in "]】"):
        found += [*_signed(content), *_glued(content)]
    if _LETTERS.search(ascii_only):
        found += _pinyin(content)
    if "|" in content:
        found += _bars(content)
    if "此处隐藏" in content:
        found += (Edit(*match.span(), "……", "clutter.paywall") for match in _HIDDEN.finditer(content))
    if _DASHED.search(ascii_only) or any(dash in content for dash in "－—–"):
        found += _pages(content)
    at = 0
    for edit in sorted(found):
        if edit.start >= at:
            yield edit
            at = edit.end


def _rows(content: str) -> Iterator[Edit]:
    rows = [match for match in _every_row(content) if not _WORD.search(match[0])]
    sure = [_is_row(match[0]) for match in rows]
    many = sum(sure) >= _ENOUGH
    for match, certain in zip(rows, sure, strict=True):
        if certain or (many and len(_MIXED.findall(match[0])) >= 2) or (many and _is_odd(match[0])):
            start, end = _trimmed(content, *match.span())
            yield Edit(start, end, "", "clutter.jam")


def _every_row(content: str) -> Iterator[re.Match[str]]:
    end = 0
    for space in _IN_ROW.finditer(content):
        at = start = space.start()
        while start > max(end, at - 4) and "!" <= content[start - 1] <= "~":
            start -= 1
        if start < at and (match := _ROW.match(content, start)):
            yield match
            end = match.end()


def _is_row(row: str) -> bool:
    """Whether the signs of a row are too many and too odd for a formula."""
    signs = {c for c in row if not c.isalnum() and c != " "}
    return len(signs) >= 3 and len(signs - _PLAIN) >= 2


def _is_odd(row: str) -> bool:
    """Whether a row has a sign that a list of letters has not."""
    return any(not c.isalnum() and c not in " ,." for c in row)


def _trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    """The row with the spaces round it, without the mark that still belongs to the sentence before."""
    if (
        start
        and content[start] in ",.;:!?)"
        and content[start - 1] not in " \u3000\n。！？；：，”"
        and content[start + 1] != " "
    ):
        start += 1
    while end < len(content) and content[end] == " ":
        end += 1
    while start and content[start - 1] == " ":
        start -= 1
    return start, end


def _site_names(content: str) -> Iterator[Edit]:
    """A site's name at the end of three paragraphs or more, of which two had ended their sentence before it."""
    counts = Counter(_suffixes(content))
    for name in (name for name, count in counts.most_common(_SITES) if count >= 2 and _SITE.search(name)):
        places = list(_line_ends(content, name))
        if len(places) >= _ENOUGH:
            yield from (Edit(place, place + len(name), "", "clutter.site-name") for place in places)


def _suffixes(content: str) -> Iterator[str]:
    """What stands at the ends of lines behind a sentence."""
    at = -1
    while at < len(content):
        end = content.find("\n", at + 1)
        end = len(content) if end < 0 else end
        if end - at > _SHORTEST_NAMED and content[end - 1] not in "。！？；：”…":
            match = _SUFFIX.search(content, max(at + 1, end - _SHORTEST_NAMED), end)
            if match:
                yield match[1]
        at = end


def _line_ends(content: str, name: str) -> Iterator[int]:
    """Where a line ends in *name* without being it."""
    at = content.find(name)
    while at >= 0:
        if at and content[at - 1] != "\n" and content[at + len(name) : at + len(name) + 1] in ("", "\n"):
            yield at
        at = content.find(name, at + len(name))


def _signed(content: str) -> Iterator[Edit]:
    """A site's name in brackets, again and again."""
    if sum(map(content.count, "[【")) < _ENOUGH:
        return
    bracketed = lines_with("[【", content)
    signed = [(at + match.start(), match[0]) for at, line in bracketed for match in _SIGNED.finditer(line)]
    counts = Counter(name for _, name in signed)
    for start, name in signed:
        if counts[name] >= _ENOUGH:
            yield Edit(start, start + len(name), "", "clutter.site-name")


def _glued(content: str) -> Iterator[Edit]:
    """Buttons in brackets at the end of a line that says something else: a title and [复制链接]."""
    kinds = words.load().kinds
    for at, line in lines_with("]】", content):
        match = _GLUED.search(line[-_LONGEST_ROW:]) if line.endswith(("]", "】")) else None
        if match and all(kinds.get(word, "channel") != "channel" for word in _IN_BRACKETS.findall(match[0])):
            end = at + len(line)
            yield Edit(end - len(match[0]), end, "", "clutter.toolbar")


def _pinyin(content: str) -> Iterator[Edit]:
    """A site's name in pinyin between words, known by the address that the site gives of itself."""
    addressed = lines_with(("www.", "://"), content)
    hosts = {part for _, line in addressed for match in _HOST.finditer(line) for part in match[1].split(".")}
    if not any(map(_LETTERS.match, hosts)):
        return
    pinyin = [match for match in _LATIN.finditer(content) if _BEFORE_LATIN.match(content, max(0, match.start() - 1))]
    counts = Counter(match[0] for match in pinyin)
    jam = {word for word, count in counts.items() if count > 1 and word in hosts}
    addresses = [match for match in _BRACKETED.finditer(content) if match[1] in jam] if jam else []
    for match in [match for match in pinyin if match[0] in jam] + addresses:
        yield Edit(match.start(), match.end(), "", "clutter.jam")


def _pages(content: str) -> Iterator[Edit]:
    for match in _PAGE.finditer(content):
        if match.start() and _BEFORE_PAGE.match(content, match.start() - 1):
            yield Edit(match.start(), match.end(), "", "clutter.page-number")


def _bars(content: str) -> Iterator[Edit]:
    """The bar before or after a paragraph that has no other: a page that was one cell of a table."""
    for at, line in lines_with("|", content):
        if line.count("|") > 1 or len(line) < _SHORTEST_NAMED:
            continue
        if line.endswith((" |", "\u3000|")):
            yield Edit(at + len(line[:-1].rstrip(" \u3000")), at + len(line), "", "clutter.jam")
        elif line.startswith("| "):
            yield Edit(at, at + len(line) - len(line[1:].lstrip(" \u3000")), "", "clutter.jam")
