"""What the machine does to a run: each fault has its one line and its exit code, and leaves nothing half-written.

A worker's death, its hunger for memory and a broken record are in test_batch.py.
"""

import re
import shutil
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from machine import ARGUMENTS, begun, made, rights, run, works
from test_batch import TEXT, files, loading_first, outputs
from test_fonts import make

FORMATS = ("md", "docx", "html", "pdf")
EXIT = {"clean": 2, "render": 2, "batch": 1}
"""Command → its exit code where a document fails."""

SMALL_DISK = ("unshare", "--mount", "--map-root-user", "sh", "-c")
"""What runs a program where a file system can be mounted."""
ON_A_FULL_DISK = """
mount -t tmpfs -o size=8k none out && head -c 8192 /dev/zero >out/full
"$@"; code=$?
find out -type f >seen
exit $code
"""
SHORT_FILES = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))"
NO_PANGO = """
import sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
sys.meta_path.insert(0, Refusing())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text to convert."""
    return begun(tmp_path)


def left(folder: Path) -> set[str]:
    """The files below folder/out but for the record, halves of files too."""
    return files(folder / "out").keys() - {".doconv/manifest-all.jsonl"}


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_full_disk(command: str, folder: Path) -> None:
    if not works(*SMALL_DISK, f"mount -t tmpfs -o size=4k none {folder}/out"):
        pytest.skip("this system lets no file system be mounted")
    ran = run(folder, command, before=(*SMALL_DISK, ON_A_FULL_DISK, "sh"))
    assert ran.code == EXIT[command], ran.lines
    assert len(ran.lines) == 1
    assert re.search(r"cannot write \S+: No space left on device", ran.lines[0]), ran.lines
    assert (folder / "seen").read_text().split() == ["out/full"]


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_write_that_breaks_off(command: str, folder: Path) -> None:
    """The system takes the first bytes of each file and refuses the rest."""
    ran = run(folder, command, env=loading_first(folder, SHORT_FILES))
    assert ran.code == EXIT[command], ran.lines
    assert len(ran.lines) == 1
    assert re.search(r"cannot write \S*a\.(md|pdf): File too large", ran.lines[0]), ran.lines
    assert left(folder) == set()


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_folder_that_may_not_be_written_to(command: str, folder: Path) -> None:
    (folder / "out").chmod(0o555)
    ran = run(folder, command, before=rights())
    (folder / "out").chmod(0o755)
    assert ran.code == 2
    assert len(ran.lines) == 1
    assert re.search(r"cannot write out\S*: Permission denied", ran.lines[0].replace(f"{folder}/", "")), ran.lines
    assert files(folder / "out") == {}


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_source_that_may_not_be_read(command: str, folder: Path) -> None:
    (folder / "in/a.txt").chmod(0)
    ran = run(folder, command, before=rights())
    assert ran.code == EXIT[command], ran.lines
    assert len(ran.lines) == 1
    assert re.search(r"cannot read \S*a\.txt: Permission denied", ran.lines[0]), ran.lines
    assert left(folder) == set()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that cannot be read is at hand")
def test_a_source_that_breaks_off(folder: Path) -> None:
    """Its first page is mapped by no process, which is an error of the device to whoever reads it."""
    (folder / "in/a.txt").unlink()
    (folder / "in/a.txt").symlink_to("/proc/self/mem")
    for command in ("clean", "render"):
        ran = run(folder, command)
        assert ran.code == 2
        assert ran.lines == ["doconv: cannot read in/a.txt: Input/output error"]
    assert files(folder / "out") == {}


READING = """
import os
from convert import files
whole = files.read_stream
def read_stream(stream, name, *limits):
    {before}
    data = whole(stream, name, *limits)
    {after}
    return data
files.read_stream = read_stream
"""
"""What is done to a source, whose path is called *name*, once it is open and once it is read."""


