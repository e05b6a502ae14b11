"""Bytes to text: which encoding a file is in, its byte-order mark, and what ended its lines."""

import codecs
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from convert.diagnostic import Diagnostic, ReadError, diagnose
from convert.patterns import pattern
from convert.readers.frequency import plausibility

TOLERANCE = 0.001
"""The share of a file's bytes that may fit no encoding; with more the file is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8-sig": "utf-8", "utf_8_sig": "utf-8"}
"""Codecs that are read as a larger one, or as one whose mark is told apart."""

_WIDE = ("utf-16-le", "utf-16-be")
_LEGACY = ("gb18030", "big5", "cp950", *_WIDE)
"""The encodings that are scored, the likelier first; cp950 is Big5 with what Windows added."""

_SAMPLE = 1 << 16  # bytes that are scored
_GOOD = 0.35  # a plausibility that needs no rival
_LIKE_TEXT = 0.1  # one that binary data does not reach as UTF-16
_SURE = 0.5  # below it the choice is reported
_NEARLY = 0.02  # the share of bad bytes with which a file still counts as UTF-8
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x20), 0x7F})
_BINARY = 0.05  # the share of control characters from which on a file is no text
_ESCAPED = pattern("([\udc00-\udcff])")
_CUT = pattern("[\udc00-\udcff]{1,3}\\Z")
"""A character that the end of the file, or of the sample, cut short."""

_LINE_END = pattern("\r\n?|\n")


class Decoded(NamedTuple):
    """A text and what it takes to get its bytes back."""

    text: str
    """With "\\n" between lines."""
    encoding: str
    confidence: float
    bom: bool
    newline: str | tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(name: str, data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a file's bytes in the encoding named, or in the one they are most likely in.

    ReadError DC504 for binary data, DC506 where more than TOLERANCE fits no encoding, DC508 for an unknown encoding.
    """
    mark, chosen, confidence = _choose(name, data, encoding)
    body = data[len(mark) :]
    text = _escape(body, chosen)
    diagnostics: list[Diagnostic] = []
    if bad := len(_ESCAPED.findall(text)):
        diagnostics += _faults(text, chosen, len(mark))
        if bad > TOLERANCE * len(data):
            raise ReadError(
                "DC506", path=name, encoding=chosen, count=bad, offset=dict(diagnostics[0].values)["offset"]
            )
        text = _ESCAPED.sub("\ufffd", text)
    if confidence < _SURE:
        diagnostics.append(diagnose("DC510", encoding=chosen, confidence=f"{confidence:.2f}"))
    text, newline = _unify(text)
    return Decoded(text, chosen, confidence, bool(mark), newline, tuple(diagnostics))


def encode(text: str, encoding: str, bom: bool, newline: str | tuple[str, ...]) -> bytes:
    """The bytes of a decoded text again, exact where no byte was replaced (Big5 has four marks with two codes each)."""
    if isinstance(newline, str):
        text = text.replace("\n", newline) if newline != "\n" else text
    else:
        text = "".join(piece + end for piece, end in zip_longest(text.split("\n"), newline, fillvalue=""))
    return ("\ufeff" if bom else "").encode(encoding) + text.encode(encoding)


def _choose(name: str, data: bytes, encoding: str | None) -> tuple[bytes, str, float]:
    """The byte-order mark, the encoding, and how sure it is."""
    mark, marked = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    if encoding is not None:
        wanted = _lookup(encoding)
        if wanted in {"utf-16", "utf-32"}:
            wanted = marked if marked.startswith(wanted) else max(_wide(wanted), key=lambda e: _score(data, e))
        return mark if wanted == marked else b"", wanted, 1.0
    if marked:
        return mark, marked, 1.0
    return b"", *_guess(name, data)


def _lookup(encoding: str) -> str:
    """The codec of a name, ReadError DC508 if there is none."""
    try:
        "".encode(encoding)
        b"".decode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise ReadError("DC508", encoding=encoding) from error
    return _SUPERSETS.get(name, name)


def _wide(name: str) -> tuple[str, str]:
    return f"{name}-le", f"{name}-be"


def _guess(name: str, data: bytes) -> tuple[str, float]:
    """The ladder: UTF-16 by its NULs, UTF-8, nearly UTF-8, then the encoding whose text is the most plausible."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if data.count(0) > TOLERANCE * len(data) or controls > _BINARY * len(data):
        score, encoding = max((_score(data, encoding), encoding) for encoding in _WIDE)
        if score < _LIKE_TEXT:
            raise ReadError("DC504", path=name, offset=next(i for i, byte in enumerate(data) if byte in _CONTROLS))
        return encoding, 1.0
    if share := _utf8_share(data):
        return "utf-8", share
    return _most_plausible(data)


def _utf8_share(data: bytes) -> float:
    """1 for UTF-8, a little less where few bytes do not fit, 0 for anything else."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        sample = data[:_SAMPLE]
        text = sample.decode("utf-8", _HANDLER)
        continuing = len(sample) - len(text)  # bytes beyond the first of each character
        bad = len(_ESCAPED.findall(_CUT.sub("", text)))
        return 1 - (bad + 1) / len(sample) if bad <= _NEARLY * len(sample) and continuing > 4 * bad else 0.0
    return 1.0


def _most_plausible(data: bytes) -> tuple[str, float]:
    best = _score(data, _LEGACY[0])
    if best > _GOOD:
        return _LEGACY[0], 1.0
    scores = {encoding: _score(data, encoding) for encoding in _LEGACY}
    # Almost any bytes are UTF-16 of a kind: without a mark it has to make sense.
    scores = {encoding: score for encoding, score in scores.items() if encoding not in _WIDE or score >= _GOOD}
    encoding = max(scores, key=lambda e: scores[e])  # the first of equals
    return encoding, min(1.0, max(0.0, scores[encoding] / _GOOD))


def _score(data: bytes, encoding: str) -> float:
    """How plausible the beginning of *data* is in *encoding*; every byte that does not fit tells against it."""
    text = _escape(data[:_SAMPLE], encoding)
    bad = len(_ESCAPED.findall(text))
    return plausibility(text) - 4 * bad / max(1, len(text))


def _escape(data: bytes, encoding: str) -> str:
    """Decode, with U+DC00 + byte for each byte that does not fit."""
    try:
        return data.decode(encoding, _HANDLER)
    except UnicodeError as error:  # a codec that takes no error handler
        raise ReadError("DC508", encoding=encoding) from error


def _as_surrogates(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


_HANDLER = "doconv-escape"
codecs.register_error(_HANDLER, _as_surrogates)


def _faults(text: str, encoding: str, at: int) -> Iterator[Diagnostic]:
    """A finding for each escaped byte of *text*, which begins at byte *at* of the file."""
    line, column = 1, 1
    for piece in _ESCAPED.split(text):
        if _ESCAPED.fullmatch(piece):
            yield diagnose("DC507", line, column, offset=at, encoding=encoding)
            at += 1
        else:
            at += len(piece.encode(encoding))
        ends = list(_LINE_END.finditer(piece))
        line += len(ends)
        column = len(piece) - ends[-1].end() + 1 if ends else column + len(piece)


def _unify(text: str) -> tuple[str, str | tuple[str, ...]]:
    """The text with a line feed for every line end, and what the ends were."""
    if "\r" not in text:
        return text, "\n"
    ends = _LINE_END.findall(text)
    return _LINE_END.sub("\n", text), ends[0] if len(set(ends)) == 1 else tuple(ends)
