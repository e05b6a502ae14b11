"""What else makes PDFs of Markdown or of our pages: the commands of those that are installed."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Run = Callable[..., None]

TYPST = """
import subprocess, sys
import typst
FONTS = ["/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"]
HEAD = '''#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: "FandolFang R", size: 16pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13.6pt)
#show heading: set text(font: "FandolHei", size: 16pt)
#let horizontalrule = line()
'''
pandoc, *paths = sys.argv[1:]
for path in paths:
    made = subprocess.run([pandoc, path, "-t", "typst"], capture_output=True, text=True, check=True).stdout
    with open(path + ".typ", "w", encoding="utf-8") as file:
        file.write(HEAD + made)
    typst.compile(path + ".typ", output=path + ".typst.pdf", font_paths=FONTS, ignore_system_fonts=True)
"""
"""pandoc and typst on Markdown files, typst in this process, which spares it a start a document."""


def one_shot(folder: Path, markdown: Path, html: Path, run: Run) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Name and call of each peer that is at hand, on the sample as Markdown or HTML; a line for each that is not."""
    docx = folder / "sample.docx"
    run(sys.executable, "-m", "convert", "render", markdown, "--docx", "-o", docx)
    office = ["--headless", "--convert-to", "pdf", "--outdir", folder, docx]
    browser = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder / 'c.pdf'}", html]
    latex = ["--pdf-engine=xelatex", "-V", "documentclass=ctexart", "-V", "classoption=fontset=fandol"]
    pandoc = pandoc_path()
    wanted = {
        "LibreOffice, our DOCX": ("soffice", ["soffice", *office]),
        "Chromium, our HTML": ("chromium", ["chromium", *browser]),
        "pandoc, xelatex + ctex": ("xelatex", [pandoc, markdown, *latex, "-o", folder / "x.pdf"]),
    }
    for name, (program, command) in wanted.items():
        if not (shutil.which(program) and shutil.which(command[0])):
            print(f"{name}: not installed")
        elif _works(partial(run, *command)):
            yield name, partial(run, *command)
        else:
            print(f"{name}: fails here")
    if typst_is_here():
        yield "pandoc, typst", partial(run, sys.executable, "-c", TYPST, pandoc, markdown)


def _works(trial: Callable[[], Any]) -> bool:
    """Whether a peer comes through; one that lacks a font or a package of its own is left out."""
    try:
        trial()
    except subprocess.CalledProcessError:
        return False
    return True


def pandoc_path() -> str:
    """The pandoc to run: that of the package pypandoc_binary, which is newer than Debian's, or any."""
    if find_spec("pypandoc"):
        from pypandoc import get_pandoc_path

        return str(get_pandoc_path())
    return "pandoc"


def typst_is_here() -> bool:
    """Whether pandoc and typst can be run; says so where they cannot."""
    here = bool(find_spec("typst")) and bool(shutil.which(pandoc_path()))
    if not here:
        print("pandoc, typst: not installed (pip install typst pypandoc_binary)")
    return here
