"""Documents that mean harm (fixtures/hostile/): what each of them does not get."""

import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
import ruler
from lxml import etree
from test_cli import doconv

from convert import clean, read, render, structure
from convert.diagnostic import StyleError
from convert.document import Document, Metadata
from convert.pipeline import Structured

HOSTILE = Path(__file__).parents[1] / "fixtures/hostile"
NAMES = sorted(path.name for path in HOSTILE.iterdir() if path.is_file() and path.name != "style_file.md")
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def understood(name: str) -> Structured:
    return structure(clean(read(HOSTILE / name)))


def text_of(document: Document) -> str:
    return "\n".join(getattr(block, "text", "") for block in document.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_for_a_browser_loads_and_runs_nothing(name: str) -> None:
    """Every tag is one of doconv's own, every address one within the page."""
    data = render(understood(name).document, "html", folder=HOSTILE).data
    root = etree.HTML(data)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "svg", "image", "base", "form", "a"}
    assert not [n for e in root.iter() for n in e.keys() if n.startswith("on") or n in {"src", "href"}]  # noqa: SIM118
    assert [style.getparent().tag for style in root.iter("style")] == ["head"]
    assert "url(" not in root.findtext(".//style")
    assert "@import" not in root.findtext(".//style")


@pytest.mark.parametrize("name", NAMES)
def test_a_docx_points_at_nothing_and_has_no_field_but_the_page(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render(understood(name).document, "docx", folder=HOSTILE).data)) as package:
        trees = {part: etree.fromstring(package.read(part)) for part in package.namelist()}
    relations = [relation for tree in trees.values() for relation in tree.iter(RELATIONSHIP)]
    assert relations
    assert not [r.get("Target") for r in relations if r.get("TargetMode") or ":" in r.get("Target").split("/")[0]]
    instructions = {"".join(e.itertext()).strip() for t in trees.values() for e in t.iter(f"{WORD}instrText")}
    assert instructions <= {"PAGE"}
    simple = {e.get(f"{WORD}instr", "").strip() for t in trees.values() for e in t.iter(f"{WORD}fldSimple")}
    assert simple <= {"PAGE"}
    assert not [e.tag for t in trees.values() for e in t.iter(f"{WORD}hyperlink", f"{WORD}object", f"{WORD}altChunk")]
    assert not any(part.endswith((".bin", ".vml")) for part in trees)


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_opens_nothing(name: str) -> None:
    data = render(understood(name).document, "pdf", folder=HOSTILE).data
    for word in (
        b"/URI",
        b"/JavaScript",
        b"/Launch",
        b"/EmbeddedFile",
        b"/GoToR",
        b"/SubmitForm",
        b"/AA",
        b"/OpenAction",
    ):
        assert word not in data, word


def test_what_looks_like_code_is_printed_as_text() -> None:
    words = re.sub(r"\s", "", ruler.copied(render(understood("word_code.md").document, "pdf").data))
    assert "INCLUDETEXT" in words
    assert "<w:instrText>" in words
    words = re.sub(r"\s", "", ruler.copied(render(understood("page_code.md").document, "pdf").data))
    assert "@importurl(" in words


def test_a_document_cannot_name_a_style_file(tmp_path: Path) -> None:
    """Nor learn from the message whether there is such a file."""
    (tmp_path / "secret.toml").write_text('password = "hunter2"', encoding="utf-8")
    for asked in (str(tmp_path / "secret.toml"), "secret.toml", "../secret.toml", "/etc/none.toml"):
        document = Document("甲", (), Metadata(style=asked))
        with pytest.raises(StyleError) as refused:
            render(document, "docx")
        assert refused.value.diagnostic.code == "DC719"
        assert "password" not in str(refused.value)
    run = doconv("render", HOSTILE / "style_file.md", "--docx", "-o", tmp_path / "a.docx")
    assert run.returncode == 2
    assert not (tmp_path / "a.docx").exists()


def test_no_entity_and_no_other_file_gets_into_a_page() -> None:
    for name in ("page_elsewhere.html", "page_laughs.xhtml.html"):
        source = read(HOSTILE / name)
        assert "root:" not in source.text
        assert "哈" not in source.text
        assert "为了保障道路完好" in source.text


