"""What a project has settled: [tool.doconv] of its pyproject.toml, or doconv.toml, as frozen Options."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from convert.diagnostic import StyleError
from convert.files import read_bytes
from convert.limits import CODES, MOST, Limits


@dataclass(frozen=True, slots=True)
class Options:
    """What `doconv check` looks for, for which the command line goes before it, and what all commands refuse."""

    select: tuple[str, ...] = ()
    """Codes or their beginnings, as DC1; none: every rule that is on."""
    ignore: tuple[str, ...] = ()
    baseline: str = ""
    """A file of known findings, seen from the folder of the configuration."""
    limits: Limits = field(default_factory=Limits)
    """How much of anything a document may have."""


def load(folder: Path) -> Options:
    """The options of the project that *folder* belongs to; StyleError DC706 to DC708 where they are wrong."""
    for place in (folder, *folder.parents):
        for name, keys in (("doconv.toml", ()), ("pyproject.toml", ("tool", "doconv"))):
            path = place / name
            if path.is_file() and (table := _table(path, keys)) is not None:
                return _options(path, table)
    return Options()


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """The table under *keys* of a TOML file; None where there is none."""
    import tomllib

    try:
        table: Any = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # what is no TOML, what is no UTF-8, what is nested without end
        raise StyleError("DC708", path=path, reason=error) from error
    for key in keys:
        if key not in table:
            return None
        table = table[key]
        if not isinstance(table, dict):
            raise StyleError("DC707", path=path, key=key, reason="[table]")
    return table  # type: ignore[no-any-return]  # of any type until it was looked at


def _options(path: Path, table: dict[str, Any]) -> Options:
    values: dict[str, Any] = {}
    for key, value in table.items():
        _known(path, key, [field.name for field in fields(Options)])
        values[key] = _limits(path, value) if key == "limits" else _value(path, key, value)
    if values.get("baseline"):
        values["baseline"] = str(path.parent / values["baseline"])
    return Options(**values)


def _limits(path: Path, table: Any) -> Limits:
    """The table [limits], every value a whole number from 1 on."""
    if not isinstance(table, dict):
        raise StyleError("DC707", path=path, key="limits", reason="[limits]")
    for key, value in table.items():
        _known(path, key, CODES, "limits.")
        most = MOST.get(key)
        if type(value) is not int or value < 1 or (most and value > most):
            raise StyleError("DC707", path=path, key=f"limits.{key}", reason=f"1 … {most}" if most else "1, 2 …")
    return Limits(**table)


def _known(path: Path, key: str, known: Iterable[str], place: str = "") -> None:
    """StyleError DC706 for a key that is not one of those *known* at its *place*."""
    if key not in known:
        from difflib import get_close_matches

        near = get_close_matches(key, known, 1)
        raise StyleError("DC706", path=path, key=place + key, hint=near[0] if near else ", ".join(known))


def _value(path: Path, key: str, value: Any) -> Any:
    """A value, if it is of the kind its key asks for."""
    if key == "baseline":
        if isinstance(value, str):
            return value
        raise StyleError("DC707", path=path, key=key, reason='"FILE"')
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return tuple(value)
    raise StyleError("DC707", path=path, key=key, reason='["DC101", "DC2"]')
