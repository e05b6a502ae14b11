"""A whole speech in one line: where its paragraphs begin, by the numbers of its headings and the gaps left in it.

In any text, a title and a salutation that were left in the line of the first paragraph get lines of their own.
"""

from collections.abc import Iterator, Sequence

from convert.hanzi import HAN, NUMERALS, parse_numeral
from convert.ledger import Edit, Format, Text
from convert.patterns import pattern

SHORTEST = 200
"""Characters of a line that may be a whole text."""
_MOST_LINES = 3
"""A text of more lines that are not blank has been split already."""
_MOST_BESIDE = 12
"""Lines of its page that a text in one line may have beside it, a third of all at most."""
_FIRST_LINES = 24
"""Lines among which a title and a salutation stand."""
_SHORTEST_TITLE, _LONGEST_TITLE, _SHORTEST_REST, _SHORTEST_GLUED = 6, 80, 10, 20
_HEAD = 200
"""Characters in which the title, the day and the salutation stand."""

_NUMBER = pattern(
    f"(?<=[。！？”；）)!? \u3000])(?:([{NUMERALS}]{{1,3}})、|[(（]([{NUMERALS}]{{1,3}})[)）])(?=[{HAN}“])"
)
_GAP = pattern(f"(?<=[。！？：；”!?:])[ \u3000]{{1,8}}(?=[{HAN}“（(0-9])")
_GAPS = 3
_HEADING = pattern(
    f"(?:[{NUMERALS}]{{1,3}}、|[(（][{NUMERALS}]{{1,3}}[)）])[^ \u3000。；\n]{{2,50}}([ \u3000]+)(?=[{HAN}“])"
)
_SALUTATION = pattern(
    f"(?:尊敬的[{HAN}]{{1,14}}[，、,][ ]?){{0,4}}(?:尊敬的|敬爱的|亲爱的)?"
    "(?:各位|同志们|同胞们|女士们|先生们|朋友们|代表们|老师们|同学们)"
    f"(?:[{HAN}]{{0,16}}[，、,][ ]?){{0,6}}[{HAN}]{{0,16}}[：:！!]"
)
_CALLED = pattern(
    "(?:们|好|同志|先生|女士|领导|来宾|嘉宾|代表|委员|专家|学者|老师|教授|院士|同学|校友|战友|朋友|家长|同仁|同行|乡亲|父老"
    "|干部|党员|职工|员工|群众|记者|媒体|评委|书记|主任|主席|长|总|家|者|人员)[：:！!]$"
)
"""How a salutation ends; 同志们要做到：goes on."""
_DATELINE = pattern("[（(][12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日[^（）()]{0,20}[)）]")
_DATED = pattern("[ \u3000]*[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日[ \u3000]*")
_AGENCY = pattern(f"^新华社[{HAN}]{{2,10}}[0-9]{{1,2}}月[0-9]{{1,2}}日电")
_CREDIT = pattern("(?<=[。！？])[（(]新华社[^（）()]{4,24}电[)）]")
_NUMBERED = pattern(
    f"(?![{HAN}]{{0,8}}(?:关于|關於|根据|根據|按照|依据|依據|遵照|[转轉印][发發]|[贯貫][彻徹]|学习|學習|落[实實]|[执執]行))"
    f"[{HAN}]{{2,10}}[〔\\[（(【](?:19|20)[0-9]{{2}}[〕\\]）)】]第?[0-9]{{1,4}}[号號]"
    f"([ \u3000]{{0,4}})(?=(?:[{HAN}]{{2,30}})?(?:关于|關于|關於)[^。；]{{4,80}}"
    "(?:通知|意见|意見|决定|決定|通报|報告|报告|请示|批复|函|方案|办法|公告|通告)$)"
)
"""A 发文字号 in the line of the title below it."""
_TWICE = pattern("([^。！？：；|]{8,60}?)[ \u3000]{1,4}(?=\\1)")
_THRICE = pattern("([^。！？：；|]{8,60}?)[ \u3000]{0,4}\\1[ \u3000]{0,4}\\1")
_TITLE_END = pattern("(?:讲话|讲话稿|致辞|致词|演讲|发言|报告|主持词|贺信)")
_TITLED = pattern("(?:讲话|致辞|致词|演讲|发言|主持词|贺信)稿?(?:[（(【][^（）()【】]{1,12}[)）】])?$")
_OFFERED = pattern(
    "(?:供[^。！!？]{0,6}(?:参考|借鉴)|欢迎[^。！!？]{0,12}(?:阅读|参考|借鉴|浏览))[^。！!？]{0,6}[。！!]$"
)
"""How a site ends what it says before a text."""


def clean(text: Text) -> Text:
    """Split a text that stands in one line, before its clutter and its lines are looked at."""
    if text.source.format is Format.MARKDOWN:
        return text
    return text.edited(list(_breaks(text.content)))


