"""Emphasis beside Chinese marks: a rule for markdown-it that reads it, and a writer that any Markdown reads.

CommonMark takes `**` for text between a hanzi and a mark (她**“做优”**), since it expects a space there.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import punctuation

from convert.document import Run
from convert.markdown.escaping import entity, escape

_EDGES = "“”‘’《》〈〉（）【】〔〕「」，。、；：！？…—"


def write(runs: Sequence[Run], calls: Sequence[str] = ()) -> str:
    """Runs in their emphasis, each with the call for its footnote, "" for none.

    Where CommonMark would not see emphasis, the character outside becomes an entity.
    """
    calls = calls or [""] * len(runs)
    if len(runs) == 1 and not (runs[0].strong or runs[0].emphasis):
        return escape(runs[0].text) + calls[0]
    texts = [_inner(run) if _is_marked(run) else escape(run.text) for run in runs]
    markers = _markers(runs)
    for at, run in enumerate(runs):
        if _is_marked(run):
            continue
        if at and markers[at - 1] and not _flanks(run.text[0], texts[at - 1][-1], markers[at - 1]):
            texts[at] = _with_entity(texts[at], run.text, last=False)
        if at + 1 < len(runs) and markers[at + 1] and not _flanks(run.text[-1], texts[at + 1][0], markers[at + 1]):
            texts[at] = _with_entity(texts[at], run.text, last=True)
    parts = zip(markers, texts, calls, strict=True)
    return "".join(marker + text + marker + call for marker, text, call in parts)


def settle(runs: Sequence[Run]) -> Iterator[Run]:
    """Somebody's runs, the marks at the edges of emphasis outside it where only doconv would read it: **“甲”**乙."""
    for at, run in enumerate(runs):
        before = runs[at - 1].text[-1] if at else " "
        after = runs[at + 1].text[0] if at + 1 < len(runs) else " "
        core = run.text.strip(_EDGES)
        if not core or (_flanks(before, run.text[0], "*") and _flanks(after, run.text[-1], "*")):
            core = run.text
        head, _, tail = run.text.partition(core)
        bare = replace(run, text=core, note="")
        yield from (Run(head), bare, Run(tail), Run("", note=run.note)) if _is_marked(run) else (run,)


def _is_marked(run: Run) -> bool:
    return run.strong or run.emphasis


def _inner(run: Run) -> str:
    """The text of a run in emphasis, which neither begins nor ends with a space."""
    source = escape(run.text)
    if source[0].isspace():
        source = entity(source[0]) + source[1:]
    if source[-1].isspace():
        source = source[:-1] + entity(source[-1])
    return source


def _markers(runs: Sequence[Run]) -> list[str]:
    """The marker of every run: `*` and `_` in turn where one run in emphasis follows another."""
    markers: list[str] = []
    for run in runs:
        sign = "_" if markers and markers[-1].startswith("*") else "*"
        markers.append(sign * (2 * run.strong + run.emphasis))
    return markers


def _flanks(outside: str, inside: str, marker: str) -> bool:
    """Whether CommonMark takes a marker between these two for the edge of emphasis."""
    kind = unicodedata.category(outside)
    if outside in punctuation or outside in "\t\n\f\r" or kind == "Zs" or kind[0] == "P":
        return True
    return not _is_mark(inside) and marker.startswith("*")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _with_entity(source: str, text: str, *, last: bool) -> str:
    """The source of a run with its last or first character as an entity, if it is not one yet.

    A `_` that was plain between two letters stands beside a mark then, and is escaped.
    """
    if not last:
        rest = source[1:]
        return entity(text[0]) + ("\\" + rest if rest.startswith("_") else rest)
    if len(text) == 1 and source == entity(text):
        return source
    rest = source[:-1]
    if rest.endswith("_") and not rest.endswith("\\_"):
        rest = rest[:-1] + "\\_"
    return rest + entity(text[-1])
