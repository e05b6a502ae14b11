"""One text, two engines: LibreOffice breaks a DOCX's lines where the breaker breaks them, given its constants.

Of 1,624 lines 18 differ, each where one cause is met or in the lines after it. In an address (12 lines, four papers)
LibreOffice ends a line only after a slash, the breaker also after a dot. LibreOffice begins a line with …… (4 lines),
the breaker does not. A line of many changes of script (2 lines) is a fraction of a point too wide for the breaker.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import libreoffice
import pytest
import ruler
from long_papers import paper
from opened import write
from papers import hanzi

from convert.compose.breaker import LIBREOFFICE
from convert.compose.flow import flow
from convert.compose.setting import Piece, Setting
from convert.document import Document, Heading, Table
from convert.fonts import resolve
from convert.style import load

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

STYLE = load("gbt9704")
PAPERS = {
    "hanzi": hanzi(3),
    "prose": paper(1, 24, figures=0),
    "long prose": paper(2, 70, figures=0, headings=False),
    "figures": paper(3, 40, figures=0.5),
    "long figures": paper(4, 60, figures=0.5),
    "tables": paper(5, 30, figures=0.3, tables=True),
    "structure": paper(6, 50, figures=0.2),
}

Lines = list[str]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Lines]]:
    """The lines of every page as LibreOffice prints them."""
    files = {name: write(document).data for name, document in PAPERS.items()}
    pdfs = libreoffice.to_pdf(files, tmp_path_factory.mktemp("parity"))
    return {name: list(_pages(pdf.read_bytes())) for name, pdf in pdfs.items()}


def _pages(pdf: bytes) -> Iterator[Lines]:
    """The lines of every page but those of tables, which alone are set smaller."""
    for page in ruler.measure(pdf):
        kept = ("".join(c.text for c in line.characters if c.size != STYLE.roles["table"].size) for line in page.lines)
        yield [line for line in map(_without_spaces, kept) if line]


def _expected(document: Document) -> Iterator[str]:
    """The lines as the breaker makes them with LibreOffice's constants."""
    setting = Setting(STYLE, resolve(STYLE.faces), LIBREOFFICE)
    if document.title:
        yield document.title
    for _, block, lead in flow(document.blocks):
        if isinstance(block, Table):
            continue
        role = f"heading{block.level}" if isinstance(block, Heading) else block.role
        pieces = [Piece(block.text, role)]
        if lead:
            pieces.insert(0, Piece(lead.text, f"heading{lead.level}"))
        for line in setting.lines(pieces, (STYLE.roles[role].indent, 0.0)):
            yield _without_spaces("".join(piece.text for piece in line))


def _without_spaces(line: str) -> str:
    return "".join(line.split()).replace("\ufffe", "-")  # PDFium's sign for a hyphen at a line's end


def _spans(parts: Iterable[str]) -> set[tuple[int, int]]:
    """Where each part begins and ends in the whole text."""
    return set(pairwise(accumulate(map(len, parts), initial=0)))


def _share(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """How much of what is printed is cut where it was expected to be."""
    same = everything = 0
    for printed, expected in pairs:
        assert "".join(printed) == "".join(expected), "LibreOffice prints the text, all of it"
        same += len(_spans(printed) & _spans(expected))
        everything += len(printed)
    return same / everything


def _lines(printed: dict[str, list[Lines]], *names: str) -> Iterator[tuple[Lines, Lines]]:
    for name in names:
        yield [line for page in printed[name] for line in page], list(_expected(PAPERS[name]))


def test_hanzi_alone_break_alike(printed: dict[str, list[Lines]]) -> None:
    assert _share(_lines(printed, "hanzi", "prose")) == 1


def test_97_lines_in_a_hundred_break_alike(printed: dict[str, list[Lines]]) -> None:
    assert _share(_lines(printed, *PAPERS)) >= 0.97


def test_9_pages_in_ten_hold_the_same(printed: dict[str, list[Lines]]) -> None:
    pages = []
    for name, document in PAPERS.items():
        if any(isinstance(block, Table) for block in document.blocks):
            continue  # the height of a table's rules is each engine's own
        lines = list(_expected(document))
        first = STYLE.page.lines - bool(document.title)  # the blank line under the title
        edges = [0, *range(first, len(lines), STYLE.page.lines), len(lines)]
        expected = ["".join(lines[start:end]) for start, end in pairwise(edges)]
        pages.append((["".join(page) for page in printed[name]], expected))
    assert _share(pages) >= 0.9
