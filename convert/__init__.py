"""doconv: raw Chinese speeches and official documents to clean Markdown, PDF and DOCX as GB/T 9704-2012 asks."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from convert.pipeline import check, clean, read, render, structure

__all__ = ["__version__", "check", "clean", "read", "render", "structure"]


def __getattr__(name: str) -> Any:
    """A step of the pipeline, loaded when it is asked for: `doconv --help` needs none."""
    if name in __all__:
        from convert import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