def test_front_matter_makes_no_objects_and_no_copies() -> None:
    document = understood("yaml_objects.md").document
    assert all(isinstance(value, str) for value in (document.metadata.source, document.metadata.dated))
    assert not Path("/tmp/doconv-was-here").exists()
    assert len(text_of(understood("yaml_aliases.md").document)) < 2000


def test_pictures_from_elsewhere_are_left_out_by_name() -> None:
    found = render(understood("pictures_elsewhere.md").document, "docx", folder=HOSTILE).diagnostics
    assert [d.code for d in found if d.code.startswith("DC71")] == ["DC714"] * 7 + ["DC715"]


@pytest.mark.parametrize("name", ["ci_commands.txt", "controls.md"])
@pytest.mark.parametrize(
    "options", [["clean", "--diff"], ["check"], ["check", "--diff"], ["check", "--format", "json"]]
)
def test_nothing_shown_steers_a_terminal_or_a_ci_run(name: str, options: list[str]) -> None:
    run = doconv(options[0], HOSTILE / name, *options[1:])
    shown = (run.stdout + run.stderr).decode()
    assert shown or (
        name == "controls.md" and options == ["clean", "--diff"]
    )  # which is doconv's own: nothing to clean
    assert all(c.isprintable() or c in "\n\t\u3000" for c in shown)
    assert not re.search(r"^\s*::", shown, re.MULTILINE)
    assert "##[" not in shown


NASTY_NAMES = (
    *(b"a\nb.txt", b"a'b\"c.txt", b"-rf.txt", b"--help.txt", "\u202eabc.txt".encode(), b"::error file=x::hi.txt"),
    *(b"##[stop-commands]x.txt", b"\xff\xfe\xb1.txt", b"\x1b[31mred.txt", b"a b;rm -rf *.txt", b"%0a%0d.txt", b"~.txt"),
    *(
        b"$(id).txt",
        b"a\tb.txt",
        b"a:b,c.txt",
        "名\u2028字.txt".encode(),
        b"a\\b.txt",
        b"{x}.txt",
        b"*.txt",
        b"x" * 251 + b".txt",
    ),
)
NOTICE = "关于做好工作的通知\n\n各科室:\n\n一、抓紧落实。请于3月底前完成,XX.\n".encode()


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A folder of one short text under many names."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NASTY_NAMES:
        (folder / os.fsdecode(name)).write_bytes(NOTICE)
    return folder


