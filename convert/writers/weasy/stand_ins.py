"""Modules that are loaded when something of them is used: what WeasyPrint imports and a page of text never needs.

For 0.05 s of a start: fontTools serves where harfbuzz-subset is missing or a font is variable, Pillow where there
are pictures, pyphen where words are hyphenated, tinyhtml5 where a page is not XML, mimetypes where a file is attached,
uuid in one kind of PDF/X.
"""

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is loaded when something of it is asked for; what was set on it by then is set on it first.

    So it is for all of the *group*: that Pillow must not run Ghostscript is set on another module than opens a picture.
    """

    def __init__(self, name: str, group: "Iterable[Later]" = ()) -> None:
        super().__init__(name)
        vars(self)["__group"] = group or (self,)

    def __getattr__(self, name: str) -> Any:
        for module in vars(self)["__group"]:
            module.settle()
        return getattr(import_module(self.__name__), name)

    def settle(self) -> None:
        """Load the module and set on it what was set here."""
        module = import_module(self.__name__)
        for name in [name for name in vars(self) if not name.startswith("__")]:
            setattr(module, name, vars(self).pop(name))


def _named(module: str, name: str) -> Any:
    """A function or class of a module that is loaded when it is called."""

    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **options)

    return call


class _Made:
    """Stands for what a class of a module makes, which is made when something of it is asked for."""

    def __init__(self, module: str, name: str) -> None:
        self._make = _named(module, name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)


def _package(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(members)
    return module


def stand_ins() -> dict[str, ModuleType]:
    """What WeasyPrint is to find under these names instead."""
    pillow: list[Later] = []
    pillow += (Later(f"PIL.{name}", pillow) for name in ("EpsImagePlugin", "Image", "ImageFile", "ImageOps"))
    modules = [
        _package("PIL", **{module.__name__.removeprefix("PIL."): module for module in pillow}),
        _package("PIL.ImageCms", ImageCmsProfile=_named("PIL.ImageCms", "ImageCmsProfile")),
        _package(
            "fontTools.ttLib",
            TTFont=_named("fontTools.ttLib", "TTFont"),
            TTLibError=Exception,  # caught only to say that a font could not be subset
            ttFont=Later("fontTools.ttLib.ttFont"),
            woff2=Later("fontTools.ttLib.woff2"),
        ),
        _package(
            "fontTools.varLib.instancer",
            instantiateVariableFont=_named("fontTools.varLib.instancer", "instantiateVariableFont"),
        ),
        _package(
            "mimetypes",
            MimeTypes=partial(_Made, "mimetypes", "MimeTypes"),
            guess_type=_named("mimetypes", "guess_type"),
        ),
        _package("uuid", uuid4=_named("uuid", "uuid4")),
        *map(Later, ("fontTools.subset", "pyphen", "tinyhtml5")),
    ]
    return {module.__name__: module for module in modules}
