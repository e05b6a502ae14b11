"""All that touches WeasyPrint's insides: how it is loaded and works quickly, and how it is made to set Chinese lines.

Each change stands for one version and for functions as they are there; where either is another it is left out, and a
diagnostic says so. With DOCONV_WEASYPRINT=plain in the environment the known one is left alone too: to find out
whether a fault is its own or one of the changes'.
"""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from operator import attrgetter
from typing import Any

VERSION = "70.0"
"""The WeasyPrint that the changes were made for."""
VARIABLE = "DOCONV_WEASYPRINT"

Shapes = Mapping[str, tuple[str, ...]]
"""What a change replaces or builds upon, as module:function, and its parameters in that version."""


def left_alone() -> bool:
    """Whether WeasyPrint is to be used as it is."""
    return os.environ.get(VARIABLE) == "plain"


def fits(shapes: Shapes) -> bool:
    """Whether this is the WeasyPrint that the changes were made for, and its functions are what they were."""
    version = getattr(import_module("weasyprint"), "__version__", "")
    return version == VERSION and not left_alone() and all(_parameters(name) == shapes[name] for name in shapes)


def _parameters(name: str) -> tuple[str, ...] | None:
    """The parameters of a function; None where there is none of that name."""
    module, _, function = name.partition(":")
    try:
        code: Any = attrgetter(f"{function}.__code__")(import_module(module))
    except (ImportError, AttributeError):
        return None
    parameters: Sequence[str] = code.co_varnames[: code.co_argcount]
    return tuple(parameters)