def steers(shown: str) -> list[str]:
    odd = [line for line in shown.split("\n") if not line.replace("\u3000", "").replace("\t", "").isprintable()]
    return odd + re.findall(r"^\s*::(?!(?:error|warning|notice) ).*|.*##\[.*", shown, re.MULTILINE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("to", ["text", "json", "github", "sarif", "junit"])
def test_files_of_any_name_are_checked(to: str, named: Path) -> None:
    run = doconv("check", ".", "--format", to, before=f"import os; os.chdir({str(named)!r})")
    assert run.returncode == 1, run.stderr.decode()
    shown = run.stdout.decode("utf-8", "backslashreplace")
    assert shown.count("DC301") >= len(NASTY_NAMES)
    assert not steers(shown)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("form", ["text", "json", "junit", "github"])
def test_files_of_any_name_are_converted(form: str, named: Path) -> None:
    out = named.parent / "out"
    run = doconv("batch", named, "-o", out, "--to", "md,docx", "--format", form, "-j", "1")
    assert run.returncode == 1  # one name has no room for .docx
    assert run.stderr.decode().count("DC901") == 1
    assert not steers((run.stdout + run.stderr).decode("utf-8", "backslashreplace"))
    assert len(list(out.glob("*.docx"))) == len(NASTY_NAMES) - 1
    assert not list(out.rglob("*.part"))


ONE_BY_ONE = """
import os, sys
from convert.cli import main
failed = []
for name in sorted(os.listdir(b".")):
    for options in (["clean", "--diff"], ["clean", "--to", "json"], ["render", "--docx", "-o", "../out"]):
        sys.argv = ["doconv", *options, "--", os.fsdecode(name)]
        try:
            main()
        except SystemExit as end:
            if end.code not in (0, 1):
                failed.append((ascii(name)[:20], options, end.code))
print(failed, file=sys.stderr)
sys.exit(len(failed))
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_of_any_name_can_be_named(named: Path) -> None:
    (named.parent / "out").mkdir()
    run = doconv(before=f"import os; os.chdir({str(named)!r}); exec({ONE_BY_ONE!r})")
    assert run.returncode == 1, run.stderr.decode("utf-8", "backslashreplace")[-800:]
    assert "'x" in run.stderr.decode().splitlines()[-1]
    assert len(list((named.parent / "out").iterdir())) == len(NASTY_NAMES) - 1
    assert not steers(run.stderr.decode("utf-8", "backslashreplace"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_leads_into_a_folder_or_out_of_it(tmp_path: Path) -> None:
    folder, out, elsewhere = tmp_path / "in", tmp_path / "out", tmp_path / "elsewhere"
    for place in (folder / "a", out, elsewhere):
        place.mkdir(parents=True)
    (elsewhere / "secret.txt").write_bytes(NOTICE)
    (folder / "a/notice.txt").write_bytes(NOTICE)
    (folder / "link.txt").symlink_to(elsewhere / "secret.txt")
    (folder / "near.txt").symlink_to("a/notice.txt")
    (out / "a").symlink_to(elsewhere)
    run = doconv("batch", folder, "-o", out, "--to", "md")
    assert run.returncode == 1
    said = run.stderr.decode()
    assert re.search("link.txt.*DC514|DC514.*link.txt", said)
    assert "DC931" in said
    assert sorted(path.name for path in elsewhere.iterdir()) == ["secret.txt"]
    assert sorted(path.name for path in out.glob("*.md")) == ["near.md"]
    shown = doconv("check", folder)
    assert "DC514" in shown.stderr.decode()
    assert "secret" not in shown.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_record_may_not_lie_behind_a_link(tmp_path: Path) -> None:
    folder, out, elsewhere = tmp_path / "in", tmp_path / "out", tmp_path / "elsewhere"
    for place in (folder, out, elsewhere / "parts-all"):
        place.mkdir(parents=True)
    (folder / "a.txt").write_bytes(NOTICE)
    (elsewhere / "parts-all/kept").write_bytes(b"")
    (out / ".doconv").symlink_to(elsewhere)
    run = doconv("batch", folder, "-o", out, "--to", "md", "-j", "1")
    assert run.returncode == 2
    assert "cannot" in run.stderr.decode() or "link" in run.stderr.decode()
    assert [path.name for path in elsewhere.iterdir()] == ["parts-all"]
    assert (elsewhere / "parts-all/kept").exists()


def record(source: str, path: object) -> str:
    """A line of the record: a source with an output."""
    output = {"path": path, "format": "md", "sha256": "", "size": 1, "made": "", "findings": []}
    return json.dumps({"source": source, "findings": [], "outputs": [output]})


@pytest.mark.parametrize(
    "line",
    [
        '{"source": "a.txt", "findings": [["DC999", 0, 0, {}]], "outputs": []}',
        '{"source": "a.txt", "findings": [["DC501", 0, 0, {}]], "outputs": []}',
        '{"source": "a.txt", "findings": [["DC501", "x", [], {"path": 1}]], "outputs": []}',
        '{"source": {}, "findings": 1, "outputs": null}',
        record("a.txt", 7),
        record("gone.txt", "../victim"),
        record("gone.txt", "/etc/passwd"),
        "[" * 50_000,
    ],
)
def test_a_forged_record_does_no_harm(line: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(NOTICE)
    (tmp_path / "victim").write_bytes(b"")
    file = tmp_path / "out/.doconv/manifest-all.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text('{"manifest": 1, "run": 1}\n' + line + "\n", encoding="utf-8")
    run = doconv("batch", tmp_path / "in", "-o", tmp_path / "out", "--to", "md", "-j", "1", "--prune")
    assert run.returncode == 0, run.stderr.decode()
    assert (tmp_path / "victim").exists()
    assert (tmp_path / "out/a.md").exists()
