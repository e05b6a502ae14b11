"""WeasyPrint imported in a quarter of the time: its C declarations ready, what it seldom needs left for later.

Of 0.44 s that `import weasyprint` takes, 0.25 go into cffi, which parses the same 500 lines of C at every start, 0.04
into its sheets for all the elements of HTML, and 0.05 into modules that a page of text does not use.
"""

import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from convert.writers.weasy import VERSION, fits, left_alone
from convert.writers.weasy.sheets import give_when_needed, parsed_later
from convert.writers.weasy.stand_ins import stand_ins

DECLARATIONS = "299e085733e812fe"
"""How the digest begins of the C declarations that declarations.py was made from."""
_SHAPES = {"pydyf:Stream.data.fget": ("self",)}
_LEVEL = 1
"""zlib's highest level, which WeasyPrint asks for, takes a third of a short document's time; the lowest makes the file
4 % larger."""


def load() -> Any:
    """The module weasyprint; ImportError or OSError where it or a library below it is missing."""
    if "weasyprint" in sys.modules or left_alone() or _version() != VERSION:
        return import_module("weasyprint")
    import_module("fontTools")
    cffi = ModuleType("cffi")
    vars(cffi)["FFI"] = _Declared
    modules = {"cffi": cffi, **stand_ins()}
    with _in_place({name: module for name, module in modules.items() if name not in sys.modules}), parsed_later():
        weasyprint = import_module("weasyprint")
    if not give_when_needed():
        _forget()
        return import_module("weasyprint")
    _compress_quickly()
    return weasyprint


def _forget() -> None:
    """Let WeasyPrint be imported anew."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _version() -> str:
    """The version of the WeasyPrint that would be imported; none where it does not say so in the known way."""
    found = find_spec("weasyprint")
    text = Path(found.origin).read_text(encoding="utf-8") if found and found.origin else ""
    match = re.search(r"__version__ = '([0-9.]+)'", text)
    return match[1] if match else ""


def _compress_quickly() -> None:
    """Let pydyf compress quickly."""
    pydyf = import_module("pydyf")
    if getattr(pydyf, "zlib", None) is zlib and fits(_SHAPES):
        quicker = ModuleType("zlib")
        vars(quicker)["compressobj"] = lambda level: zlib.compressobj(min(level, _LEVEL))
        vars(pydyf)["zlib"] = quicker


@contextmanager
def _in_place(modules: Mapping[str, ModuleType]) -> Iterator[None]:
    """Let *modules* be what an import finds under their names, and nobody else's imports after that."""
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name, module in modules.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Declared:
    """An FFI whose declarations are ready, where they are those that were made ready."""

    def cdef(self, source: str) -> None:
        if sha256(source.encode()).hexdigest().startswith(DECLARATIONS):
            from convert.writers.weasy.declarations import ffi
        else:
            sys.modules.pop("cffi", None)
            ffi = import_module("cffi").FFI()
            ffi.cdef(source)
        for name in dir(ffi):
            if not name.startswith("__"):
                setattr(self, name, getattr(ffi, name))
