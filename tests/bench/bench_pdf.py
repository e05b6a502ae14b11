"""The PDF writer beside plain WeasyPrint on the same HTML, and beside whatever else on this machine makes PDFs.

Every contestant is a process of its own: what doconv changes in WeasyPrint must not help the plain one.
"""

import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from convert import fonts, pipeline
from convert.compose.setting import Setting
from convert.document import Document, Heading, Paragraph, Role, Run
from convert.style import load
from convert.writers import css
from convert.writers.html import Body, page
from tests.bench.rounds import best_times, show

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "fixtures" / "speech.txt"
SENTENCES = (
    "要把群众的呼声作为第一信号，把群众的满意作为第一标准。今年以来，全市完成投资1.5亿元，同比增长7.5%，"
    "“一张蓝图绘到底”的格局正在形成。各级各部门要高度重视，认真贯彻落实，明确责任分工，确保取得实效。"
)
_OURS = """
import pickle, sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from convert import fonts, style
from convert.writers import Resources, pdf
LOOK = style.load("gbt9704")
@cache
def resolved():
    return fonts.resolve(LOOK.faces)
def one(document):
    return len(pdf.write(document, LOOK, Resources(resolved)).data)
path, workers = sys.argv[1:]
documents = pickle.loads(open(path, "rb").read())
if workers == "1":
    for document in documents:
        one(document)
else:
    one(documents[0])
    with ProcessPoolExecutor(int(workers), get_context("fork")) as pool:
        list(pool.map(one, documents, chunksize=5))
"""
_PLAIN = """
import sys, weasyprint
for path in sys.argv[1:]:
    weasyprint.HTML(path).write_pdf(path + ".pdf")
"""


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("-- the sample speech, whole process")
        show(best_times(_one_shot(folder)), "WeasyPrint")
        for count in (10, 50, 200):
            print(f"-- {count} pages, whole process")
            document = _pages(count)
            show(best_times(_together(folder, [document]), rounds=2), "WeasyPrint")
        print("-- 100 documents of one page")
        documents = [_pages(1, number) for number in range(100)]
        show(best_times(_together(folder, documents, workers=2), rounds=2), "WeasyPrint")


def _pages(count: int, number: int = 0) -> Document:
    """A document of about so many pages, never the same one twice."""
    blocks: list[Heading | Paragraph] = [Paragraph((Run("各区人民政府："),), Role.ADDRESSEES)]
    for at in range(count * 4):
        if at % 4 == 3:
            blocks.append(Heading(1, f"{'一二三四五六七八九十'[at // 4 % 10]}、扎实做好有关工作"))
        blocks.append(Paragraph((Run(f"第{number}号第{at}段。" + SENTENCES),)))
    return Document("关于进一步做好有关工作的通知", tuple(blocks))


def _html(document: Document) -> str:
    """The very page that the PDF is made from, as plain WeasyPrint takes it."""
    look = load("gbt9704")
    faces = fonts.resolve(look.faces)
    body = Body(document, look, Setting(look, faces).for_style())
    elements = "\n".join(body.elements())
    used = dict.fromkeys((*body.used, faces.chains[look.page_number.face][0]))
    return page(document, css.for_print(look, faces, used, spaced=False), elements)


def _one_shot(folder: Path) -> dict[str, Callable[[], object]]:
    markdown, html = folder / "sample.md", folder / "sample.html"
    text = pipeline.clean(pipeline.read(SAMPLE))
    structured = pipeline.structure(text)
    markdown.write_text(pipeline.as_markdown(structured, text), encoding="utf-8")
    html.write_text(_html(structured.document), encoding="utf-8")
    out = folder / "sample.pdf"
    commands = {
        "doconv render --pdf": [sys.executable, "-m", "convert", "render", markdown, "--pdf", "-o", out],
        "WeasyPrint": [sys.executable, "-m", "weasyprint", html, out],
    }
    commands |= {name: command for name, command in _peers(folder, markdown, html).items() if shutil.which(command[0])}
    return {name: partial(_run, *command) for name, command in commands.items()}


def _peers(folder: Path, markdown: Path, html: Path) -> dict[str, list[str | Path]]:
    """What else makes a PDF of the sample: name and command; those that are not installed are left out."""
    docx = folder / "sample.docx"
    _run(sys.executable, "-m", "convert", "render", markdown, "--docx", "-o", docx)
    browser = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder / 'c.pdf'}", html]
    commands: dict[str, list[str | Path]] = {
        "LibreOffice, our DOCX": ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, docx],
        "Chromium": ["chromium", *browser],
    }
    if shutil.which("xelatex"):
        options = ["--pdf-engine=xelatex", "-V", "documentclass=ctexart"]
        commands["pandoc, xelatex + ctex"] = ["pandoc", markdown, *options, "-o", folder / "x.pdf"]
    return commands


def _together(folder: Path, documents: list[Document], workers: int = 1) -> dict[str, Callable[[], object]]:
    """All *documents* in one process, by doconv and by a loop of WeasyPrint's; and by doconv in several."""
    pickled = folder / "documents.pickle"
    pickled.write_bytes(pickle.dumps(documents))
    pages = []
    for number, document in enumerate(documents):
        pages.append(folder / f"{number}.html")
        pages[-1].write_text(_html(document), encoding="utf-8")
    contestants: dict[str, Callable[[], object]] = {
        "doconv": partial(_run, sys.executable, "-c", _OURS, pickled, "1"),
        "WeasyPrint": partial(_run, sys.executable, "-c", _PLAIN, *pages),
    }
    if workers > 1:
        contestants[f"doconv, {workers} workers"] = partial(_run, sys.executable, "-c", _OURS, pickled, str(workers))
    return contestants


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
