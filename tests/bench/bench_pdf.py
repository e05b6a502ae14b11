"""The PDF writer beside plain WeasyPrint on the same HTML, and beside whatever else on this machine makes PDFs.

Every contestant is a process of its own: what doconv changes in WeasyPrint must not help the plain one.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from convert import fonts, markdown, pipeline
from convert.compose.setting import Setting
from convert.document import Document, Heading, Paragraph, Role, Run
from convert.style import load
from convert.writers import css
from convert.writers.html import Body, page
from tests.bench import peers
from tests.bench.rounds import best_costs, show_costs

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "fixtures" / "speech.txt"
SENTENCES = (
    "要把群众的呼声作为第一信号，把群众的满意作为第一标准。今年以来，全市完成投资1.5亿元，同比增长7.5%，"
    "“一张蓝图绘到底”的格局正在形成。各级各部门要高度重视，认真贯彻落实，明确责任分工，确保取得实效。"
)
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a user's machine, where modules are compiled once."""

_OURS = """
import gc, pickle, resource, sys, time
from functools import cache
from convert import fonts, style
from convert.writers import Resources, pdf
gc.set_threshold(50_000)  # as in the command
LOOK = style.load("gbt9704")
@cache
def resolved():
    return fonts.resolve(LOOK.faces)
def one(document):
    return len(pdf.write(document, LOOK, Resources(resolved)).data)
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() // 2**20
path, task = sys.argv[1:]
documents = pickle.loads(open(path, "rb").read())
if task == "memory":
    for count in range(1, 1001):
        one(documents[count % len(documents)])
        if count in (100, 500, 1000):
            print(f"{count:5} documents {resident():6} MB resident")
elif task == "parts":
    from convert.writers import html
    from convert.writers.weasy import lines
    spent = dict.fromkeys(("breaking", "gap and filling"), 0.0)
    def timed(function, part):
        def call(*arguments, **options):
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                spent[part] += time.process_time() - start
        return call
    one(documents[0])
    html.Setting.lines = timed(html.Setting.lines, "breaking")
    lines._space_line = timed(lines._space_line, "gap and filling")
    lines.widen = timed(lines.widen, "gap and filling")
    one(documents[0])
    print(spent["breaking"], spent["gap and filling"])
else:
    worker, workers = map(int, task.split("/"))
    for document in documents[worker::workers]:
        one(document)
"""
_PLAIN = """
import sys, time, weasyprint
for path in sys.argv[1:]:
    start = time.process_time()
    weasyprint.HTML(path).write_pdf(path + ".pdf")
print(time.process_time() - start)
"""


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("-- the sample speech, whole process")
        show_costs(best_costs(_one_shot(folder)), "WeasyPrint")
        for count in (10, 50, 200):
            print(f"-- {count} pages, whole process")
            show_costs(best_costs(_loops(folder, [_pages(count)]), rounds=2), "WeasyPrint")
        print("-- what breaking and filling take of 50 pages, without the start")
        _parts(folder)
        print("-- 100 documents of one page, whole run")
        documents = [_pages(1, number) for number in range(100)]
        show_costs(best_costs(_batch(folder, documents), rounds=2), "WeasyPrint")
        print("-- 1,000 documents of one page in one process")
        print(_run(sys.executable, "-c", _OURS, _pickled(folder, documents), "memory"), end="")


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
    return page(document, css.for_print(look, faces, used, spaced=False, dash=0.38), elements)


def _one_shot(folder: Path) -> dict[str, Callable[[], object]]:
    text_file, html = folder / "sample.md", folder / "sample.html"
    text = pipeline.clean(pipeline.read(SAMPLE))
    structured = pipeline.structure(text)
    text_file.write_text(pipeline.as_markdown(structured, text), encoding="utf-8")
    html.write_text(_html(structured.document), encoding="utf-8")
    out = folder / "sample.pdf"
    return {
        "doconv render --pdf": partial(_run, sys.executable, "-m", "convert", "render", text_file, "--pdf", "-o", out),
        "WeasyPrint": partial(_run, sys.executable, "-m", "weasyprint", html, out),
        **dict(peers.one_shot(folder, text_file, html, _run)),
    }


def _written(folder: Path, documents: list[Document]) -> list[Path]:
    """The pages of *documents* for plain WeasyPrint."""
    paths = []
    for number, document in enumerate(documents):
        paths.append(folder / f"{number}.html")
        paths[-1].write_text(_html(document), encoding="utf-8")
    return paths


def _pickled(folder: Path, documents: list[Document]) -> Path:
    path = folder / "documents.pickle"
    path.write_bytes(pickle.dumps(documents))
    return path


def _loops(folder: Path, documents: list[Document]) -> dict[str, Callable[[], object]]:
    """All *documents* in one process, by doconv and by a loop of WeasyPrint's."""
    return {
        "doconv": partial(_run, sys.executable, "-c", _OURS, _pickled(folder, documents), "0/1"),
        "WeasyPrint": partial(_run, sys.executable, "-c", _PLAIN, *_written(folder, documents)),
    }


def _batch(folder: Path, documents: list[Document]) -> dict[str, Callable[[], object]]:
    """Many documents: in one process, in two, by the command on Markdown files, and by pandoc and typst on these."""
    contestants = _loops(folder, documents)
    ours = [sys.executable, "-c", _OURS, _pickled(folder, documents)]
    texts = folder / "texts"
    texts.mkdir()
    for number, document in enumerate(documents):
        (texts / f"{number}.md").write_text(markdown.dump(document), encoding="utf-8")
    command = [sys.executable, "-m", "convert", "batch", texts, "-o", folder / "out", "--to", "pdf", "-q", "--force"]
    contestants["doconv, 2 workers"] = partial(_together, [[*ours, half] for half in ("0/2", "1/2")])
    contestants["doconv batch -j 2, Markdown"] = partial(_run, *command, "-j", "2")
    if peers.typst_is_here():
        theirs = [sys.executable, "-c", peers.TYPST, peers.pandoc_path()]
        halves = [sorted(texts.glob("*.md"))[half::2] for half in (0, 1)]
        contestants["pandoc → typst, 2 at a time"] = partial(_together, [[*theirs, *half] for half in halves])
    return contestants


def _together(commands: list[list[str | Path]]) -> None:
    """Run programs at the same time, each of which does its share."""
    running = [subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT) for command in commands]
    assert {process.wait() for process in running} == {0}


def _parts(folder: Path) -> None:
    """Print what doconv's own work on the lines takes of the time that WeasyPrint takes by itself."""
    documents = [_pages(50)]
    pickled, (html,) = _pickled(folder, documents), _written(folder, documents)
    rounds = [
        (_run(sys.executable, "-c", _OURS, pickled, "parts"), _run(sys.executable, "-c", _PLAIN, html))
        for _ in range(3)
    ]
    plain = min(float(took) for _, took in rounds)
    for at, part in enumerate(("breaking", "gap and filling")):
        took = min(float(parts.split()[at]) for parts, _ in rounds)
        print(f"{part:34} {took * 1000:8.0f} ms {took / plain:6.1%} of WeasyPrint's {plain * 1000:.0f} ms")


def _run(*command: str | Path) -> str:
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT)
    return ran.stdout
