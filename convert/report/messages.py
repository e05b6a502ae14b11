"""Messages as one line that steers no terminal."""

from convert.diagnostic import Diagnostic, Language


def message(diagnostic: Diagnostic, name: str, language: Language) -> str:
    """One line that a person and an editor can read: path:line:column: CODE message."""
    place = f"{name}:{diagnostic.line}:{max(1, diagnostic.column)}: " if diagnostic.line else f"{name}: "
    return printable(f"{place}{diagnostic.code} {diagnostic.message(language)}")


def printable(text: str) -> str:
    """The text on one line, without what could steer a terminal or hide in it."""
    return "".join(c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in text)
