"""A ruler for finished PDFs: what PDFium, which made none of them, finds on their pages, held against the style."""

from convert.ruler.reading import Reading
from convert.ruler.readings import readings, report
from convert.ruler.sheet import MM, Character, Line, Page, Rule, measure

__all__ = ["MM", "Character", "Line", "Page", "Reading", "Rule", "measure", "readings", "report"]
