"""What decides an output besides its source: the look, the versions at work, the fonts."""

import json
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from convert import __version__, fonts
from convert import style as styles
from convert.batch.job import MARKDOWN, Job, digest_of
from convert.diagnostic import WriteError
from convert.style import Style

Facts = Mapping[str, str]

_PACKAGES = {
    MARKDOWN: ("lxml", "markdown-it-py"),
    "html": ("lxml", "markdown-it-py"),
    "docx": ("lxml", "markdown-it-py", "python-docx"),
    "pdf": ("lxml", "markdown-it-py", "weasyprint", "pydyf", "fonttools"),
}
"""The packages that have a hand in each format."""


def facts(job: Job) -> dict[str, dict[str, str]]:
    """Format → what its outputs depend on; StyleError, FontError or WriteError where no document can be set."""
    return {to: dict(sorted(_facts(job, to))) for to in job.formats}


def keys(known: Mapping[str, Facts]) -> dict[str, str]:
    """Format → the digest of its facts."""
    return {to: sha256(json.dumps(table, sort_keys=True).encode()).hexdigest() for to, table in known.items()}


def _facts(job: Job, to: str) -> Iterator[tuple[str, str]]:
    yield "doconv", __version__
    yield from ((name, _version(name)) for name in _PACKAGES[to])
    if to == MARKDOWN:
        return
    yield "images", f"{job.limits.image_bytes} {job.limits.image_pixels}"
    looks = [styles.load(name, job.settings) for name in ([job.style] if job.style else styles.names())]
    yield from ((f"style {look.name}", sha256(repr(look).encode()).hexdigest()) for look in looks)
    if to == "docx":
        yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    if to == "pdf":
        yield "zlib", zlib.ZLIB_RUNTIME_VERSION
        yield from _fonts(looks, job.strict_fonts)
        yield from _engines()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _fonts(looks: list[Style], strict: bool) -> Iterator[tuple[str, str]]:
    """Each face with the digests of the files that serve it, in their order."""
    found = fonts.resolve(dict.fromkeys(face for look in looks for face in look.faces))
    if strict:
        found.refuse_stand_ins()
    digests: dict[Any, str] = {}
    for face, chain in found.chains.items():
        for font in chain:
            if font.path not in digests:
                digests[font.path] = digest_of(font.path)[:16]
        yield f"face {face}", " ".join(f"{font.name}:{digests[font.path]}" for font in chain)


def _engines() -> Iterator[tuple[str, str]]:
    """The versions of the libraries that shape the text; WriteError DC904 where they are missing."""
    from convert.writers.weasy import loading

    try:
        libraries = loading.load().text.ffi
    except (ImportError, OSError) as error:
        raise WriteError("DC904", command=fonts.install_command("pango")) from error
    pango = libraries.pango.pango_version()
    yield "pango", f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}"
    yield "harfbuzz", _newest(libraries.harfbuzz.hb_version_atleast)


def _newest(at_least: Any) -> str:
    """The version of a library that only answers whether it is at least some version."""
    found = [0, 0, 0]
    for part in range(3):
        while at_least(*found[:part], found[part] + 1, *[0] * (2 - part)):
            found[part] += 1
    return ".".join(map(str, found))
