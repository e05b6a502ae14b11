"""Characters that only look right: invisible ones go, stand-ins become what they stand for; never by NFKC.

NFKC would also turn ， into a comma, ① into 1 and ㎡ into m2; so every character that changes stands in a table here.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from convert.cleaners.marked import lines_with
from convert.cleaners.protected import mend
from convert.hanzi import TRANSLITERATION, WIDE
from convert.ledger import Edit, Text
from convert.patterns import pattern

_INVISIBLE = {
    "invisible.zero-width": "\u00ad\u180e\u200b\u2060-\u2064\ufeff",
    "invisible.joiner": "\u200c\u200d",
    "invisible.direction": "\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "invisible.control": "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb",
}
"""Rule → characters that leave nothing behind."""
_SEPARATORS = "\x0b\x0c\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"

_UNSEEN = "".join(_INVISIBLE.values()) + _SEPARATORS + _SPACES
_HIDDEN = pattern(f"[{_UNSEEN}]")
_RULES = [
    *((pattern(f"[{characters}]"), "", rule) for rule, characters in _INVISIBLE.items()),
    (pattern(f"[{_SEPARATORS}]"), "\n", "line.separator"),
    (pattern(f"[{_SPACES}]"), " ", "space.exotic"),
]
_JOINED = pattern("[\u0590-\u08ff\u0900-\u0dff\u1800-\u18af\ufe0f\U0001f000-\U0001faff]")
"""What a joiner has a meaning after: Arabic, Indic and Mongolian letters, emoji."""

_LONE_SPACE = pattern(f"[^ \u3000\t{_SPACES}]*(?<=[{WIDE}])(\u00a0)(?=[{WIDE}])[^ \u3000\t{_SPACES}]*")
"""The only space of a line, unbreakable and between two hanzi: left over from a page, where names stand in rows."""


def _table() -> dict[str, tuple[str, str]]:
    """Character → what it stands for, and the rule."""
    radicals = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
    wide = {chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF5B)}
    tables = {
        "width.digit": {wider: c for wider, c in wide.items() if c.isdigit()},
        "width.letter": {wider: c for wider, c in wide.items() if c.isalpha()},
        "width.mark": _pairs("％%＂\"＇'"),
        "width.half": _pairs("｡。､、｢「｣」"),
        "character.radical": radicals | _pairs(_RADICALS),
        "character.small-form": _pairs("﹐，﹑、﹔；﹕：﹖？﹗！﹙（﹚）﹝〔﹞〕﹟#﹠&﹡*﹢+﹣-﹤<﹥>﹦=﹨\\﹩$﹪%﹫@"),
        "character.vertical": _pairs("︰：︵（︶）︹〔︺〕︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』"),
        "character.quote": _pairs("〝“〞”‟“"),
        "character.ellipsis": _pairs("⋯…"),
    }
    return {before: (after, rule) for rule, table in tables.items() for before, after in table.items()}


def _pairs(characters: str) -> dict[str, str]:
    return dict(zip(characters[::2], characters[1::2], strict=True))


_RADICALS = (
    "⺁厂⺄乙⺇几⺎兀⺒巳⺓幺⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟"
    "⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻳龟"
)
"""Radicals of the supplement block that PDF copies hold in place of whole hanzi (Unicode gives only two a mapping)."""

MAP = _table()
"""The declared map: the only letters and digits that cleaning changes."""
_MAPPED = pattern("[" + "".join(re.escape(c) for c in MAP) + "]+")

_BETWEEN_ALNUM = _pairs("－-＋+．.／/＠@＿_＝=＃#＆&＊*＜<＞>")
_NARROW = pattern(f"[{''.join(_BETWEEN_ALNUM)}](?<=[0-9A-Za-z].)(?=[0-9A-Za-z])")
_DOT = pattern(f"[•‧∙⋅・･](?<=[{WIDE}].)(?=[{WIDE}])")
_LOST_DOT = pattern(r"\?(?<=[{0}]{{2}}\?)(?=[{0}]{{2}})".format("".join(sorted(TRANSLITERATION))))
"""A dot that some encoding could not hold: 戴夫?汉森."""

_RARE = pattern(f"[{_UNSEEN}{''.join(map(re.escape, MAP))}{''.join(_BETWEEN_ALNUM)}•‧∙⋅・･]")
"""All that this cleaner may change; most texts have none of it."""


def clean(text: Text) -> Text:
    """Take out what cannot be seen and write each stand-in as the character it stands for."""
    if not (_RARE.search(text.content) or _LOST_DOT.search(text.content)):
        return text
    for step in (_lone_spaces, _hidden, _mapped, _between):
        text = mend(text, list(step(text.content)))
    return text


def _lone_spaces(content: str) -> Iterator[Edit]:
    for start, line in lines_with("\u00a0", content):
        if match := _LONE_SPACE.fullmatch(line):
            yield Edit(start + match.start(1), start + match.end(1), "", "space.unbreakable")


def _hidden(content: str) -> Iterator[Edit]:
    for match in _HIDDEN.finditer(content):
        at, character = match.start(), match[0]
        if character in "\u200c\u200d" and at and _JOINED.match(content, at - 1):
            continue
        yield Edit(at, at + 1, *_shown(character))


@lru_cache
def _shown(character: str) -> tuple[str, str]:
    """What is left of a hidden character, and the rule."""
    return next((after, rule) for pattern, after, rule in _RULES if pattern.match(character))


def _mapped(content: str) -> Iterator[Edit]:
    for match in _MAPPED.finditer(content):
        at = match.start()
        for rule, group in groupby(match[0], key=lambda c: MAP[c][1]):
            characters = "".join(group)
            yield Edit(at, at + len(characters), "".join(MAP[c][0] for c in characters), rule)
            at += len(characters)


def _between(content: str) -> Iterator[Edit]:
    """Full-width signs inside a number, a name or an address, and the dot of a foreign name."""
    signs = [Edit(m.start(), m.end(), _BETWEEN_ALNUM[m[0]], "width.sign") for m in _NARROW.finditer(content)]
    dots = [Edit(m.start(), m.end(), "·", "character.dot") for dot in (_DOT, _LOST_DOT) for m in dot.finditer(content)]
    yield from sorted(signs + dots)
