"""WeasyPrint imported in a quarter of the time: its C declarations ready, what of fontTools it seldom needs left out.

Of 0.45 s that `import weasyprint` takes, 0.25 go into cffi, which parses the same 500 lines of C at every start, and
0.05 into fontTools' subsetter, which serves only where harfbuzz-subset is missing or a font is variable.
"""

import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from types import ModuleType
from typing import Any

DECLARATIONS = "299e085733e812fe"
"""How the digest begins of the C declarations that declarations.py was made from."""


def load() -> Any:
    """The module weasyprint; ImportError or OSError where it or a library below it is missing."""
    if "weasyprint" in sys.modules:
        return import_module("weasyprint")
    import_module("fontTools")
    instancer = ModuleType("fontTools.varLib.instancer")
    vars(instancer)["instantiateVariableFont"] = _instantiate
    cffi = ModuleType("cffi")
    vars(cffi)["FFI"] = _Declared
    stand_ins = {"cffi": cffi, "fontTools.subset": _Later("fontTools.subset"), instancer.__name__: instancer}
    with _in_place({name: module for name, module in stand_ins.items() if name not in sys.modules}):
        weasyprint = import_module("weasyprint")
    _compress_quickly()
    return weasyprint


def _compress_quickly() -> None:
    """Compress at zlib's usual level: its highest takes a fifth of a short document's time for 1 % of its size."""
    pydyf = import_module("pydyf")
    if getattr(pydyf, "zlib", None) is zlib:
        quicker = ModuleType("zlib")
        vars(quicker)["compressobj"] = lambda level: zlib.compressobj(min(level, 6))
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


class _Later(ModuleType):
    """A module that is loaded when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


def _instantiate(*arguments: Any, **options: Any) -> Any:
    return import_module("fontTools.varLib.instancer").instantiateVariableFont(*arguments, **options)
