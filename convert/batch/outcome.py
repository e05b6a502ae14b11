"""What became of one document: the files made of it, what was found, or why it failed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from convert.diagnostic import Diagnostic, Severity, diagnose
from convert.ledger import Removed


class Status(StrEnum):
    """How a document fared."""

    CONVERTED = "converted"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Output:
    """One file made of a source."""

    path: str
    """Below the output folder, "/" between its parts."""
    format: str
    sha256: str
    size: int
    made: str
    """Digest of all that decides its bytes: the source, the style, the versions at work, the fonts."""
    pages: int | None = None
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: str
    """Below the folder of sources, "/" between its parts."""
    status: Status
    outputs: tuple[Output, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    """What was found in the text; of a failed document the last one says why."""
    seconds: float = 0.0
    removed: tuple[Removed, ...] = ()
    """What was taken out of it as clutter."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Its pictures, by their paths below its own folder, with what tells each from another."""

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Everything found, in the text and in setting it, each once."""
        return iter(dict.fromkeys((*self.findings, *(found for out in self.outputs for found in out.findings))))

    @property
    def wrong(self) -> bool:
        """Whether it failed or holds an error that a person must look at."""
        return self.status is Status.FAILED or any(found.severity is Severity.ERROR for found in self.diagnostics)


def failed(source: str, reason: Diagnostic, seconds: float = 0.0) -> Outcome:
    """The outcome of a document that nothing could be made of."""
    return Outcome(source, Status.FAILED, findings=(reason,), seconds=seconds)


def to_json(outcome: Outcome) -> dict[str, Any]:
    """What the manifest keeps of an outcome."""
    return {
        "source": outcome.source,
        "findings": _rows(outcome.findings),
        "outputs": [_row(output) for output in outcome.outputs],
        "pictures": dict(outcome.pictures),
        "removed": outcome.removed,
    }


def from_json(table: Mapping[str, Any]) -> Outcome:
    """An outcome as the manifest kept it; KeyError, TypeError or ValueError where the table is none."""
    return Outcome(
        str(table["source"]),
        Status.UNCHANGED,
        tuple(_output(row) for row in table["outputs"]),
        _findings(table["findings"]),
        removed=tuple(Removed(*row) for row in table["removed"]),
        pictures=dict(table["pictures"]),
    )


def _row(output: Output) -> dict[str, Any]:
    values = {field.name: getattr(output, field.name) for field in fields(Output)}  # asdict would copy all findings
    return values | {"findings": _rows(output.findings)}


def _output(row: Mapping[str, Any]) -> Output:
    output = Output(**{**row, "findings": _findings(row["findings"])})
    if not all(isinstance(text, str) for text in (output.path, output.format, output.sha256, output.made)):
        raise TypeError(output.path)
    return output


def _rows(findings: Iterable[Diagnostic]) -> list[list[Any]]:
    return [[found.code, found.line, found.column, dict(found.values)] for found in findings]


def _findings(rows: Iterable[list[Any]]) -> tuple[Diagnostic, ...]:
    """Findings that can be told: in the record of another release there may be others."""
    found = tuple(diagnose(code, int(line), int(column), **values) for code, line, column, values in rows)
    for diagnostic in found:
        diagnostic.message()
    return found
