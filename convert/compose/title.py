"""The shape of a title: words left whole, the lines a 梯形 or a 菱形 (7.3.1)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from convert import shipped
from convert.compose.signature import nominal_width
from convert.patterns import pattern
from convert.style import Style

FORCED = " | "
"""Where the author himself ends a line."""

_NEVER = 1000.0
_MOST_LINES = 5
_CELLS = 20
"""Characters of a full line of a title: 156 mm over 2号."""
_LONGEST = 120
"""Characters beyond which a title is broken line by line: it is none."""
_ATOM = pattern(
    "《[^《》]{1,60}》|“[^“”]{1,12}”|（[^（）]{1,12}）|〔[^〔〕]{1,8}〕"
    "|第?[一二三四五六七八九十]{1,4}届[一二三四五六七八九]中全会(?:精神)?"
    "|[0-9]{4}年(?:第?[一二三四1-4]季度|上半年|下半年|[0-9]{1,2}月(?:[0-9]{1,2}日)?|度)?"
    "|第?[0-9]{1,12}(?:[-—.][0-9]{1,4})?(?:年度|年|月份|月|日|届|次|期|号|批|季度|周年|个|项|类|级|%)?"
    "|第?[一二三四五六七八九十〇]{1,6}(?:年度|年|月份|月|日|届|次|期|号|批|季度|周年|级)"
    "|[!-~]{1,30}|——|……"
)
_ISSUES = frozenset({"印发", "转发", "批转", "发布", "公布", "批准"})
"""What a 《…》 is the object of; there a line may end where the title of the document itself fills the next."""
_CLOSING = frozenset("，。、；：？！）〕】》〉”’…—·％%")
_OPENING = frozenset("（〔【《〈“‘")


class _Lexicon(NamedTuple):
    words: frozenset[str]
    longest: int
    organs: tuple[str, ...]
    starts: frozenset[str]
    not_at_start: frozenset[str]
    not_at_end: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    table = shipped.table(shipped.text("compose", "words.toml"))
    lists = {name: words.split() for name, words in table.items()}
    words = frozenset(word for each in lists.values() for word in each)
    return _Lexicon(
        words,
        max(map(len, words)),
        tuple(lists["organs"]),
        frozenset(lists["starts"]),
        frozenset(lists["not_at_start"]),
        frozenset(lists["not_at_end"]),
    )


def plain(title: str) -> str:
    """A title on one line, without the author's own line ends."""
    return "".join(part.strip() for part in title.split(FORCED))


def title_lines(title: str, role: str, style: Style) -> tuple[str, ...]:
    """The lines of a centred text in the look of a role, the same ones in every format."""
    look = style.roles[role]
    room = style.page.type_area_width // (look.size + style.text.tracking) - look.left - look.right
    return shape(title, partial(nominal_width, autospace=style.text.autospace), room)


