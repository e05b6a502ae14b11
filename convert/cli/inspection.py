"""What `doconv check` does with one source, in whatever process: read it, mend or compare it where asked, check it."""

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click

from convert import pipeline, report
from convert.cli.shell import shell
from convert.cli.source import read_source
from convert.diagnostic import Diagnostic, DoconvError, Language, diagnose
from convert.files import write_whole
from convert.ledger import Source, Text
from convert.report import changes
from convert.report.findings import FORMATS, Checked

COLLECT_AFTER = 100_000
"""New objects before Python looks for garbage: of a hundred thousand findings none is any."""

_SAMPLE = "关于预热的通知\n\n一、预热\n预热。\n"


class Inspected(NamedTuple):
    """What came of a source."""

    told: Any
    """What is told of its findings; None where only what would change was asked for."""
    found: bool = False
    """Whether anything was found or would change."""
    failure: Diagnostic | None = None
    """Why it could not be checked."""
    diff: str = ""
    """What would change."""


@dataclass(frozen=True)
class Inspection:
    """What holds for every source of a run."""

    codes: frozenset[str]
    language: Language
    form: str = ""
    """The format that its findings are told in; "" leaves them as they are, for more is to be asked of them."""
    encoding: str | None = None
    fix: bool = False
    unsafe: bool = False
    diff: bool = False

    def __call__(self, name: str) -> Inspected:
        """Inspect one source; whatever is wrong with it is what came of it."""
        try:
            return self._inspected(name)
        except DoconvError as error:
            return self.failed(name, error.diagnostic)
        except Exception as error:  # one document's fault must not be the others'
            return self.failed(name, diagnose("DC922", reason=f"{type(error).__name__}: {error}"))

    def failed(self, name: str, reason: Diagnostic) -> Inspected:
        """What came of a source that could not be read, or not be checked to the end."""
        return Inspected(self._told(Checked.unread(name, reason)), found=True, failure=reason)

    def _inspected(self, name: str) -> Inspected:
        source = read_source(name, self.encoding)
        if self.fix or self.diff:
            text = pipeline.fix(source, self.codes, unsafe=self.unsafe, limits=shell.limits)
            if self.diff:
                return Inspected(None, found=bool(text.edits), diff=_shown(text))
            source = _mended(source, text)
        found = pipeline.check(source, self.codes, limits=shell.limits)
        return Inspected(self._told(Checked.of(source, found)), found=bool(found))

    def _told(self, checked: Checked) -> Any:
        return FORMATS[self.form].part(checked, self.language) if self.form else checked


def warm_up() -> None:
    """Load what every source needs, so that the first is as quick as the rest."""
    gc.set_threshold(COLLECT_AFTER)
    pipeline.check(pipeline.read(_SAMPLE.encode()))


def _shown(text: Text) -> str:
    return "".join(f"{report.shown(line)}\n" for line in changes.diff(text))


def _mended(source: Source, text: Text) -> Source:
    """The source with the changes written where it came from."""
    if not text.edits:
        return source
    data = pipeline.encode(text)
    if source.name == "-":
        raise click.UsageError("--fix needs a file to mend; use --diff with standard input")
    write_whole(Path(source.name), data)
    return pipeline.read(source.name, encoding=source.encoding, limits=shell.limits)
