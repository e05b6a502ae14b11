"""The title: found in the first lines of a text, on one line or more, or else taken from what was harvested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from convert import decimals
from convert.document import Lines
from convert.hanzi import HAN, letters
from convert.ledger import Line
from convert.patterns import pattern
from convert.recognizers import shapes
from convert.recognizers.letterhead import editor, is_issue, is_letterhead
from convert.recognizers.numerals import numeral

_LABEL = pattern(
    "(?:发件人|收件人|寄件人|发送时间|主题|抄送|附件|时间|日期|地点|来源|作者|编辑|责任编辑|记者|浏览|点击|阅读|发布|字号|文号|索引号|名称|标题"
    "|关键词|摘要|单位|部门|主讲人|讲话人|发言人|上传者?|下载|格式|大小|页数|分类|栏目|(?:发布|发文|成文|公开|更新|归档)[时日机单字范]"
    "[间期构位号围]|当前位置|您?现?在?的?位置)[ \u3000]?[：:]"
)
"""What a line begins with that tells something of the text."""
_AGENCY = pattern(f"[{HAN}]{{1,8}}[社网报][{HAN}]{{0,8}}[0-9]{{1,2}}月[0-9]{{1,2}}日[电讯](?=[{HAN}“《])")
"""What a news agency puts before a text."""
_REPORTER = pattern(
    f"(?:新华社|新華社|中新社|[{HAN}]{{0,8}}[报網网])?(?:记者|記者|通讯员|通訊員)(?:[ \u3000].{{0,24}})?"
)
"""Who wrote a report, in a line of its own."""
_SUBTITLED = pattern("([^—\n]{4,60})((?<![0-9年])——[^—\n]{4,80}|——(?![0-9])[^—\n]{4,80})")
"""A title and its subtitle; 2024——2026年 is a span of years."""

_STAGE = pattern(f"[（(](?:试行|暂行|草案|修订|修正|代拟|[{HAN}]{{2,5}}稿)[)）]")
CALL_DEPTH = 25
"""Lines among which a salutation is looked for, for the sake of the title above it."""
DEEPEST = 12
"""Lines among which a title is looked for."""
LONGEST = 90
MOST_LINES = 3
_MOST_REPEATED = 6
"""Lines in which a title may stand once more, as the document has it printed."""
SHORTEST_ORGAN = 4
"""Letters of a line above 关于… that may be an organ's name; A类 and 急件 are none."""


@dataclass(slots=True)
class Title:
    """What was found: the title and subtitle, and which lines they and their repetitions took."""

    text: str = ""
    subtitle: str = ""
    source: str = ""
    """The news agency's line before it (新华社北京11月12日电)."""
    lines: Lines | None = None
    used: set[int] = field(default_factory=set)


def find(lines: Sequence[Line], harvested: str, given: str = "", given_lines: Lines | None = None) -> Title:
    """The title of a text; *harvested* is what clutter and page call it, *given* what stands above all lines."""
    texts = [line.text for line in lines[:CALL_DEPTH]]
    head = texts[: head_length(lines)]
    if given:
        title = Title(given, lines=given_lines)
        _finish(title, head, 0)
        return title
    found = (
        _matching(head, harvested)
        or _above_call(texts[: len(head) + 1])
        or _below_series(head)
        or next(_complete(head), None)
        or _above_call(texts)
        or (None if harvested or len(lines) < 2 else next(_possible(head), None))
    )
    if found is None:
        title = Title(shapes.closed_up(harvested))
        _finish(title, [], 0)
        return title
    first, last = _with_organ(texts, *found)
    title = Title(_joined(texts[first:last]), used=set(range(first, last)))
    title.lines = Lines(lines[first].lines.first, lines[last - 1].lines.last)
    _finish(title, texts[: max(last + 1, len(head))], last)
    return title


def _finish(title: Title, texts: Sequence[str], after: int) -> None:
    """Take what a news agency put before a title, and the subtitle after it; drop its repetitions."""
    if agency := _AGENCY.match(title.text):
        title.source, title.text = agency[0], title.text[agency.end() :].lstrip()
    _drop_repetitions(title, texts)
    _take_subtitle(title, texts, after)
    _drop_repetitions(title, texts)
    title.text, title.subtitle = split_subtitle(title.text)


def split_subtitle(title: str) -> tuple[str, str]:
    """A title in one line, and its subtitle if it has one: 乘势而上——在全市大会上的讲话."""
    match = _SUBTITLED.match(title)
    return (match[1], match[2]) if match and shapes.kind_of(match[1]) != "讲话" else (title, "")


def head_length(lines: Sequence[Line]) -> int:
    """How many lines stand before the text proper: up to a salutation, a heading or a paragraph."""
    for index, line in enumerate(lines[:DEEPEST]):
        text = line.text
        if (
            shapes.is_salutation(text)
            or shapes.is_address(text)
            or numeral(text)
            or text.startswith("|")
            or decimals.is_inner(text)
        ):
            return index
        if len(text) > LONGEST or (text.endswith(("。", "；", "，", "。”")) and not is_letterhead(text)):
            return index
    return min(len(lines), DEEPEST)


def _matching(texts: Sequence[str], harvested: str) -> tuple[int, int] | None:
    """The lines that together say what was harvested."""
    wanted = letters(harvested)
    if not wanted or is_letterhead(harvested):
        return None
    for first in range(len(texts)):
        for last in range(first + 1, min(first + MOST_LINES, len(texts)) + 1):
            if letters("".join(texts[first:last])) == wanted:
                return first, last
    return None


