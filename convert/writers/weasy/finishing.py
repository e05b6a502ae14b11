"""What is done to a PDF before it is written: WeasyPrint lets its caller finish it."""

from functools import cache
from importlib import import_module
from typing import Any

from convert.writers.weasy import fits
from convert.writers.weasy.embedding import OUTLINES

_SHAPES = {
    "pydyf:PDF.write": ("self", "output", "version", "identifier", "compress"),
    "pydyf:Object.indirect.fget": ("self",),
}


def finish(_document: Any, pdf: Any) -> None:
    """Say of outlines alone that they are that (ISO 32000-1, 9.9), and make each object's bytes once.

    WeasyPrint makes them a second time for the identifier of the file.
    """
    made = _made() if fits(_SHAPES) else None
    for at, thing in enumerate(pdf.objects):
        extra = getattr(thing, "extra", {})
        if extra.get("Subtype") == "/OpenType" and thing.stream[0].startswith(OUTLINES):
            extra["Subtype"] = "/CIDFontType0C"
        if made and thing.free == "n":
            pdf.objects[at] = made(thing)


@cache
def _made() -> type:
    pydyf: Any = import_module("pydyf")

    class Made(pydyf.Object):  # type: ignore[misc]
        """An object of a PDF as the bytes that it is written as."""

        data = b""
        compressible = False

        def __init__(self, thing: Any) -> None:
            super().__init__()
            self.number, self.generation = thing.number, thing.generation
            self.data, self.compressible = thing.data, thing.compressible

    return Made
