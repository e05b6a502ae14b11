"""The formats that findings are told in: the table FORMATS."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from convert.diagnostic import Language
from convert.report import github, json, junit, sarif, text
from convert.report.checked import Checked

__all__ = ["FORMATS", "Checked", "Form"]


class Form(NamedTuple):
    """A format in two steps: the first is most of the work, and the process that checked a source can do it."""

    part: Callable[[Checked, Language], Any]
    """What is told of one source."""
    whole: Callable[[Sequence[Any], Language], str]
    """The report, of the parts of all sources."""


FORMATS: dict[str, Form] = {
    "text": Form(text.part, text.whole),
    "json": Form(json.part, json.whole),
    "github": Form(github.part, github.whole),
    "sarif": Form(sarif.part, sarif.whole),
    "junit": Form(junit.part, junit.whole),
}
