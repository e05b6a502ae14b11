"""Documents as Markdown that a person can edit, and Markdown as documents; parse(dump(document)) == document.

A title and its subtitle are one `#` line: # 乘势而上——在全市大会上的讲话. A heading that ends in 。 ？ ！
or ： is run-in where a paragraph follows: the two are one printed paragraph. What shape and place do not say is said
by a comment on the line before: <!-- 署名 -->, <!-- 独行 -->, <!-- 接排 -->.
"""

from collections.abc import Sequence

from convert.diagnostic import Diagnostic
from convert.document import Document, Lines


# Either half is loaded when it is needed: a text that is cleaned is only written, a file that is rendered only read.
def parse(markdown: str, places: Sequence[Lines] = ()) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read Markdown, doconv's own or anybody's; *places* are the source lines of each line that is not empty."""
    from convert.markdown import reading

    return reading.parse(markdown, places)


def dump(document: Document) -> str:
    """Write a document."""
    from convert.markdown import writing

    return writing.dump(document)
