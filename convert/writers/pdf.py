"""Document → PDF by WeasyPrint, its lines broken by doconv, its fonts the files that were resolved, nothing fetched."""

from functools import cache
from io import BytesIO
from typing import Any

from convert.compose.setting import Setting
from convert.diagnostic import Diagnostic, WriteError, diagnose
from convert.document import Document
from convert.style import Style
from convert.writers import Resources, Written, css, weasy
from convert.writers.html import Body, whole


def write(document: Document, style: Style, resources: Resources) -> Written:
    """A PDF whose pages a ruler finds as the style says."""
    weasyprint = _weasyprint()
    fonts = resources.fonts()
    known = weasy.install()
    setting = Setting(style, fonts).for_style()
    body = Body(document, style, setting)
    elements = "\n".join(body.elements())
    body.used[style.page_number.face, 0] = None
    page = whole(document, css.for_print(style, fonts, body.used), elements)
    html = weasyprint.HTML(string=page, url_fetcher=_fetcher(weasyprint, resources))
    rendered = html.render(font_config=_font_configuration())
    out = BytesIO()
    rendered.write_pdf(out)
    diagnostics: list[Diagnostic] = [*fonts.diagnostics]
    if not known:
        diagnostics.append(diagnose("DC710", version=weasyprint.__version__))
    return Written(out.getvalue(), len(rendered.pages), tuple(diagnostics))


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise WriteError("DC904", command="sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0") from error
    return weasyprint


@cache
def _font_configuration() -> Any:
    """One a process: each new one would load every font anew and keep it."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _fetcher(weasyprint: Any, resources: Resources) -> Any:
    return weasyprint.urls.URLFetcher()
