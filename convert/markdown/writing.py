"""Documents written as Markdown."""

from collections.abc import Iterator

from convert import recognizers
from convert.document import Block, Document, Heading, Image, Paragraph, Role, Run, Table
from convert.markdown import comments, emphasis, escaping, scalars


def dump(document: Document) -> str:
    """The document as Markdown with front matter; the number stays in a heading's text."""
    title, subtitle = document.title, document.metadata.subtitle
    one_line = recognizers.split_subtitle(title + subtitle) == (title, subtitle)
    head = [scalars.dump(document.metadata, subtitled=not one_line)]
    if title:
        head.append(f"# {escaping.heading(title + subtitle if one_line else title)}")
    notes: list[str] = []
    body = "".join(_blocks(document, notes))
    return "\n\n".join(head) + body + "".join(_footnotes(notes)) + "\n"


def _blocks(document: Document, notes: list[str]) -> Iterator[str]:
    """Every block after what parts it from the one before: an empty line, or a line end after a run-in heading.

    The footnotes that are called for are added to *notes*.
    """
    recognized = recognizers.assign_roles(document).blocks
    before: Block | None = None
    for index, block in enumerate(document.blocks):
        joined = isinstance(before, Heading) and before.run_in and isinstance(block, Paragraph)
        yield "\n" if joined else "\n\n"
        before = block
        following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
        match block:
            case Heading():
                yield from _heading(block, following)
            case Paragraph():
                expected = recognized[index]
                role = expected.role if isinstance(expected, Paragraph) else Role.BODY
                yield from _paragraph(block, role, notes)
            case Table():
                yield from _table(block)
            case Image():
                yield f"![{escaping.label(block.text)}]({escaping.path(block.path)})"


def _heading(heading: Heading, following: Block | None) -> Iterator[str]:
    reads_run_in = heading.text.endswith(comments.RUN_IN_ENDS) and isinstance(following, Paragraph)
    if heading.run_in != reads_run_in:
        yield comments.comment(comments.RUN_IN if heading.run_in else comments.OWN_LINE) + "\n"
    yield f"{'#' * (heading.level + 1)} {escaping.heading(heading.text)}"


def _paragraph(paragraph: Paragraph, expected: Role, notes: list[str]) -> Iterator[str]:
    calls = [_call(run, notes) for run in paragraph.content]
    source = escaping.begin_line(escaping.keep_spaces(emphasis.write(paragraph.content, calls)))
    if paragraph.role is Role.QUOTE:
        yield f"> {source}"
        return
    if paragraph.role is not expected:
        yield comments.comment(comments.NAMES[paragraph.role]) + "\n"
    yield source


def _call(run: Run, notes: list[str]) -> str:
    if not run.note:
        return ""
    notes.append(run.note)
    return f"[^{len(notes)}]"


def _footnotes(notes: list[str]) -> Iterator[str]:
    for number, note in enumerate(notes, 1):
        yield f"\n\n[^{number}]: {escaping.keep_spaces(escaping.escape(note))}"


def _table(table: Table) -> Iterator[str]:
    """A table, whose head in Markdown is always one row: an empty one stands for none."""
    blank = ("",) * len(table.rows[0])
    if table.heads > 1 or (table.heads and table.rows[0] == blank):
        yield comments.comment(comments.heads(table.heads)) + "\n"
    if table.landscape is not None:
        yield comments.comment(comments.landscape(table.landscape)) + "\n"
    rows = table.rows if table.heads else (blank, *table.rows)
    lines = [f"| {' | '.join(map(escaping.cell, row))} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(blank))
    yield "\n".join(lines)
