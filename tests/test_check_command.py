"""doconv check and doconv explain as their users meet them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from test_cli import SPEECH, WATCH, doconv

from convert.batch.ordered import in_order
from convert.report.findings import FORMATS

TEXT = "同志们,大家好。\n推动XX发展。\n"
AFFLICTED = (
    "import os, time; from convert import pipeline; healthy = pipeline.check;"
    "pipeline.check = lambda source, *codes, **limits: "
    "(os._exit(9) if 'deadly' in source.name else time.sleep(60) if 'endless' in source.name else "
    "healthy(source, *codes, **limits))"
)
"""What makes sources of some names the death of who checks them, or hold him up."""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "speech.txt"
    path.write_bytes(TEXT.encode())
    return path


def check(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    before = f"import os; os.chdir({str(cwd)!r})" if cwd else ""
    return doconv("check", *arguments, "--lang", "en", stdin=stdin, before=before)


def test_text_shows_place_code_fix_and_caret(text: Path) -> None:
    run = check(text, "--select", "DC101,DC301")
    assert run.returncode == 1
    assert run.stdout.decode().split("\n") == [
        f"{text}:1:4: DC101 [*] half-width “,” in Chinese text: write “，”",
        "    1 | 同志们,大家好。",
        "      |       ^",
        f"{text}:2:3: DC301 “XX” has not been filled in",
        "    2 | 推动XX发展。",
        "      |     ^^",
        "Found 2: 0 errors, 2 warnings, 0 hints. [*] 1 fixable with --fix.",
        "",
    ]


def test_exit_codes(text: Path, tmp_path: Path) -> None:
    assert check(text, "--select", "DC113").returncode == 0
    assert check(text, "--exit-zero").returncode == 0
    assert check(tmp_path / "nothing.txt").returncode == 2
    assert check(text, "--select", "DC999").returncode == 2
    both = check(tmp_path / "nothing.txt", text)
    assert both.returncode == 2
    assert b"DC301" in both.stdout


def test_standard_input() -> None:
    run = check("-", "--select", "DC301", stdin=TEXT.encode())
    assert run.returncode == 1
    assert run.stdout.decode().startswith("-:2:3: DC301")
    assert check("-", "--fix", stdin=TEXT.encode()).returncode == 2


def test_ignore(text: Path) -> None:
    run = check(text, "--ignore", "DC1,DC3,DC210")
    assert run.returncode == 0
    assert run.stdout == b"Nothing found.\n"


@pytest.mark.parametrize(
    ("encoding", "bom", "newline"),
    [
        ("utf-8", b"", "\n"),
        ("utf-8", b"\xef\xbb\xbf", "\r\n"),
        ("gb18030", b"", "\r\n"),
        ("utf-16-le", b"\xff\xfe", "\n"),
    ],
)
def test_fix_keeps_encoding_mark_and_line_ends(encoding: str, bom: bytes, newline: str, tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    raw = SPEECH.read_text(encoding="utf-8")
    path.write_bytes(bom + raw.replace("\n", newline).encode(encoding))
    run = check(path, "--fix", "--select", "DC101")
    assert run.returncode == 0, run.stderr
    mended = path.read_bytes()
    assert mended.startswith(bom)
    text = mended[len(bom) :].decode(encoding)
    assert text.count(newline) == raw.count("\n")
    assert "同志们：" in text
    assert len(text.replace(newline, "\n")) == len(raw)


def test_fix_keeps_mixed_line_ends_where_lines_are_added(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_bytes("甲,乙。\r\n丙。\u2028丁。\n戊,己。\r\n".encode())
    assert check(path, "--fix", "--select", "DC101,DC111").returncode == 0
    assert path.read_bytes() == "甲，乙。\r\n丙。\r\n丁。\n戊，己。\r\n".encode()


def test_fix_refuses_to_lose_bytes(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    raw = ("同志们,大家好。\n" * 400).encode() + b"\xff\n" + "推动发展,再上台阶。\n".encode()
    path.write_bytes(raw)
    run = check(path, "--fix", "--select", "DC101")
    assert run.returncode == 2
    assert "utf-8" in run.stderr.decode()
    assert path.read_bytes() == raw


def test_unsafe_fixes_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("提高认识，。抓好落实，不打折扣。\n", encoding="utf-8")
    assert b"--unsafe-fixes" in check(path, "--fix", "--select", "DC108").stdout
    assert "，。" in path.read_text(encoding="utf-8")
    assert check(path, "--fix", "--unsafe-fixes", "--select", "DC108").returncode == 0
    assert "认识。抓好" in path.read_text(encoding="utf-8")


def test_diff_changes_nothing(text: Path) -> None:
    run = check(text, "--diff")
    assert run.returncode == 1
    assert "+同志们，大家好。" in run.stdout.decode()
    assert text.read_bytes() == TEXT.encode()


def test_a_folder_is_searched(text: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("甲,乙", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("# 标题\n\n甲,乙。\n", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04")
    found = json.loads(check(tmp_path, "--select", "DC101", "--format", "json").stdout)
    assert [Path(f["filename"]).name for f in found] == [text.name, "a.md"]


def test_a_link_out_of_the_folder_is_told_and_not_read(text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "link.txt").symlink_to(text)
    run = check(folder)
    assert run.returncode == 0
    assert b"DC514" in run.stderr
    assert b"DC301" not in run.stdout


def test_a_folder_without_texts_is_no_clean_one(text: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "report.docx").write_bytes(b"PK\x03\x04")
    run = check(empty)
    assert run.returncode == 2
    assert run.stdout == b""
    assert run.stderr.decode().splitlines() == [
        f"doconv: {empty} holds nothing to check; name a folder with .txt, .md or .html files, or a file"
    ]
    both = check(empty, text)
    assert both.returncode == 2
    assert b"DC301" in both.stdout


@pytest.mark.parametrize("unreadable", ["texts", "sub"])
def test_a_folder_that_cannot_be_read_is_told(unreadable: str, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "sub").mkdir(parents=True)
    gone = f"str(path) + '/gone' * str(path).endswith('{unreadable}')"  # whoever is root may read any other
    run = doconv(
        "check",
        *(folder, "--format", "json", "--lang", "en"),
        before=f"import os; scan = os.scandir; os.scandir = lambda path: scan({gone})",
    )
    assert run.returncode == 2
    assert len(run.stderr.decode().splitlines()) == 1
    assert unreadable in run.stderr.decode()
    assert [one["code"] for one in json.loads(run.stdout)] == ["DC509"]


def test_json_gives_the_edits(text: Path) -> None:
    found = json.loads(check(text, "--select", "DC101", "--format", "json").stdout)
    assert found[0]["location"] == {"row": 1, "column": 4}
    assert found[0]["end_location"] == {"row": 1, "column": 5}
    assert found[0]["fix"]["applicability"] == "safe"
    assert found[0]["fix"]["edits"][0]["content"] == "，"


def test_github_escapes(tmp_path: Path) -> None:
    path = tmp_path / "100%,甲.txt"
    path.write_bytes(TEXT.encode())
    line = check(path, "--select", "DC301", "--format", "github").stdout.decode()
    assert line.startswith("::warning title=doconv (DC301),file=")
    assert "100%25%2C甲.txt,line=2,col=3,endLine=2,endColumn=5::" in line


def test_sarif_names_its_rules_and_places(text: Path) -> None:
    log = json.loads(check(text, "--format", "sarif").stdout)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
    assert not any("{" in rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    first = next(result for result in run["results"] if result["ruleId"] == "DC101")
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
    replacement = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "，"}}


def test_junit_counts_files(text: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text("# 标题\n\n甲乙。\n", encoding="utf-8")
    suite = Xml.fromstring(check(good, text, "--format", "junit").stdout)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [len(case) for case in suite] == [0, 1]
    assert "DC301" in str(suite[1][0].text)


def test_a_baseline_silences_what_is_on_record(text: Path, tmp_path: Path) -> None:
    record = tmp_path / "known.json"
    assert check(text, "--baseline", record).returncode == 0
    assert check(text, "--baseline", record).returncode == 0
    text.write_bytes(("前面加一行。\n" + TEXT + "又一处××。\n").encode())
    run = check(text, "--baseline", record, "--ignore", "DC2")
    assert run.returncode == 1
    assert run.stdout.decode().count("DC301") == 1
    assert "××" in run.stdout.decode()
    record.write_text("[]", encoding="utf-8")
    assert check(text, "--baseline", record).returncode == 2


@pytest.mark.parametrize(("name", "table"), [("doconv.toml", ""), ("pyproject.toml", "[tool.doconv]\n")])
def test_a_project_settles_its_rules(name: str, table: str, text: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f'{table}ignore = ["DC1", "DC210"]\n', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    run = check(text, cwd=tmp_path / "sub")
    assert b"DC301" in run.stdout
    assert b"DC101" not in run.stdout
    assert b"DC101" in check(text, "--ignore", "DC301", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [('igonre = ["DC1"]', "ignore"), ('select = "DC1"', "DC101"), ("select = [", "TOML"), ('select = ["DC0"]', "DC0")],
)
def test_a_wrong_configuration_is_refused(content: str, says: str, text: Path, tmp_path: Path) -> None:
    (tmp_path / "doconv.toml").write_text(content, encoding="utf-8")
    run = check(text, cwd=tmp_path)
    assert run.returncode == 2
    assert says in run.stderr.decode()
    assert len(run.stderr.decode().splitlines()) == 1


def test_explain_says_what_why_and_by_which_clause() -> None:
    shown = doconv("explain", "DC303", "--lang", "zh").stdout.decode()
    assert "DC303 document-number [警告" in shown
    assert "依据：GB/T 9704-2012 7.2.5（应当）" in shown
    assert "国发〔2026〕3号" in shown
    english = doconv("explain", "document-number", "--lang", "en").stdout.decode()
    assert "basis: GB/T 9704-2012 7.2.5 (required)" in english
    assert "--select DC109" in doconv("explain", "DC109", "--lang", "en").stdout.decode()
    assert doconv("explain", "DC000").returncode == 2


def test_check_loads_no_heavy_library(text: Path) -> None:
    assert doconv("check", text, "--exit-zero", before=WATCH).stderr == b"\n"


def folder_of_all_kinds(folder: Path) -> Path:
    """More files than one worker takes at a time, some of which cannot be read, and one link out of the folder."""
    (folder / "sub").mkdir(parents=True)
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"第{number}次,会议。\n" + TEXT, encoding="utf-8")
    (folder / "sub" / "a.md").write_text("# 标题\n\n甲,乙。\n", encoding="utf-8")
    (folder / "sub" / "b.html").write_text(f"<p>甲,乙。</p>\n<p>{TEXT}</p>", encoding="utf-8")
    (folder / "12-binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "7-empty.txt").write_bytes(b"")
    (folder / "link.txt").symlink_to(Path(__file__))
    return folder


@pytest.mark.parametrize(
    "options",
    [*(["--format", form] for form in FORMATS), ["--diff"], ["--fix"], ["--ignore", "DC1", "--encoding", "utf-8"]],
    ids=" ".join,
)
def test_processes_leave_no_trace(options: list[str], tmp_path: Path) -> None:
    runs = []
    for jobs in "12":
        folder = folder_of_all_kinds(tmp_path / jobs / "texts")
        (folder.parent / "doconv.toml").write_text("[limits]\nline_characters = 1000\n", encoding="utf-8")
        (folder / "long.txt").write_text("甲" * 1001, encoding="utf-8")
        run = check("texts", "missing.txt", "-j", jobs, *options, cwd=folder.parent)
        files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        runs.append((run.returncode, run.stdout, run.stderr, files))
    assert runs[0] == runs[1]
    assert runs[0][0] == 2
    assert len(runs[0][2].splitlines()) == 5
    assert runs[0][1]


def test_processes_share_a_baseline(tmp_path: Path) -> None:
    folder, record = folder_of_all_kinds(tmp_path / "texts"), tmp_path / "known.json"
    for name in ("12-binary.txt", "7-empty.txt"):
        (folder / name).unlink()
    assert check(folder, "-j", "2", "--baseline", record).returncode == 0
    before = record.read_bytes()
    record.unlink()
    assert check(folder, "-j", "1", "--baseline", record).returncode == 0
    assert record.read_bytes() == before
    (folder / "8.txt").write_text(TEXT + "又一处××。\n", encoding="utf-8")
    run = check(folder, "-j", "2", "--baseline", record, "--select", "DC301")
    assert run.returncode == 1
    assert run.stdout.decode().count("DC301") == 1


def test_a_process_that_dies_costs_the_sources_that_kill(tmp_path: Path) -> None:
    for name in [*map(str, range(20)), "11-deadly", "3-deadly"]:
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    options = ("-j", "2", "--format", "json", "--lang", "en")
    run = doconv("check", tmp_path, *options, before=AFFLICTED)
    assert run.returncode == 2
    assert run.stderr.decode().count("died") == 2
    found = json.loads(run.stdout)
    assert {Path(one["filename"]).name for one in found if one["code"] == "DC920"} == {"11-deadly.txt", "3-deadly.txt"}
    assert len({one["filename"] for one in found if one["code"] == "DC301"}) == 20


NONE_TO_BE_HAD = {
    "semaphores": "from concurrent.futures.process import ProcessPoolExecutor as pool; pool.__init__ = refused",
    "processes": "os.fork = refused",
    "second process": "fork = os.fork; forks = iter([fork]); os.fork = lambda: next(forks, refused)()",
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are no forks")
@pytest.mark.parametrize("lacking", NONE_TO_BE_HAD)
def test_where_the_system_gives_no_workers_one_process_checks_all(lacking: str, tmp_path: Path) -> None:
    folder = folder_of_all_kinds(tmp_path / "texts")
    refusing = "import errno, os\ndef refused(*_, **options): raise OSError(errno.EAGAIN, 'none to be had')\n"
    alone = doconv("check", folder, "-j", "1")
    run = doconv("check", folder, "-j", "2", before=refusing + NONE_TO_BE_HAD[lacking])
    assert (run.returncode, run.stdout, run.stderr) == (alone.returncode, alone.stdout, alone.stderr)


def test_ctrl_c_ends_all_processes_at_once(tmp_path: Path) -> None:
    for name in ("a", "endless", "z"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    program = f"import sys; {AFFLICTED}\nfrom convert.cli import main\nmain()"
    command = [sys.executable, "-c", program, "check", str(tmp_path), "-j", "2"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while len(workers := children.read_text().split()) < 2:
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    out, errors = running.communicate(timeout=30)
    assert (running.returncode, out, errors.strip()) == (130, b"", b"")
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_files_have_a_bar_on_a_terminal(jobs: str, tmp_path: Path) -> None:
    folder = folder_of_all_kinds(tmp_path / "texts")
    run = doconv("check", folder, "-j", jobs, before="sys.stderr.isatty = lambda: True")
    assert b"100%" in run.stderr


def test_results_come_in_the_order_of_the_things() -> None:
    assert list(in_order(str, range(1000), 3, list)) == [str(number) for number in range(1000)]
    assert list(in_order(str, [], 2, list)) == []