def shape(title: str, width: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """The lines of a title, none wider than *measure*; *width* measures a line in the same unit."""
    if FORCED in title:
        return tuple(line for part in title.split(FORCED) for line in shape(part.strip(), width, measure))
    if not title or width(title) <= measure:
        return (title,) if title else ()
    words = split_words(title)
    if len(title) <= _LONGEST:
        for count in range(2, _MOST_LINES + 1):
            if lines := _best(words, count, width, measure):
                return lines
    return _filled(words, width, measure)


def split_words(title: str) -> list[str]:
    """The words of a title: the fewest that the lexicon knows, the rest character by character."""
    words: list[str] = []
    at = 0
    for match in _ATOM.finditer(title):
        words += _known(title[at : match.start()])
        words += [match[0]] if len(match[0]) < _CELLS else _opened(match[0])
        at = match.end()
    return words + _known(title[at:])


def _opened(atom: str) -> list[str]:
    """The words of a 《…》 that no line can hold, its marks kept with the first and the last."""
    inner = split_words(atom[1:-1])
    return [atom[0] + inner[0], *inner[1:-1], inner[-1] + atom[-1]] if len(inner) > 1 else list(atom)


def _known(text: str) -> list[str]:
    """A text in the words that leave the fewest characters over, and of these in the fewest words."""
    lexicon = _lexicon()
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # unknown characters, words, length of the last word
    for end in range(1, len(text) + 1):
        options = []
        for length in range(1, min(end, lexicon.longest) + 1):
            known = text[end - length : end] in lexicon.words
            if known or length == 1:
                unknown, count, _ = best[end - length]
                options.append((unknown + (not known), count + 1, length))
        best.append(min(options))
    words: list[str] = []
    end = len(text)
    while end:
        length = best[end][2]
        words.append(text[end - length : end])
        end -= length
    return words[::-1]


def _best(words: Sequence[str], count: int, width: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """The *count* lines of the least cost; none where every way is forbidden."""
    costs = [_NEVER, *(_break_cost(words, at) for at in range(1, len(words)))]
    places = [at for at in range(1, len(words)) if costs[at] < _NEVER]
    gaps = [0.0, *(width(one[-1] + other[0]) - width(one[-1]) - width(other[0]) for one, other in pairwise(words))]
    edges = list(accumulate((gap + width(word) for gap, word in zip(gaps, words, strict=True)), initial=0.0))
    found: tuple[float, tuple[int, ...]] | None = None
    for breaks in _ways(places, edges, gaps, count, measure):
        bounds = (0, *breaks, len(words))
        lines = [edges[end] - edges[start] - gaps[start] for start, end in pairwise(bounds)]
        cost = sum(costs[at] for at in breaks) + _shape_cost(lines, measure / _CELLS)
        if cost < _NEVER and (found is None or cost < found[0]):
            found = cost, bounds
    return tuple("".join(words[start:end]).strip() for start, end in pairwise(found[1])) if found else ()


def _ways(
    places: Sequence[int], edges: Sequence[float], gaps: Sequence[float], count: int, measure: float, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every choice of *places* that makes *count* lines of what follows *start*, none wider than *measure*.

    A way is left as soon as a line does not fit or the rest cannot: of a title of a hundred characters there would be
    millions, of which a few hundred fit.
    """
    if edges[-1] - edges[start] - count * max(gaps) > count * measure:
        return
    if count == 1:
        if edges[-1] - edges[start] - gaps[start] <= measure:
            yield ()
        return
    for at in places[bisect_right(places, start) :]:
        if edges[at] - edges[start] - gaps[start] > measure:
            return
        for others in _ways(places, edges, gaps, count - 1, measure, at):
            yield (at, *others)


def _break_cost(words: Sequence[str], at: int) -> float:
    """How little a break before the word *at* is liked."""
    lexicon = _lexicon()
    before, after = words[at - 1], words[at]
    if before in _ISSUES and after[0] == "《":
        return 1.0
    if _is_forbidden(before, after, lexicon):
        return _NEVER
    if after == "关于" and before.endswith(lexicon.organs):
        return -2.0  # the organ, then what it says: the break every office makes
    if after in {"关于", "暨"} or before.isspace() or before[-1] in "，、；：":
        return 0.0
    # A character that is no word by itself is perhaps the half of one; an organ's name is not parted from its suffix.
    halves = sum(len(word) == 1 and word not in lexicon.words for word in (before, after))
    return 2.0 + 3.0 * halves + 4.0 * after.endswith(lexicon.organs) - 1.0 * (after in lexicon.starts)


def _is_forbidden(before: str, after: str, lexicon: _Lexicon) -> bool:
    """Whether no line may end between two words."""
    return (
        after in lexicon.not_at_start
        or before in lexicon.not_at_end
        or after[0] in _CLOSING
        or before[-1] in _OPENING
        or after.isspace()
    )


def _shape_cost(lines: Sequence[float], cell: float) -> float:
    """How far the lines are from a 梯形 or a 菱形; widths in points, *cell* being one character's."""
    widths = [line / cell for line in lines]
    if widths[-1] < 3 or min(widths) < 3:
        return _NEVER
    steps = [after - before for before, after in pairwise(widths)]
    rises = [step > 0.6 for step in steps]
    falls = [step < -0.6 for step in steps]
    cost = 0.0
    if any(fall and any(rises[at + 1 :]) for at, fall in enumerate(falls)):
        cost += 12.0  # an hourglass
    flat = sum(not rise and not fall for rise, fall in zip(rises, falls, strict=True))
    cost += 3.0 * flat  # a rectangle
    longest, shortest = max(widths), min(widths)
    cost += max(0.0, longest - shortest - 4) * 0.6  # hardly more than a few characters apart
    cost += max(0.0, 6 - shortest) * 1.5
    return cost


def _filled(words: Sequence[str], width: Callable[[str], float], measure: float) -> tuple[str, ...]:
    """Lines filled one after the other, where no shape can be had; a word too wide is cut."""
    lines = [""]
    for word in words:
        pieces = [word] if width(word) <= measure else list(word)
        for piece in pieces:
            if lines[-1] and width(lines[-1] + piece) > measure:
                lines.append("")
            lines[-1] += piece
    return tuple(lines)