def _breaks(content: str) -> Iterator[Edit]:
    """Newlines where the paragraphs of a one-line text begin, and round a salutation."""
    lines = content.rstrip("\n").split("\n")
    whole = _is_whole([line for line in lines if line.strip(" \u3000")])
    heads = lines[:_FIRST_LINES]
    numbered = [match for line in heads if ("号" in line or "號" in line) and (match := _NUMBERED.match(line))]
    at = 0
    for line in lines if whole else heads:
        places = list(_glued(line))
        if len(numbered) == 1 and numbered[0].string is line:
            places.append(numbered[0].span(1))
        if whole and len(line) >= SHORTEST:
            places += [*_repeated_title(line), *_opening(line), *_gaps(line), *_numbers(line)]
        done = 0
        for start, end in sorted(dict(sorted(places, reverse=True)).items()):
            if start >= done:
                yield Edit(at + start, at + end, "\n", "line.split")
                done = end
        at += len(line) + 1


def _is_whole(lines: Sequence[str]) -> bool:
    """Whether one of the lines is the whole text, perhaps with a few of its page beside it but not its own date."""
    lengths = [*map(len, lines)]
    longest = max(lengths, default=0)
    if longest < SHORTEST or len(lines) <= _MOST_LINES:
        return longest >= SHORTEST
    return len(lines) <= _MOST_BESIDE and longest * 3 >= sum(lengths) * 2 and not _DATED.fullmatch(lines[-1])


def _glued(line: str) -> Iterator[tuple[int, int]]:
    """Before and after a salutation behind a title, or behind what a site says before a text, in the same line."""
    if len(line) < _SHORTEST_GLUED:
        return
    salutation = _SALUTATION.search(line, 0, _HEAD)
    if not salutation or not salutation.start() or len(line) - salutation.end() < _SHORTEST_REST:
        return
    if not _CALLED.search(salutation[0]):
        return
    if _OFFERED.search(line, max(0, len(line) - _HEAD)):
        return  # the beginning of the text as the site advertises it
    before = line[: salutation.start()].rstrip(" \u3000")
    bare = before.lstrip(" \u3000")
    titled = _SHORTEST_TITLE <= len(bare) <= _LONGEST_TITLE and "。" not in bare and _TITLED.search(bare)
    if titled or _OFFERED.search(before):
        yield len(before), salutation.start()
        yield salutation.end(), len(line) - len(line[salutation.end() :].lstrip(" \u3000"))


def _repeated_title(line: str) -> Iterator[tuple[int, int]]:
    """A title that stands twice, one after the other: after each of the two, and after its last word."""
    twice = _TWICE.match(line)
    if twice and not _THRICE.match(line):
        yield twice.end(1), twice.end()
        again = twice.end() + len(twice[1])
        yield again, again
        ends = list(_TITLE_END.finditer(twice[1]))
        if ends and ends[-1].end() < len(twice[1]):
            yield ends[-1].end(), ends[-1].end()
            yield twice.end() + ends[-1].end(), twice.end() + ends[-1].end()


def _opening(line: str) -> Iterator[tuple[int, int]]:
    """Round the day in brackets under a title, before and after a salutation, and before the agency's name."""
    head = line[:_HEAD]
    if agency := _AGENCY.match(head):
        yield agency.end(), agency.end()
    day = _DATELINE.search(head)
    if day and day.start():
        yield day.start(), day.start()
        yield day.end(), day.end()
    salutation = _SALUTATION.search(head)
    if salutation and (day or salutation.start() == 0 or head[salutation.start() - 1] in " \u3000"):
        before = head[: salutation.start()]
        if before.strip():
            yield len(before.rstrip(" \u3000")), salutation.start()
        yield (
            salutation.end(),
            salutation.end() + len(line[salutation.end() :]) - len(line[salutation.end() :].lstrip(" \u3000")),
        )
    if credit := _CREDIT.search(line, max(0, len(line) - _HEAD)):
        yield credit.start(), credit.start()


def _gaps(line: str) -> Iterator[tuple[int, int]]:
    """Spaces after a sentence, where there are several; then those after a heading part too."""
    gaps = [match.span() for match in _GAP.finditer(line)]
    if len(gaps) < _GAPS:
        return
    yield from gaps
    for match in _HEADING.finditer(line):
        if match.start() == 0 or line[match.start() - 1] in " \u3000":
            yield match.span(1)


def _numbers(line: str) -> Iterator[tuple[int, int]]:
    """Before the numbers of headings, where they count up from one."""
    for group in (1, 2):
        expected = 1
        places = []
        for match in _NUMBER.finditer(line):
            if match[group] and parse_numeral(match[group]) == expected:
                start = (
                    len(line[: match.start()].rstrip(" \u3000"))
                    if line[match.start() - 1] in " \u3000"
                    else match.start()
                )
                places.append((start, match.start()))
                expected += 1
            elif match[group] and group == 2 and match[group] == "一":
                places.append((match.start(), match.start()))
                expected = 2
        if len(places) > 1:
            yield from places
