"""What WeasyPrint knows of HTML by itself, cut down to the elements that doconv writes, and its pages read as XML.

WeasyPrint parses the sheets for all elements when it is imported, 35 ms; those for doconv's take 6.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

from convert.patterns import pattern
from convert.writers.weasy import fits

ELEMENTS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "h5", "p", "div", "span", "strong", "em"}
    | {"img", "table", "col", "thead", "tbody", "tr", "td"}
)
"""The elements of doconv's pages."""
BOXES = frozenset({"footnote", "note-area", "bottom-left", "bottom-center", "bottom-right", "top-left-corner"})
"""What of a page's margins doconv uses; of the others WeasyPrint then finds no style, anew for each page."""
_SHAPES = {
    "weasyprint:HTML._ua_stylesheets": ("self", "forms"),
    "weasyprint:HTML._ua_counter_style": ("self",),
    "weasyprint:HTML._ph_stylesheets": ("self",),
    "cssselect2:ElementWrapper.from_html_root": ("cls", "root", "content_language"),
}
_RULE = pattern(
    r"^(?:@counter-style +(?P<counter>\S+)|  @(?P<box>[a-z-]+)|(?P<selectors>[^@{}/ \n][^{}\n]*)) +(?P<body>\{.*\n)",
    re.MULTILINE,
)
_COMMA = pattern(r", (?![^()]*\))")
_NAME = pattern(r"(?<![\w:.\[=-])[a-z][a-z0-9]*")


def needed(sheet: str) -> str:
    """A sheet of WeasyPrint's without the rules, one a line, and the selectors that match nothing of doconv's pages."""
    return _RULE.sub(_shortened, sheet)


def _shortened(rule: "re.Match[str]") -> str:
    if rule["counter"]:
        return rule[0] if rule["counter"] == "decimal" else ""
    if rule["box"]:
        return rule[0] if rule["box"] in BOXES else ""
    selectors = ", ".join(filter(_matches, _COMMA.split(rule["selectors"])))
    return f"{selectors} {rule['body']}" if selectors else ""


def _matches(selector: str) -> bool:
    """Whether an element of doconv's may match: it has none of the attributes that those sheets ask for."""
    names = set(_NAME.findall(selector))
    return selector.startswith("::") or ("[" not in selector and bool(names) and names <= ELEMENTS)


@contextmanager
def parsed_later() -> Iterator[None]:
    """Let WeasyPrint be imported without its sheets."""
    tinycss2: Any = import_module("tinycss2")
    parse = tinycss2.parse_stylesheet
    tinycss2.parse_stylesheet = lambda _css: []
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = parse


def give_when_needed() -> bool:
    """Give those sheets to who else uses WeasyPrint in this process, when first needed; False where that is unknown."""
    if not fits(_SHAPES):
        return False
    html = import_module("weasyprint").HTML
    html._ua_stylesheets = lambda self, forms=False: _whole()[0][: 2 if forms else 1]  # noqa: ARG005
    html._ua_counter_style = lambda self: [_whole()[1].copy()]  # noqa: ARG005
    html._ph_stylesheets = lambda self: _whole()[0][2:]  # noqa: ARG005
    return True


@cache
def _whole() -> tuple[list[Any], Any]:
    """The sheets for elements, for forms and for attributes, and the styles of counters that they define."""
    from weasyprint import CSS, html
    from weasyprint.css.counters import CounterStyle

    counters = CounterStyle()
    return [CSS(string=text, counter_style=counters) for text in (html.UA, html.UA_FORM, html.PH)], counters


@cache
def _own() -> tuple[Any, Any]:
    """The sheet for the elements of doconv's pages, and the styles of counters that it defines."""
    from weasyprint import CSS, html
    from weasyprint.css.counters import CounterStyle

    counters = CounterStyle()
    return CSS(string=needed(html.UA), counter_style=counters), counters


@cache
def _page() -> type:
    from weasyprint import HTML, cssselect2

    class Page(HTML):  # type: ignore[misc]
        """One of doconv's pages, already parsed."""

        def __init__(self, root: ElementTree.Element, fetcher: Any) -> None:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            del forms
            return [_own()[0]]

        def _ua_counter_style(self) -> list[Any]:
            return [_own()[1].copy()]

    return Page


def page(engine: Any, text: str, fetcher: Any) -> Any:
    """A page of doconv's as WeasyPrint takes it; one that is no XML, or another engine, as any other page."""
    if fits(_SHAPES):
        try:
            return _page()(ElementTree.XML(text), fetcher)
        except ElementTree.ParseError:
            pass
    return engine.HTML(string=text, url_fetcher=fetcher)
