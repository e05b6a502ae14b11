"""A baseline: findings on record, so that a project hears only of new ones."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from convert.checks import Finding
from convert.diagnostic import ReadError
from convert.files import read_bytes, write_whole
from convert.report.checked import Checked


def unknown(path: Path, checked: Sequence[Checked]) -> list[Checked]:
    """The sources with the findings that are not on record; where there is no record yet, all are put on it."""
    if not path.exists():
        write_whole(path, _written(checked))
        return [replace(one, findings=()) for one in checked]
    known = _read(path)
    return [replace(one, findings=[f for f in one.findings if not _take(known, _key(one, f))]) for one in checked]


def _take(known: Counter[str], key: str) -> bool:
    """Whether a finding is on record, once more than was asked for before."""
    known[key] -= 1
    return known[key] >= 0


def _key(checked: Checked, finding: Finding) -> str:
    """What a finding is known by: its file, its code and what its line reads; not the line's number."""
    line = checked.lines[finding.diagnostic.line - 1].strip() if finding.diagnostic.line else ""
    digest = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{Path(checked.source.name).as_posix()} {finding.diagnostic.code} {digest}"


def _written(checked: Sequence[Checked]) -> bytes:
    counts = Counter(_key(one, finding) for one in checked for finding in one.findings)
    return (
        json.dumps({"doconv": 1, "findings": dict(sorted(counts.items()))}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _read(path: Path) -> Counter[str]:
    try:
        found = json.loads(read_bytes(path))["findings"]
        return Counter({str(key): int(count) for key, count in found.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError("DC513", path=path, reason=error) from error