@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_source_that_is_deleted_while_it_is_read(command: str, folder: Path) -> None:
    """It was open, so all of it is had."""
    assert run(folder, command).code == 0
    whole = made(folder)
    shutil.rmtree(folder / "out")
    (folder / "out").mkdir()
    deleting = READING.format(before="os.unlink(name)", after="")
    ran = run(folder, command, env=loading_first(folder, deleting))
    assert ran.code == 0, ran.lines
    assert not (folder / "in/a.txt").exists()
    assert made(folder) == whole


def test_a_source_that_is_gone_when_its_turn_comes(folder: Path) -> None:
    (folder / "in/b.txt").write_text(TEXT.format(2, 2), encoding="utf-8")
    deleting = READING.format(before="os.unlink(name.replace('a.txt', 'b.txt'))", after="")
    ran = run(folder, "batch", env=loading_first(folder, deleting))
    assert ran.code == 1
    assert len(ran.lines) == 1
    assert re.search(r"b\.txt: DC501 no such file", ran.lines[0]), ran.lines
    assert outputs(folder) == {f"a.{to}" for to in FORMATS}


def test_a_source_that_changes_while_it_is_converted_is_converted_again(folder: Path) -> None:
    """Its outputs are of what was read, and so is the record."""
    change = f"open(name, 'w', encoding='utf-8').write({TEXT.format(9, 9)!r})"
    changing = loading_first(folder, READING.format(before="", after=change))
    ran = run(folder, "batch", env=changing)
    assert ran.code == 0, ran.lines
    assert "第1季度" in made(folder)["a.md"].decode()
    assert run(folder, "batch").code == 0
    assert "第9季度" in made(folder)["a.md"].decode()


HUNGRY = """
import convert.pipeline as p
def structure(*_):
    return bytearray(1 << 62)
p.structure = structure
"""


@pytest.mark.parametrize("command", ARGUMENTS)
def test_memory_that_does_not_suffice(command: str, folder: Path) -> None:
    ran = run(folder, command, env=loading_first(folder, HUNGRY))
    assert ran.code == EXIT[command], ran.lines
    assert len(ran.lines) == 1
    assert "out of memory; split the document" in ran.lines[0]
    assert left(folder) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold such a limit")
@pytest.mark.parametrize("command", ["clean", "render"])
def test_an_address_space_that_does_not_suffice(command: str, folder: Path) -> None:
    """A text of 20 MB in 150 MB."""
    (folder / "in/a.txt").write_text(TEXT.format(1, 1) * 150_000, encoding="utf-8")
    narrow = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))"
    ran = run(folder, command, env=loading_first(folder, narrow))
    assert ran.code == 2
    assert ran.lines == ["doconv: out of memory; split the document, or run it where there is more"]
    assert files(folder / "out") == {}


@pytest.mark.parametrize("command", ["render", "batch"])
def test_no_pango(command: str, folder: Path) -> None:
    """A batch that is to make PDFs is not begun."""
    ran = run(folder, command, env=loading_first(folder, NO_PANGO))
    assert ran.code == 2
    assert len(ran.lines) == 1
    assert re.search("a PDF needs WeasyPrint and Pango; run: .*pango", ran.lines[0]), ran.lines
    assert left(folder) == set()


@pytest.mark.parametrize("command", ["render", "batch"])
@pytest.mark.parametrize(
    ("table", "filling"), [("cmap", b"\0"), ("cmap", b"\xff"), ("head", b"\xff"), ("hhea", b"\0"), ("maxp", b"\0")]
)
def test_a_damaged_font(command: str, table: str, filling: bytes, folder: Path) -> None:
    """Its name is sound, so it is chosen; what should tell its characters and their widths is overwritten."""
    (folder / "fonts").mkdir()
    path = make(folder / "fonts/damaged.ttf", "仿宋", "".join(sorted(set(TEXT))))
    data = bytearray(path.read_bytes())
    entry = TTFont(path).reader.tables[table]
    data[entry.offset : entry.offset + entry.length] = filling * entry.length
    path.write_bytes(data)
    ran = run(folder, command, env={"DOCONV_FONTS": str(path.parent)})
    assert ran.code == EXIT[command], ran.lines
    assert len(ran.lines) == 1
    assert f"the font file {path} is damaged; install it again, or delete it" in ran.lines[0]
    assert left(folder) == set()
