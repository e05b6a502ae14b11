"""HTML for a browser of what stands around the text: 版头 and 版记, simply one part under the other."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from convert.compose.imprint import Imprint
from convert.compose.letterhead import Letterhead

_SEPARATOR = '<hr class="separator">'


def letterhead(head: Letterhead) -> Iterator[str]:
    """The parts of a 版头, the names of 签发人 on the line of their label, and the separator."""
    rule = head.rules[0].top if head.rules else None
    for role, group in groupby(head.parts, lambda part: "signatories" if part.role == "signatory" else part.role):
        parts = list(group)
        if rule is not None and parts[0].top > rule:
            yield _SEPARATOR
            rule = None
        texts = [escape(part.text) for part in parts]
        if role == "signatories":
            yield f'<p class="signatories">{texts[0]}{"　".join(texts[1:])}</p>'
        else:
            yield from (f'<p class="{role}">{text}</p>' for text in texts)
    if rule is not None:
        yield _SEPARATOR


def imprint(foot: Imprint) -> Iterator[str]:
    """The entries of a 版记 between their rules."""
    for band in foot.bands:
        yield '<div class="band">'
        for entry in band.entries:
            right = f'<span class="at-right">{escape(entry.right)}</span>' if entry.right else ""
            yield f'<p class="imprint">{escape(entry.label + entry.text)}{right}</p>'
        yield "</div>"
