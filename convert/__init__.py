"""doconv: raw Chinese speeches and official documents to clean Markdown, PDF and DOCX as GB/T 9704-2012 asks."""

__version__ = "0.1.0"

from convert.pipeline import check, clean, read, render, structure

__all__ = ["__version__", "check", "clean", "read", "render", "structure"]
