"""The pictures of a document: files below its own folder, known by their content, sized to the page."""

import os
import stat
import warnings
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from convert.diagnostic import Diagnostic, diagnose
from convert.document import Image
from convert.limits import DEFAULTS, Limits
from convert.style import PIXEL, Points, Style

TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""What is taken, by what the file itself says it is: its media type. An SVG could reach for other files."""
_ORIENTATION = 0x0112
"""The Exif tag that says which way up a photograph is."""


class Picture(NamedTuple):
    """A picture that may be shown, the right way up; its size in pixels."""

    data: bytes
    kind: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """As HTML names it."""
        return TYPES[self.kind]

    @property
    def data_uri(self) -> str:
        """The picture itself as an address."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode()}"

    def fitted(self, style: Style, pitch: Points) -> tuple[Points, Points, int]:
        """Its width and height on paper, no wider and no higher than the 版心, and the lines that it takes."""
        page = style.page
        width, height = self.width * PIXEL, self.height * PIXEL
        room = min(page.type_area_height, page.lines * pitch)
        scale = min(1.0, page.type_area_width / width, room / height)
        width, height = width * scale, height * scale
        return width, height, ceil(height / pitch - 1e-6)

    def as_png(self) -> "Picture":
        """The same for programs that do not know its kind."""
        return _saved(_opened(self.data), "PNG")


class Gallery:
    """The pictures of one document, which may lie below its own folder; each file is read once."""

    def __init__(self, folder: Path | None = None, limits: Limits = DEFAULTS) -> None:
        self.folder = folder
        self.limits = limits
        self._room = limits.image_bytes
        self._known: dict[str, Picture | Diagnostic] = {}

    def picture(self, image: Image) -> Picture | Diagnostic:
        """The picture of an image, or why it cannot be shown: DC713 to DC718."""
        found = self._known.get(image.path)
        if found is None:
            found = self._known[image.path] = self._load(image.path)
        if isinstance(found, Picture):
            self._room -= len(found.data)
            if self._room >= 0:
                return found
            found = self.limits.passed("image_bytes", image.path)
        return found._replace(line=image.lines.first if image.lines else 0)

    def _load(self, path: str) -> Picture | Diagnostic:
        if self.folder is None:
            return diagnose("DC713", path=path)
        try:
            file = below(path, self.folder)
            if file is None:
                return diagnose("DC714", path=path)
            data = contents(file, self.limits.image_bytes)
        except (OSError, ValueError, RuntimeError):  # a name that no file can have, a ring of links, a pipe
            return diagnose("DC715", path=path)
        if data is None:
            return self.limits.passed("image_bytes", path)
        if _is_huge(data, self.limits.image_pixels):
            return self.limits.passed("image_pixels", path)
        return _read(data) or diagnose("DC717", path=path)


def contents(file: Path, most: int) -> bytes | None:
    """The bytes of a file, None where they are too many; OSError where it is a pipe, or a link by now."""
    no_link = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, os.O_RDONLY | no_link), "rb") as opened:
        about = os.fstat(opened.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(f"{file} is no file")
        return opened.read() if about.st_size <= most else None


def below(path: str, folder: Path) -> Path | None:
    """The file at *path*, links followed, if it lies below *folder*; OSError, ValueError or RuntimeError for some."""
    if Path(path).is_absolute() or ".." in Path(path).parts:
        return None
    root = folder.resolve()
    file = (root / path).resolve()
    return file if file.is_relative_to(root) and "://" not in path else None


@cache
def _pillow() -> Any:
    """Pillow, which only documents with pictures have to wait for."""
    return import_module("PIL.Image")


def _opened(data: bytes) -> Any:
    """The picture in *data*; an error of any kind where there is none."""
    return _pillow().open(BytesIO(data), formats=tuple(TYPES))


def _is_huge(data: bytes, most: int) -> bool:
    """Whether it has more pixels than a page can use and a machine should unpack."""
    pillow = _pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pillow.DecompressionBombWarning)
            width, height = _opened(data).size
    except pillow.DecompressionBombError:
        return True
    except Exception:
        return False  # no picture at all
    return bool(width * height > most)


def _read(data: bytes) -> Picture | None:
    """The picture in *data*, unpacked once to know that it is whole; None where it is not."""
    try:
        with _whole_only(), warnings.catch_warnings():
            warnings.simplefilter("ignore", _pillow().DecompressionBombWarning)  # how large it is was settled before
            opened = _opened(data)
            opened.load()
        if opened.getexif().get(_ORIENTATION, 1) != 1:
            from PIL import ImageOps

            return _saved(ImageOps.exif_transpose(opened), opened.format)
    except Exception:  # a decoder may raise whatever its library does
        return None
    return Picture(data, opened.format, *opened.size)


@contextmanager
def _whole_only() -> Iterator[None]:
    """Let Pillow refuse half a file, which WeasyPrint tells it not to."""
    files: Any = import_module("PIL.ImageFile")
    before, files.LOAD_TRUNCATED_IMAGES = files.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        files.LOAD_TRUNCATED_IMAGES = before


def _saved(picture: Any, kind: str) -> Picture:
    """A picture written anew."""
    whole = BytesIO()
    picture.save(whole, kind, quality=95)
    return Picture(whole.getvalue(), kind, *picture.size)
