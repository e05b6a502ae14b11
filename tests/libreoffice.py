"""LibreOffice as a printer: DOCX files to PDF, with the same font files that doconv would take."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from convert.fonts import resolve
from convert.style import office_fonts


def to_pdf(files: Mapping[str, bytes], work: Path) -> dict[str, Path]:
    """Each DOCX as LibreOffice prints it, by its name; *work* is an empty folder for all that this needs."""
    config = work / "fonts.conf"
    config.write_text(_fontconfig(work), encoding="utf-8")
    sources = []
    for name, data in files.items():
        sources.append(work / f"{name}.docx")
        sources[-1].write_bytes(data)
    profile = (work / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            work,
            *sources,
        ],
        env={"FONTCONFIG_FILE": str(config), "HOME": str(work), "PATH": "/usr/local/bin:/usr/bin:/bin"},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: work / f"{name}.pdf" for name in files}


def _fontconfig(work: Path) -> str:
    """Fontconfig's rules: the office name of every face stands for the font that doconv resolves it to."""
    chains = resolve(office_fonts()).chains
    aliases = "".join(
        f'<alias binding="same"><family>{escape(office_fonts()[face].name)}</family>'
        f"<prefer><family>{escape(chain[0].family)}</family></prefer></alias>"
        for face, chain in chains.items()
    )
    folders = "".join(f"<dir>{escape(str(path))}</dir>" for path in sorted({c[0].path.parent for c in chains.values()}))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}'
        f"<cachedir>{escape(str(work / 'cache'))}</cachedir>{aliases}</fontconfig>"
    )