def _possible(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines that have the shape of a title, from first to last."""
    return ((index, _end_of(texts, index)) for index, text in enumerate(texts) if may_be_title(text))


def _complete(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Those that end in a word in which titles end, are said twice, or have a subtitle after them."""
    for first, last in _possible(texts):
        followed = last < len(texts) and texts[last].startswith("——")
        if followed or shapes.ends_as_title(shapes.closed_up(texts[last - 1])) or texts[first] in texts[last:]:
            yield first, last


def _below_series(texts: Sequence[str]) -> tuple[int, int] | None:
    """A title under the name of the series that it belongs to, and the number of its issue (10.3)."""
    for index, text in enumerate(texts[:MOST_LINES]):
        if text.endswith(shapes.SERIES) and "关于" not in text and is_issue(texts[index + 1 : index + 2]):
            rest = texts[index + 2 :]
            found = next(_complete(rest), None) or next(_possible(rest), None)
            return (found[0] + index + 2, found[1] + index + 2) if found else None
    return None


def _above_call(texts: Sequence[str]) -> tuple[int, int] | None:
    """A title that stands above a salutation or the 主送机关, whatever a page has put above it."""
    for index, text in enumerate(texts):
        if not (shapes.is_salutation(text) or shapes.is_address(text)):
            continue
        above = index - 1
        while above >= 0 and (shapes.is_dateline(texts[above]) or is_letterhead(texts[above])):
            above -= 1
        head = texts[max(0, above - MOST_LINES + 1) : above + 1]
        offset = above + 1 - len(head)
        ends = ((first + offset, last + offset) for first, last in _complete(head) if last == len(head))
        return next(ends, None)
    return None


def _with_organ(texts: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The lines of a title with those above it that belong to it, as a page's own line shows that says all of it."""
    for above in range(first - 1, max(-1, first - MOST_LINES), -1):
        if letters(_joined(texts[above:last])) in map(letters, texts[:above]):
            return above, last
    return first, last


def may_be_title(text: str) -> bool:
    """Whether a line has the shape of a title."""
    bare = text.removesuffix("！").removesuffix("？")
    if not 2 <= len(bare) <= LONGEST or any(mark in bare for mark in "。；") or bare[-1] in "，、：:":
        return False
    if shapes.DATE.match(text) or shapes.is_dateline(text) or shapes.is_greeting(text):
        return False
    if is_letterhead(text) or editor(text):
        return False
    if _LABEL.match(text) or _REPORTER.fullmatch(text) or decimals.CONTENTS.fullmatch(text) or decimals.is_inner(text):
        return False
    bare = shapes.closed_up(bare)
    return sum(map(str.isalpha, bare)) >= min(4, len(bare)) and not text.startswith("——")


def _end_of(texts: Sequence[str], first: int) -> int:
    """Where a title that begins at *first* ends: it goes on until it has come to a word that titles end in."""
    if shapes.ends_as_title(shapes.closed_up(texts[first])) or texts[first] in texts[first + 1 :]:
        return first + 1 + _is_stage(texts[first + 1 : first + 2])
    if subtitle := _subtitle_after(texts, first):
        return subtitle
    for last in range(first + 1, min(first + MOST_LINES, len(texts))):
        # A line that names the place once more begins a title of its own, below the name of an organ.
        if not may_be_title(texts[last]) or texts[last].startswith(texts[first][:3]):
            break
        if texts[last].startswith("关于") and len(letters(texts[last - 1])) < SHORTEST_ORGAN:
            break
        if shapes.ends_as_title(texts[last]):
            return last + 1 + _is_stage(texts[last + 1 : last + 2])
    return first + 1


def _is_stage(lines: Sequence[str]) -> bool:
    """Whether the only line says, in brackets, how far a text has come: （试行）."""
    return len(lines) == 1 and _STAGE.fullmatch(lines[0]) is not None


def _subtitle_after(texts: Sequence[str], first: int) -> int:
    """The subtitle that shows a title of several lines to end, whatever it ends in; 0 if there is none."""
    for index in range(first + 1, min(first + MOST_LINES + 1, len(texts))):
        if texts[index].startswith("——"):
            return index
        if not may_be_title(texts[index]):
            return 0
    return 0


def _joined(texts: Sequence[str]) -> str:
    """The title of one line or more, without the 发文字号 before it and the spaces that spread it out."""
    lines = [shapes.closed_up(text) for text in texts]
    # Two phrases of a slogan keep the gap that parted their lines.
    slogan = len(lines) > 1 and not shapes.ends_as_title("".join(lines[-2:]))
    whole = ("\u3000" if slogan else "").join(lines)
    number = shapes.DOCUMENT_NUMBER.match(whole)
    start = number.end() if number else 0
    if whole.startswith("《", start) and whole.find("》", start) == len(whole) - 1:
        return whole[start + 1 : -1].replace("〈", "《").replace("〉", "》")
    return whole


def _take_subtitle(title: Title, texts: Sequence[str], after: int) -> None:
    """The line after a title that begins with —— is the end of it."""
    if after >= len(texts) or not texts[after].startswith(("——", "--", "—")) or shapes.is_dateline(texts[after]):
        return
    title.used.add(after)
    title.text += "——" + texts[after].lstrip("—- ")


def _drop_repetitions(title: Title, texts: Sequence[str]) -> None:
    """Lines of the head that say the title once more, whole or in pieces, and nothing else."""
    said = letters(title.text)
    if not said:
        return
    for first in range(len(texts)):
        for last in range(first + 1, min(first + _MOST_REPEATED, len(texts)) + 1):
            if not title.used & set(range(first, last)) and letters(_joined(texts[first:last])) == said:
                title.used |= set(range(first, last))
                break
