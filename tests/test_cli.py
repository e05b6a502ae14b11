"""The command line as its users meet it: a process of its own, its streams and its exit code."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEECH = ROOT / "fixtures" / "speech.txt"


def doconv(
    *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None, before: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run doconv in a fresh interpreter, after the statements of *before*."""
    program = f"import sys; {before}\nfrom convert.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
        timeout=60,
        check=False,
    )


def office_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")


BAD = {
    "missing": (None, ""),
    "folder": ("folder", "doconv batch"),
    "empty": (b"", ""),
    "blank": ("\u3000\n\n".encode(), ""),
    "binary": (bytes(range(256)) * 40, ""),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\0" * 300, ""),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", ".txt"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".txt"),
    "docx": ("docx", ".txt"),
    "undecodable": (
        "各位代表，".encode("gb18030") * 30 + b"\xff\xfe\x80\xff" * 40 + "，同志们".encode() * 10,
        "--encoding",
    ),
}


@pytest.mark.parametrize("command", ["clean", "render"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_exit_2(name: str, command: str, tmp_path: Path) -> None:
    content, says = BAD[name]
    source = tmp_path / "source.txt"
    if content == "folder":
        source.mkdir()
    elif content == "docx":
        office_file(source)
    elif isinstance(content, bytes):
        source.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    run = doconv(command, source, *(["--docx"] if command == "render" else ["-o", tmp_path / "out.md"]))
    assert run.returncode == 2, run.stderr.decode()
    lines = run.stderr.decode().splitlines()
    assert len(lines) == 1
    assert "Traceback" not in lines[0]
    assert says in lines[0]
    assert run.stdout == b""
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["render", SPEECH, "--docx", "--style", "spech"], "speech"),
        (["render", SPEECH, "--docx", "--set", "text.hangin=true"], "hanging"),
        (["render", SPEECH, "--docx", "--set", "hanging"], "KEY=VALUE"),
        (["clean", SPEECH, "--encoding", "utf-9"], "gb18030"),
        (["clean", SPEECH, "--too", "md"], "clean --help"),
        (["render", SPEECH, "--pdf", "--docx", "-o", "nowhere.pdf"], "-o"),
        (["clean", SPEECH, "-o", "nowhere/out.md"], "nowhere"),
        (["render", SPEECH, "--docx", "-o", "nowhere/out.docx"], "nowhere"),
    ],
)
def test_misuse_is_named_with_a_way_out(arguments: list[str | Path], says: str, tmp_path: Path) -> None:
    run = doconv(*[str(tmp_path / a) if str(a).startswith("nowhere") else a for a in arguments])
    assert run.returncode == 2
    assert says in run.stderr.decode().splitlines()[-1]
    assert "Traceback" not in run.stderr.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    run = doconv("clean", SPEECH, "-o", tmp_path / "out.md")
    tmp_path.chmod(0o755)
    assert run.returncode == 2


def test_a_folder_named_with_a_slash_is_made(tmp_path: Path) -> None:
    run = doconv("render", SPEECH, "--docx", "-o", f"{tmp_path}/new/out/")
    assert run.returncode == 0
    assert [path.name for path in (tmp_path / "new" / "out").iterdir()] == ["speech.docx"]
    (tmp_path / "file").write_text("")
    run = doconv("render", SPEECH, "--docx", "-o", f"{tmp_path}/file/")
    assert run.returncode == 2
    assert "file" in run.stderr.decode()


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "speech.md"
    source.write_bytes(SPEECH.read_bytes())
    run = doconv("clean", source, "-o", source)
    assert run.returncode == 2
    assert source.read_bytes() == SPEECH.read_bytes()


def test_standard_input_to_standard_output() -> None:
    run = doconv("clean", "-", stdin=SPEECH.read_bytes())
    assert run.returncode == 0
    assert run.stdout.decode().startswith("---\ndoconv: 1\n")
    assert run.stdout == doconv("clean", SPEECH).stdout


def test_clean_is_the_identity_on_its_own_output(tmp_path: Path) -> None:
    once = doconv("clean", SPEECH).stdout
    (tmp_path / "speech.md").write_bytes(once)
    assert doconv("clean", tmp_path / "speech.md").stdout == once
    assert doconv("clean", tmp_path / "speech.md", "--check").returncode == 0


def test_traditional_characters_stay_unless_asked() -> None:
    raw = "推動經濟發展,\n".encode()
    assert "推動經濟發展，" in doconv("clean", "-", stdin=raw).stdout.decode()
    assert "推动经济发展，" in doconv("clean", "-", "--t2s", stdin=raw).stdout.decode()


def test_t2s_without_opencc_says_what_to_install() -> None:
    run = doconv("clean", "-", "--t2s", stdin="推動".encode(), before="sys.modules['opencc'] = None")
    assert run.returncode == 2
    assert "doconv[t2s]" in run.stderr.decode()


def test_check_and_diff_write_nothing(tmp_path: Path) -> None:
    source = tmp_path / "speech.txt"
    source.write_bytes(SPEECH.read_bytes())
    assert doconv("clean", source, "--check").returncode == 1
    shown = doconv("clean", source, "--diff")
    assert shown.returncode == 0
    assert "\n-" in shown.stdout.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["speech.txt"]


