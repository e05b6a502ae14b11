"""The DOCX writer beside python-docx's own way, pandoc, and the mere import of python-docx."""

import io
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import docx

from convert.document import Document, Paragraph, Run, Table
from convert.fonts import Fonts
from convert.style import load
from convert.writers import Resources, writer
from tests.bench.rounds import best_times, show

SENTENCES = "各级各部门要高度重视，认真贯彻落实，明确责任分工，确保取得实效。" * 5


def main() -> None:
    """Print the tables."""
    for count in (10, 1_000, 10_000):
        print(f"-- {count} paragraphs, built and saved in one process")
        contestants = {"doconv": partial(_ours, _paper(count)), "python-docx, add_paragraph": partial(_plain, count)}
        show(best_times(contestants, rounds=1 if count > 1_000 else 5), "doconv")
    print("-- tables of five columns")
    tables = {f"doconv, {rows} rows": partial(_ours, _table(rows)) for rows in (1_000, 2_000, 4_000)}
    tables["python-docx, table.cell, 100 rows"] = partial(_plain_table, 100)
    show(best_times(tables, rounds=2), "doconv, 1000 rows")
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 10_000):
            print(f"-- {count} paragraphs of Markdown, whole process")
            show(best_times(_processes(Path(folder), count)), "doconv render --docx")


def _paper(count: int) -> Document:
    return Document("关于进一步做好有关工作的通知", tuple(Paragraph((Run(SENTENCES),)) for _ in range(count)))


def _table(rows: int) -> Document:
    return Document("", (Table((("序号", "名称", "单位", "数量", "备注"),) * rows),))


def _ours(document: Document) -> bytes:
    return writer("docx")(document, load("gbt9704"), Resources(Fonts)).data


def _plain(count: int) -> None:
    document = docx.Document()
    for _ in range(count):
        document.add_paragraph(SENTENCES, style="Body Text")
    document.save(io.BytesIO())


def _plain_table(rows: int) -> None:
    document = docx.Document()
    table = document.add_table(rows, 5)
    for row in range(rows):
        for column in range(5):
            table.cell(row, column).text = "数量"
    document.save(io.BytesIO())


def _processes(folder: Path, count: int) -> dict[str, partial[object]]:
    source = folder / f"{count}.md"
    source.write_text(
        "---\ndoconv: 1\n---\n\n# 关于有关工作的通知\n\n" + "\n\n".join([SENTENCES] * count) + "\n", encoding="utf-8"
    )
    target = str(source.with_suffix(".docx"))
    doconv = str(Path(sys.executable).with_name("doconv"))
    commands = {
        "doconv render --docx": [doconv, "render", str(source), "--docx", "-o", target],
        "python -c 'import docx'": [sys.executable, "-c", "import docx"],
    }
    if shutil.which("pandoc"):
        commands["pandoc"] = ["pandoc", str(source), "-o", target]
    return {
        name: partial(subprocess.run, command, check=True, capture_output=True) for name, command in commands.items()
    }
