"""Messages as one line that steers no terminal."""

from convert.diagnostic import Diagnostic, Language


def message(diagnostic: Diagnostic, name: str, language: Language) -> str:
    """One line that a person and an editor can read: path:line:column: CODE message."""
    return printable(f"{where(diagnostic, name)}: {diagnostic.code} {diagnostic.message(language)}")


def where(diagnostic: Diagnostic, name: str) -> str:
    """Where a finding is; a file whose name is a command to those who run CI is called by its path."""
    name = f"./{name}" if name.lstrip().startswith("::") else name
    return f"{name}:{diagnostic.line}:{max(1, diagnostic.column)}" if diagnostic.line else name


def printable(text: str) -> str:
    """The text on one line, without what could steer a terminal or hide in it."""
    return _visible(text).replace("##[", "##\\x5b")  # an old way to give a CI run commands, from anywhere in a line


def shown(text: str) -> str:
    """The text of several lines for a terminal: line ends and tabs as they are, no line a command to a CI run."""
    return "\n".join("\t".join(map(printable, _defused(line).split("\t"))) for line in text.split("\n"))


def _defused(line: str) -> str:
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + "\\x3a" + bare[1:] if bare.startswith("::") else line


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in text)
