"""Documents as Markdown that a person can edit, and Markdown as documents; parse(dump(document)) == document.

A title and its subtitle are one `#` line: # 乘势而上——在全市大会上的讲话. A heading that ends in 。 ？ ！
or ： is run-in where a paragraph follows: the two are one printed paragraph. What shape and place do not say is said
by a comment on the line before: <!-- 署名 -->, <!-- 独行 -->, <!-- 接排 -->.
"""

from convert.markdown.reading import parse
from convert.markdown.writing import dump

__all__ = ["dump", "parse"]
