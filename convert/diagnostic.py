"""Findings as values: a code, a place, and what the catalogue says of it in Chinese and English."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from convert import shipped


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Language(StrEnum):
    """The languages in which messages are written."""

    ZH = "zh"
    EN = "en"


class Message(NamedTuple):
    """An entry of the catalogue, messages.toml: what a code means, what to do about it, and what it rests on."""

    name: str
    severity: Severity
    zh: str
    en: str
    basis: str = ""
    """The standard that asks for it; "" where it is editing practice."""
    clause: str = ""
    binding: str = "custom"
    """"required" where the standard asks for it, "custom" where practice does (惯例)."""
    fix: str = ""
    """"safe", "unsafe" or, where only a person can mend it, ""."""
    on: bool = True
    """Whether `doconv check` looks for it unasked."""
    why_zh: str = ""
    why_en: str = ""
    before: str = ""
    after: str = ""
    """An example, and what it should be."""

    def general(self, language: Language) -> str:
        """The message without what it names where it is found."""
        from string import Formatter

        template: str = getattr(self, language)
        return "".join(text + ("…" if name is not None else "") for text, name, _, _ in Formatter().parse(template))

    def why(self, language: Language) -> str:
        """The reason for it; "" where the message says enough."""
        return self.why_zh if language is Language.ZH else self.why_en


class Diagnostic(NamedTuple):
    """One finding about a document; line and column count from 1 in the source, 0 where there is no place."""

    code: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    """What the message's {placeholders} stand for."""

    @property
    def severity(self) -> Severity:
        """How bad it is, by the catalogue."""
        return entry(self.code).severity

    def message(self, language: Language = Language.ZH) -> str:
        """What is wrong and what to do, in *language*."""
        template: str = getattr(entry(self.code), language)
        return template.format_map(dict(self.values))


def diagnose(code: str, line: int = 0, column: int = 0, /, **values: object) -> Diagnostic:
    """A finding with its message's *values*."""
    return Diagnostic(code, line, column, tuple(zip(values, map(str, values.values()), strict=True)))


class DoconvError(Exception):
    """Work that cannot go on, for a reason the user can mend; carries the diagnostic that says how."""

    def __init__(self, code: str, /, **values: object) -> None:
        self.diagnostic = diagnose(code, **values)
        super().__init__(f"{code}: {self.diagnostic.message(Language.EN)}")


class ReadError(DoconvError):
    """A source that cannot be read (DC5xx)."""


class StyleError(DoconvError):
    """A style that is unknown or wrong (DC7xx)."""


class FontError(DoconvError):
    """A face that no font serves (DC8xx)."""


class WriteError(DoconvError):
    """An output that cannot be written (DC9xx)."""


class LimitError(DoconvError):
    """A document that is more than a limit allows (DC94x)."""


@cache
def catalogue() -> dict[str, Message]:
    """Every code and its message."""
    return _messages(_source())


@cache
def entry(code: str) -> Message:
    """The message of a code, which is read alone: a run mostly has one or two to tell; KeyError where there is none."""
    source = _source()
    start = source.find(f"\n[{code}]\n")
    if start < 0:
        raise KeyError(code)
    end = source.find("\n[", start + 1)  # -1 leaves out the last line's end
    return _messages(source[start:end])[code]


@cache
def _source() -> str:
    return shipped.text("messages.toml")


def _messages(source: str) -> dict[str, Message]:
    """The entries of a catalogue."""
    table = shipped.table(source)
    return {code: Message(**(found | {"severity": Severity(found["severity"])})) for code, found in table.items()}
