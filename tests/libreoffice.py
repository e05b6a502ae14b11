"""LibreOffice as a printer: DOCX files to PDF, with the same font files that doconv would take."""

import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from convert.style import folder

FANDOL = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"


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
    """Fontconfig's rules: every face's office name is served by the face's candidates, the best first."""
    faces = tomllib.loads(folder().joinpath("fonts.toml").read_text(encoding="utf-8"))["face"].values()
    aliases = "".join(
        f'<alias binding="same"><family>{escape(face["office"])}</family><prefer>'
        + "".join(f"<family>{escape(candidate['family'])}</family>" for candidate in face["candidates"])
        + "</prefer></alias>"
        for face in faces
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FANDOL}</dir>'
        f"<cachedir>{escape(str(work / 'cache'))}</cachedir>{aliases}</fontconfig>"
    )
