"""What cleaning takes out because it belongs to the page that a text came from, not to the text."""

from collections.abc import Iterator

from convert.checks.finding import Finding, Fix
from convert.checks.paper import Paper
from convert.ledger import Edit

SHOWN = 20
"""Characters of a piece of clutter that the message shows."""
RECORD = "clutter.record"
"""Facts about the document itself – by whom and when a law was made, an index card: they go into the front matter."""


def left(paper: Paper) -> Iterator[Finding]:
    """Share bars, 版权声明, page numbers, links of a site; to take them out needs --unsafe-fixes, for letters go."""
    for start, end, after, rule in paper.clutter:
        if RECORD in rule:
            continue
        text = paper.source.text[start:end]
        if not (shown := text.strip()):
            continue
        low = start + text.index(shown)
        fix = None if after.strip() else Fix((Edit(start, end, after, "DC302"),), safe=False)
        yield paper.at("DC302", low, low + len(shown), fix, text=shown.split("\n")[0][:SHOWN])
