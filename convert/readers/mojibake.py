"""Text that was once decoded in a wrong encoding (乱码): mended where that can be undone, else reported."""

from collections.abc import Iterator

from convert.diagnostic import Diagnostic, diagnose
from convert.ledger import Edit
from convert.patterns import pattern
from convert.readers.frequency import plausibility

_BELIEVED = 0.5  # the plausibility from which a mending is believed


def _windows_bytes() -> dict[int, str]:
    """What Windows shows for the bytes 0x80 to 0x9F → the Latin-1 characters of these bytes, for str.translate."""
    shown = ((byte, bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0))
    return {ord(character): chr(byte) for byte, character in shown if character}


_WINDOWS = _windows_bytes()
_LATIN_RUN = pattern(f"[\x80-\xff{''.join(map(chr, _WINDOWS))}]{{6,}}")
"""Two hanzi of UTF-8, or three of GBK, read as Latin-1: no word of a Latin script has six such letters on end."""

_LEADS = "".join(bytes([lead, follow]).decode("gb18030") for lead in range(0xE4, 0xEA) for follow in range(0x80, 0xC0))
_GARBLED = pattern(f"[{_LEADS}銆锛]")
"""What the first two bytes of a hanzi in UTF-8 look like in GBK: 涓 for 中, 鐨 for 的; all of them rare characters."""

_LATIN_LETTER = pattern("[\xc3-\xd6\xd8-\xf4]")
"""Without one of these there is no such run; unlike “ and — they are rare in Chinese text."""
_LATIN_LEAD = b"\xc3"
"""What they begin with in UTF-8, as few other characters do: one byte is found many times as fast as a class."""

_PRIVATE = pattern("[\ue000-\uf8ff]")
"""Stands for bytes that GBK does not define; whether they came through whole nobody can say."""

_GARBLED_SHARE = 0.15  # of a garbled line about a third
_RUINED = ("锟斤拷", "烫烫烫", "屯屯屯", "\ufffd\ufffd\ufffd\ufffd")
"""What is left of text whose bytes are lost; fewer U+FFFD may be bytes that did not fit, reported already."""


def examine(text: str) -> tuple[tuple[Edit, ...], tuple[Diagnostic, ...]]:
    """The edits that mend *text* exactly, and DC511 if there is garbled text that nobody can mend."""
    lettered = _LATIN_LEAD in text.encode("utf-8", "surrogatepass") and _LATIN_LETTER.search(text)
    edits = [*_latin(text)] if lettered else []
    lost: list[int] = []
    ruined = _is_ruined(text)
    if ruined or _GARBLED.search(text):
        at = 0
        for number, line in enumerate(text.split("\n"), 1):
            if _is_garbled(line) or (ruined and _is_ruined(line)):
                mended = "" if _PRIVATE.search(line) else _undo(line, "gb18030", "utf-8")
                if mended:
                    edits.append(Edit(at, at + len(line), mended, "mojibake"))
                else:
                    lost.append(number)
            at += len(line) + 1
    found = (diagnose("DC511", lost[0], 1, count=len(lost)),) if lost else ()
    return tuple(sorted(edits)), found


def _latin(text: str) -> Iterator[Edit]:
    """Runs of UTF-8 or GBK that were read as Latin-1 or as Windows has it."""
    for run in _LATIN_RUN.finditer(text):
        garbled = run[0].translate(_WINDOWS)
        mended = _undo(garbled, "latin-1", "utf-8") or _undo(garbled, "latin-1", "gb18030")
        if mended:
            yield Edit(run.start(), run.end(), mended, "mojibake")


def _is_garbled(line: str) -> bool:
    signs = len(_GARBLED.findall(line))
    return signs >= 3 and signs >= _GARBLED_SHARE * len(line)


def _is_ruined(text: str) -> bool:
    return any(sign in text for sign in _RUINED)


def _undo(text: str, read: str, written: str) -> str:
    """*text* decoded as it should have been; empty where that fails or gives no Chinese."""
    try:
        mended = text.encode(read).decode(written)
    except UnicodeError:
        return ""
    return mended if plausibility(mended) >= _BELIEVED else ""
