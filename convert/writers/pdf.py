"""Document → PDF by WeasyPrint: its lines broken by doconv, its fonts the files that were resolved, nothing fetched."""

import atexit
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any

from convert.compose import pages
from convert.compose.grid import ABOVE, TYPICAL, UNDER, Ink
from convert.compose.letterhead import masthead
from convert.compose.pages import Plan
from convert.compose.printable import printable, unprintable
from convert.compose.setting import Setting
from convert.diagnostic import Diagnostic, WriteError, diagnose
from convert.document import Document
from convert.fonts import FontFile, Fonts, install_command
from convert.style import Style
from convert.writers import Resources, Written, css
from convert.writers.html import Body, page
from convert.writers.pictures import Gallery, Picture
from convert.writers.placed import IMPRINT, TEXT_END
from convert.writers.weasy import VERSION, cascade, embedding, lines, loading, sheets
from convert.writers.weasy.finishing import finish


def write(document: Document, style: Style, resources: Resources) -> Written:
    """A PDF whose pages a ruler finds as the style says."""
    engine = _engine()
    spaced = lines.install()
    embedding.install()
    cascade.install()
    fonts = resources.fonts()
    odd = unprintable(document)
    document = printable(document)
    limits = resources.limits
    ink = _mark_ink(document, style, fonts, spaced=spaced)
    make = partial(Body, document, style, Setting(style, fonts).for_style(), Gallery(resources.folder, limits), ink)
    body = make()
    elements = "\n".join(body.elements())
    places = pages.foretell(body.items, style)
    if any(place.ends for place in places):
        body = make(ends=[place.ends for place in places])
        elements = "\n".join(body.elements())
    limits.hold("pages", places[-1].last if places else 1, document.title)
    plan = _foretold(body)
    foot = body.imprint_element(plan)
    used = tuple(dict.fromkeys((*body.used, *(fonts.chains[face][0] for face in _always(style)))))
    if spaced:
        for font in used:
            _register(font)
    above, under = _ink(fonts.chains[style.page_number.face][0], style.page_number.form[:1], spaced=spaced)
    dash = (above - under) / 2
    sheet = _sheet(css.for_print(style, fonts, used, spaced=spaced, dash=dash), used)

    def render(foot: str) -> Any:
        fetcher = _local_only((), body.pictures) if body.pictures else _nothing()
        html = sheets.page(engine, page(document, "", elements + foot), fetcher)
        return html.render(font_config=_configuration(), stylesheets=[sheet])

    rendered = render(foot)
    if foot and (better := _found(rendered, plan, style)) != plan:
        rendered = render(body.imprint_element(better))
    data: bytes = rendered.write_pdf(
        finisher=finish, pdf_identifier=True, pdf_tags=True, pdf_variant=style.pdf.variant or None
    )
    found = (*body.found, *_findings(fonts, body, places, used), *_unprintable(odd), *_unknown_engine(engine, spaced))
    return Written(data, len(rendered.pages), found)


def _foretold(body: Body) -> Plan:
    """How the 版记 comes to its page, as far as the pages can be foretold."""
    return pages.foretold_plan(body.items, body.imprint.lines, body.style) if body.imprint else Plan()


def _found(rendered: Any, plan: Plan, style: Style) -> Plan:
    """How it should have come there, now that the pages are known."""
    at = {name: number for number, page in enumerate(rendered.pages, 1) for name in page.anchors}
    end, own = at[TEXT_END], at[IMPRINT]
    return pages.plan(end, own, style) if not plan.alone or (style.imprint.even and own % 2) else plan


def _always(style: Style) -> tuple[str, str]:
    """The faces that a page needs whatever stands on it: the grid's and the page number's."""
    return style.roles["body"].face, style.page_number.face


def _engine() -> Any:
    """WeasyPrint; WriteError DC904 where it or the pango below it is missing."""
    try:
        return loading.load()
    except (ImportError, OSError) as error:
        raise WriteError("DC904", command=install_command("pango")) from error


def _findings(
    fonts: Fonts, body: Body, places: Sequence[pages.Place], used: Container[FontFile]
) -> Iterator[Diagnostic]:
    """What is wrong with the pages and with their fonts."""
    yield from pages.findings(body.items, places)
    yield from fonts.stand_ins(used)
    missing = {c for face, characters in body.characters.items() for c in fonts.missing(face, characters)}
    for character in sorted(missing):
        yield diagnose("DC803", character=character, code=f"U+{ord(character):04X}", command=install_command())


def _unprintable(characters: Iterable[str]) -> Iterator[Diagnostic]:
    for character in sorted(characters):
        yield diagnose("DC906", character=f"U+{ord(character):04X}")


def _unknown_engine(engine: Any, spaced: bool) -> tuple[Diagnostic, ...]:
    return () if spaced else (diagnose("DC905", version=engine.__version__, known=VERSION),)


@cache
def _configuration() -> Any:
    """The fonts that Pango knows; one a process: each new one would load every font anew and keep it."""
    from weasyprint.text.fonts import FontConfiguration

    made = FontConfiguration()
    atexit.register(_remove_folder, made)
    return made


def _remove_folder(configuration: Any) -> None:
    """Remove the folder that a configuration may have made, which it would do too late: Python is gone by then.

    The rest of it is left to the system: Pango may be at work on it in a thread of its own.
    """
    configuration.__del__()
    configuration._folder = None


@cache
def _register(font: FontFile) -> None:
    lines.register(_configuration(), font.name, font)
    embedding.register(font.name, font)


@lru_cache(maxsize=64)
def _ink(font: FontFile, characters: str, *, spaced: bool) -> tuple[float, float]:
    """How far above and how far under the baseline the ink of some characters reaches, in em.

    Where Pango may be asked it knows that in a tenth of the time: it has the font open.
    """
    if not spaced:
        return font.ink(characters)
    _register(font)
    return lines.ink(_configuration(), font.name, characters)


def _mark_ink(document: Document, style: Style, fonts: Fonts, *, spaced: bool) -> Ink:
    """Where the ink of a 发文机关标志 lies in its squares, over its first line and under its last, and their widths."""
    names = masthead(document, style)[0]
    if not names:
        return TYPICAL
    font = fonts.chains[style.roles["masthead"].face][0]
    (above, _), (_, under) = (_ink(font, name, spaced=spaced) for name in (names[0], names[-1]))
    return Ink(ABOVE - above, UNDER - under, partial(fonts.advance, style.roles["masthead"].face))


@lru_cache(maxsize=16)
def _sheet(text: str, used: tuple[FontFile, ...]) -> Any:
    """A sheet as WeasyPrint keeps it; reading it anew for every document would take a fifth of a short one's time."""
    from weasyprint import CSS

    return CSS(string=text, font_config=_configuration(), url_fetcher=_local_only(used))


def _local_only(used: Iterable[FontFile], pictures: Mapping[str, Picture] = MappingProxyType({})) -> Any:
    """What WeasyPrint may read: the fonts in use, where it loads them itself, the pictures, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    paths = {font.path.absolute().as_uri(): font.path for font in used}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            del headers
            if picture := pictures.get(url):
                return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
            if url not in paths:
                raise ValueError(f"not one of the document's own files: {url}")
            return URLFetcherResponse(url, paths[url].read_bytes())

    return Fetcher()


@cache
def _nothing() -> Any:
    """What reads no file; making one anew would take a sixtieth of a short document's time."""
    return _local_only(())
