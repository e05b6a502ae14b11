"""All that touches WeasyPrint's insides: how it is loaded and works quickly, and how it is made to set Chinese lines.

Each change stands for one version; another one is left as it is, and a diagnostic says so. With DOCONV_WEASYPRINT=plain
in the environment the known one is left alone too: to find out whether a fault is its own or one of the changes'.
"""

import os
from collections.abc import Sequence
from typing import Any

VERSION = "70.0"
"""The WeasyPrint that the changes were made for."""
VARIABLE = "DOCONV_WEASYPRINT"


def left_alone() -> bool:
    """Whether WeasyPrint is to be used as it is."""
    return os.environ.get(VARIABLE) == "plain"


def takes(function: Any, *names: str) -> bool:
    """Whether a function has these parameters and no others, as it had when it was replaced or built upon."""
    code = function.__code__
    parameters: Sequence[str] = code.co_varnames[: code.co_argcount]
    return tuple(parameters) == names
