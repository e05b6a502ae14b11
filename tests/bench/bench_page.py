"""Reading a page beside readability-lxml, which finds the body alone: no title, date, source nor table."""

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from convert.readers import read
from tests.bench.rounds import best_times, show

PAGES = Path(__file__).parents[2] / "fixtures/corpus/raw"


def main() -> None:
    """Print the tables."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.html")) if is_utf8(path)]
    compare("the pages of fixtures/corpus", pages)
    compare("a portal's page", [portal(paragraphs=60, links=1500)])
    compare("a page of a megabyte", [portal(paragraphs=4000, links=3000)])


def compare(name: str, pages: list[str]) -> None:
    """Print how long it takes to read *pages*, and how long the peer takes."""
    contestants: dict[str, Callable[[], object]] = {"doconv": lambda: [read("-", page.encode()) for page in pages]}
    if peer := readability():
        contestants["readability-lxml"] = lambda: [peer(page) for page in pages]
    size = sum(len(page.encode()) for page in pages) / 1e6
    print(f"-- {name}: {len(pages)} of {size:.2f} MB")
    show(best_times(contestants), "doconv", size)


def portal(paragraphs: int, links: int) -> str:
    """A page with as much around its text as a portal's has."""
    item = "<li class='item'><a href='/2026/0318/c{0}.html'>我县第{0}次农业生产现场会召开</a><span>03-18</span></li>"
    text = "<p style='text-indent: 2em'><span>　　第{0}项工作要抓紧抓实，做到有部署、有检查，责任到人。</span></p>"
    menu = "".join(item.format(n) for n in range(links))
    return (
        "<!DOCTYPE html><html><head><title>在全县农业工作会议上的讲话_某县人民政府</title></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><h1>在全县农业工作会议上的讲话</h1><p>2026-03-18 09:00 来源：某县</p>"
        f"<div class='content'>{''.join(text.format(n) for n in range(paragraphs))}</div><ul>{menu}</ul></body></html>"
    )


def is_utf8(path: Path) -> bool:
    """Whether the peer can be given the page's text."""
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def readability() -> Callable[[str], object] | None:
    """The peer's function; None where it is not installed."""
    try:
        document = importlib.import_module("readability").Document
    except ImportError:
        print("readability-lxml is not installed: pip install 'doconv[bench]'")
        return None
    return partial(summary, document)


def summary(document: Callable[[str], object], page: str) -> object:
    """The body of a page, as the peer finds it."""
    return document(page).summary()  # type: ignore[attr-defined]
