"""Readings in pinyin that a program put behind traditional characters everybody can read: 發(fā)展, 會(huì)議."""

from collections.abc import Iterator

from convert.cleaners.clutter import words
from convert.hanzi import HAN
from convert.ledger import Edit
from convert.patterns import pattern

_TONED = "[a-zü]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}"
_PLAIN = "(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)[aeiouü]{1,3}(?:ng?|r)?"
_READINGS = pattern(f"(?:[(](?:{_TONED}|{_PLAIN})[)]){{1,3}}")
_HAN = pattern(f"[{HAN}]")
_ENOUGH = 5
_APART = 100
"""Hanzi of a text for each reading in it, at most: who writes for readers gives that of a rare character, once."""


def edits(content: str) -> Iterator[Edit]:
    """Every reading in *content*, where there are too many for a person to have written them."""
    if content.count("(") < _ENOUGH:
        return
    found = [match for match in _READINGS.finditer(content) if _HAN.match(content, max(0, match.start() - 1))]
    if len(found) < _ENOUGH or len(found) * _APART < len(_HAN.findall(content)):
        return
    read = "".join(content[match.start() - 1] for match in found)
    common = sum(map(str.__ne__, read, words.load().fold(read)))
    if common * 2 > len(found):  # not rare names, nor a lesson in how to speak
        yield from (Edit(match.start(), match.end(), "", "clutter.jam") for match in found)
