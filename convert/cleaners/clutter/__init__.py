"""Takes out what web pages put round and into a text; decided from shape, position and neighbours together.

The words are data, in ../clutter.toml. A line is examined by itself first (shape); where it stands decides whether
that counts (zones). Jam inside lines and what is stuck to titles and paragraphs (readings, jam, headline, stuck) come
before, so that lines are seen without them; heads of mails, records and tables go whole (mail, records, tables,
contents). What is dropped is harvested.
"""

from dataclasses import replace

from convert.cleaners import harvest
from convert.cleaners.clutter import contents, headline, jam, mail, readings, records, stuck, tables, zones
from convert.diagnostic import diagnose
from convert.ledger import Edit, Format, Text


def clean(text: Text) -> Text:
    """Drop clutter, and keep in the harvest what it says of the document."""
    text = text.edited(list(readings.edits(text.content)))
    text = text.edited(list(jam.edits(text.content)))
    text = text.edited(list(headline.edits(text.content)))
    text = text.edited(list(stuck.edits(text.content)))
    lines = zones.split(text.content)
    dropped = records.find(lines, text.source.format is Format.MARKDOWN) | mail.find(lines) | tables.find(lines)
    dropped |= contents.find(lines)
    rest = [line for line in lines if line.start not in dropped]
    dropped |= zones.find(rest, text.source.format is not Format.MARKDOWN)
    if not dropped:
        return text
    metadata, title = text.harvest, text.title
    edits = []
    found = []
    for start, drop in sorted(dropped.items()):
        metadata, title = harvest.collect(metadata, title, drop.fields)
        edits.append(_edit(text.content, drop))
        if drop.rights:
            found.append(diagnose("DC602", text.source_line(start), notice=drop.line.text[:40]))
    diagnostics = (*text.diagnostics, *found[:1])
    return replace(text.edited(edits), harvest=metadata, title=title, diagnostics=diagnostics)


def _edit(content: str, drop: zones.Drop) -> Edit:
    """The edit that takes a line out, with its newline."""
    end = min(drop.line.end + 1, len(content))
    return Edit(drop.line.start, end, "", f"clutter.{drop.kind}")
