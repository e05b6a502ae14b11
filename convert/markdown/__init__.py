"""Documents as Markdown that a person can edit, and Markdown as documents; parse(dump(document)) == document.

A title and its subtitle are one `#` line: # 乘势而上——在全市大会上的讲话. A heading that ends in 。 ？ ！
or ： is run-in where a paragraph follows: the two are one printed paragraph. What shape and place do not say is said
by a comment on the line before: <!-- 署名 -->, <!-- 独行 -->, <!-- 接排 -->.
"""

from convert.document import Document
from convert.markdown.reading import parse

__all__ = ["dump", "parse"]


def dump(document: Document) -> str:
    """Write a document; what only writing needs is loaded here, for a file that is rendered is only read."""
    from convert.markdown import writing

    return writing.dump(document)
