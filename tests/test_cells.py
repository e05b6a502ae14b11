"""The cells of a saved page's table: what a reader sees of them, on one line."""

import pytest
from lxml import html

from convert.readers.html.tables import text


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<td>甲局</td>", "甲局"),
        ("<td><font>甲</font><font>局</font></td>", "甲局"),
        ("<td><p>甲局</p><p>乙局</p></td>", "甲局乙局"),
        ("<td><p>GDP</p><p>CPI</p></td>", "GDP CPI"),
        ("<td>甲<script>var a = 1;</script>局</td>", "甲局"),
        ("<td><p>甲</p><style>p { color: red }</style><noscript>请打开</noscript>局</td>", "甲局"),
        ("<td><script>document.write('广告')</script></td>", ""),
    ],
)
def test_what_a_cell_says(cell: str, shown: str) -> None:
    (found,) = html.fromstring(f"<table><tr>{cell}</tr></table>").iter("td")
    assert text(found) == shown
