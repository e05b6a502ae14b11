"""One document of many: read, understood, set in every format asked for, each file written whole."""

import faulthandler
import gc
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from convert import pipeline
from convert.batch.outcome import Outcome, Output, Status, failed
from convert.diagnostic import DoconvError, WriteError, diagnose
from convert.document import Image
from convert.files import read_bytes, stays_inside, write_whole
from convert.ledger import Text
from convert.limits import DEFAULTS, Limits
from convert.pipeline import Structured
from convert.writers import WRITERS, Written

MARKDOWN = "md"
FORMATS = (MARKDOWN, *WRITERS)
STATE = ".doconv"
"""The folder in the output folder that holds the manifest and files still being written."""

_ONE_AT_A_TIME = threading.Lock()
"""WeasyPrint is for one thread; a cluster's worker may have several."""


@dataclass(frozen=True, slots=True)
class Item:
    """One source, and what is to be made of it."""

    source: str
    """Below the folder of sources, "/" between its parts."""
    base: str
    """The outputs' path below the output folder, but for the format's suffix."""
    formats: tuple[str, ...] = ()

    def target(self, to: str) -> str:
        """The output's path below the output folder."""
        return f"{self.base}.{to}"


@dataclass(frozen=True)
class Job:
    """What holds for every document of a run; workers get it with each of them."""

    folder: Path
    out: Path
    formats: tuple[str, ...]
    style: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    strict_fonts: bool = False
    timeout: float = 0.0
    """Seconds after which the worker gives up a document and itself; 0 is never."""
    memory: int = 0
    """Bytes resident above which a worker of this machine is ended; 0 is never."""
    limits: Limits = DEFAULTS
    """How much of anything a document may have."""
    part: str = "all"
    """Which part of the folder this run does, as its files in STATE are called."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Format → digest of what decides its outputs besides the source."""

    @property
    def staging(self) -> Path:
        """Where files are written before they are renamed into place."""
        return self.out / STATE / f"parts-{self.part}"

    def made(self, source: str, pictures: Mapping[str, str], to: str) -> str:
        """The digest of all that decides an output, from those of its source and its pictures."""
        parts = [source, self.keys.get(to, ""), *(map(repr, sorted(pictures.items())) if to != MARKDOWN else ())]
        return sha256(" ".join(parts).encode()).hexdigest()


def perform(job: Job, item: Item) -> Outcome:
    """Convert one document; whatever is wrong with it is its outcome."""
    start = time.perf_counter()
    with _ONE_AT_A_TIME:
        if job.timeout:
            # A thread of C, which ends the process even where Python is held up inside a library.
            faulthandler.dump_traceback_later(job.timeout, exit=True, file=_nowhere())
        try:
            outcome = _convert(job, item)
        except DoconvError as error:
            return failed(item.source, error.diagnostic, time.perf_counter() - start)
        except MemoryError:
            return failed(item.source, diagnose("DC909"), time.perf_counter() - start)
        except Exception as error:  # one document's fault must not be the others'
            reason = f"{type(error).__name__}: {error}"
            return failed(item.source, diagnose("DC922", reason=reason), time.perf_counter() - start)
        finally:
            if job.timeout:
                faulthandler.cancel_dump_traceback_later()
    return replace(outcome, seconds=time.perf_counter() - start)


def _convert(job: Job, item: Item) -> Outcome:
    """Make all outputs of one document, then write them."""
    path = job.folder / item.source
    text = pipeline.clean(pipeline.read(read_bytes(path, job.limits), name=item.source, limits=job.limits))
    structured = pipeline.structure(text, job.limits)
    digest = sha256(text.source.data).hexdigest()
    paths = dict.fromkeys(block.path for block in structured.document.blocks if isinstance(block, Image))
    pictures = {image: fingerprint(job, image, path.parent) for image in paths}
    results = [(to, _written(job, to, text, structured, path.parent)) for to in item.formats]
    outputs = []
    for to, written in results:
        _write(job, item.target(to), written.data)
        made, content = job.made(digest, pictures, to), sha256(written.data).hexdigest()
        size, found = len(written.data), written.diagnostics
        outputs.append(Output(item.target(to), to, content, size, made, written.pages, found))
    found = structured.diagnostics
    return Outcome(item.source, Status.CONVERTED, tuple(outputs), found, removed=text.removed, pictures=pictures)


def _written(job: Job, to: str, text: Text, structured: Structured, folder: Path) -> Written:
    """One output, not yet in a file."""
    if to == MARKDOWN:
        return Written(pipeline.as_markdown(structured, text).encode())
    look: dict[str, Any] = {
        "style": job.style,
        "settings": job.settings,
        "strict_fonts": job.strict_fonts,
        "limits": job.limits,
    }
    return pipeline.render(structured.document, to, folder=folder, **look)


def warm_up(job: Job) -> None:
    """Load what every document needs, so that the first is as quick as the rest."""
    text = pipeline.clean(pipeline.read("关于预热的通知\n\n一、预热\n预热。\n".encode()))
    structured = pipeline.structure(text)
    for to in job.formats:
        with suppress(DoconvError):  # what is wrong is said of the documents
            _written(job, to, text, structured, job.folder)
    gc.freeze()  # what is loaded stays: no search for garbage need walk over it


def _write(job: Job, target: str, data: bytes) -> None:
    """Write one output; WriteError DC902 among the sources, DC931 behind a link, DC901 where the system refuses."""
    path = job.out / target
    if path.is_relative_to(job.folder) and not job.out.is_relative_to(job.folder):
        raise WriteError("DC902", path=path)
    if not (stays_inside(path.parent, job.out) and stays_inside(job.staging, job.out)):
        raise WriteError("DC931", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        job.staging.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError("DC901", path=path, reason=error.strerror or str(error)) from error
    write_whole(path, data, job.staging)


@cache
def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w", encoding="utf-8")


def fingerprint(job: Job, image: str, folder: Path) -> str:
    """The digest of a picture's file below *folder*; what is no such file, or too large to be shown, has none."""
    from convert.writers import pictures

    try:
        file = pictures.below(image, folder)
        data = pictures.contents(file, job.limits.image_bytes) if file else None
    except (OSError, ValueError, RuntimeError):
        data = None
    return sha256(data).hexdigest() if data is not None else "none"


def digest_of(path: Path) -> str:
    """The digest of a file; OSError where it cannot be read."""
    digest = sha256()
    for piece in _chunks(path):
        digest.update(piece)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
