"""The formats that findings are told in: the table FORMATS."""

from collections.abc import Callable, Sequence

from convert.diagnostic import Language
from convert.report import github, json, junit, sarif, text
from convert.report.checked import Checked

__all__ = ["FORMATS", "Checked"]

FORMATS: dict[str, Callable[[Sequence[Checked], Language], str]] = {
    "text": text.write,
    "json": json.write,
    "github": github.write,
    "sarif": sarif.write,
    "junit": junit.write,
}