def test_the_report_gives_the_bytes_back(tmp_path: Path) -> None:
    source = tmp_path / "speech.txt"
    raw = b"\xef\xbb\xbf" + SPEECH.read_bytes().replace(b"\n", b"\r\n")
    source.write_bytes(raw)
    run = doconv("clean", source, "--to", "text", "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    text, shift = run.stdout.decode(), 0
    pieces, at = [], 0
    for edit in report["edits"]:
        start = edit["offset"] + shift
        pieces += [text[at:start], edit["before"]]
        at = start + len(edit["after"])
        shift += len(edit["after"]) - len(edit["before"])
    decoded = "".join([*pieces, text[at:]])
    original = raw.decode("utf-8-sig").replace("\r\n", "\n")
    assert decoded.rstrip("\n") == original.rstrip("\n")
    assert (report["bom"], report["newline"]) == (True, "\r\n")


def test_json_names_parts_with_their_source_lines() -> None:
    found = json.loads(doconv("clean", SPEECH, "--to", "json").stdout)
    raw = SPEECH.read_text(encoding="utf-8").split("\n")
    salutation = next(block for block in found["blocks"] if block["type"] == "salutation")
    assert salutation["text"][:-1] in raw[salutation["lines"][0] - 1]
    assert found["title"]
    assert all(raw[entry["line"] - 1].strip() == entry["text"].split("\n")[0].strip() for entry in found["removed"])


WATCH = """import atexit, os
heavy = {"weasyprint", "docx", "lxml"}
atexit.register(lambda: os.write(2, f"\\n{' '.join(heavy & set(sys.modules))}".encode()))
"""


@pytest.mark.parametrize("command", [["--help"], ["clean", str(SPEECH)], ["styles"]])
def test_light_commands_load_no_heavy_library(command: list[str]) -> None:
    run = doconv(*command, before=WATCH)
    assert run.returncode == 0
    assert run.stderr.decode().splitlines(keepends=True)[-1] == "\n", "the line of what is loaded is empty"


BLOCK = "sys.modules['weasyprint'] = None"


def test_clean_and_docx_need_no_weasyprint(tmp_path: Path) -> None:
    assert doconv("clean", SPEECH, before=BLOCK).returncode == 0
    run = doconv("render", SPEECH, "--docx", "-o", tmp_path / "speech.docx", before=BLOCK)
    assert run.returncode == 0, run.stderr.decode()
    assert zipfile.is_zipfile(tmp_path / "speech.docx")


def test_pdf_without_pango_says_what_to_install(tmp_path: Path) -> None:
    run = doconv("render", SPEECH, "--pdf", "-o", tmp_path / "speech.pdf", before=BLOCK)
    assert run.returncode == 2
    assert "libpango" in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


def test_both_files_are_the_same_on_a_second_run(tmp_path: Path) -> None:
    results = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run = doconv("render", SPEECH, "--pdf", "--docx", "-o", tmp_path / name)
        assert run.returncode == 0, run.stderr.decode()
        results.append([(tmp_path / name / f"speech.{to}").read_bytes() for to in ("pdf", "docx")])
    assert results[0] == results[1]


def test_measure_prints_the_ruler_s_report(tmp_path: Path) -> None:
    run = doconv("render", SPEECH, "--measure", "-o", tmp_path / "speech.pdf", "--lang", "en")
    lines = run.stdout.decode().splitlines()
    assert all(line.startswith("✓") for line in lines), run.stdout.decode()
    assert {"5.1", "5.2.1", "5.2.3", "7.5"} <= {line.split()[1] for line in lines}


def test_measure_needs_a_pdf(tmp_path: Path) -> None:
    run = doconv("render", SPEECH, "--docx", "--measure", "-o", tmp_path / "speech.docx")
    assert run.returncode == 2
    assert "--pdf" in run.stderr.decode()


@pytest.mark.parametrize(("language", "says"), [("zh", "找不到文件"), ("en", "no such file")])
def test_messages_speak_the_language_asked_for(language: str, says: str) -> None:
    assert says in doconv("clean", "nowhere.txt", "--lang", language).stderr.decode()
    spoken = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[language]
    assert says in doconv("clean", "nowhere.txt", env={"LC_ALL": spoken, "PYTHONIOENCODING": "utf-8"}).stderr.decode()


def test_a_house_style_is_started_and_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "house.toml"
    assert doconv("styles", "--new", target, "--from", "letter").returncode == 0
    assert target.read_text(encoding="utf-8").startswith("# A house style.")
    again = doconv("styles", "--new", target)
    assert (again.returncode, b"exists already" in again.stderr) == (2, True)
    run = doconv("render", SPEECH, "--docx", "-o", tmp_path / "speech.docx", "--style", target)
    assert run.returncode == 0, run.stderr.decode()


def test_a_wrong_house_style_is_one_line(tmp_path: Path) -> None:
    target = tmp_path / "house.toml"
    target.write_text('extends = "gbt9704"\nname = "house"\n[letterhead]\ntop = "9cm"\nprepinted = true\n', "utf-8")
    run = doconv("render", SPEECH, "--docx", "-o", tmp_path / "speech.docx", "--style", target, "--lang", "en")
    assert run.returncode == 2
    assert run.stderr.decode().count("\n") == 1
    assert "did you mean preprinted?" in run.stderr.decode()
