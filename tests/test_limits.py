"""Limits: each is a key of the configuration, holds at its edge, and says how to raise it."""

from dataclasses import fields
from pathlib import Path

import pytest
from test_cli import doconv
from test_pictures import drawn

from convert import clean, config, read, render, structure
from convert.diagnostic import Language, LimitError, StyleError, catalogue
from convert.limits import CODES, DEFAULTS, MOST, Limits

BODY = "要抓紧落实，压实责任，不得拖延。"
PAGE = "<!doctype html><title>关于养护的通知</title><h1>关于养护的通知</h1>{}<p>" + BODY * 3 + "</p>{}"
TABLE = "# 题\n\n| 甲 | 乙 |\n| --- | --- |\n" + "| 一 | 二 |\n" * 9

PASSED = {
    "source_bytes": (BODY.encode(), "a.txt", len(BODY.encode())),
    "line_characters": (f"题目\n\n{BODY}".encode(), "a.txt", len(BODY)),
    "blocks": (f"# 题\n\n{BODY}\n\n{BODY}\n".encode(), "a.md", 2),
    "table_cells": (TABLE.encode(), "a.md", 20),
    "nesting": (PAGE.format("<div>" * 30, "</div>" * 30).encode(), "a.html", 33),
    "pages": (f"# 题\n\n{BODY * 200}".encode(), "a.md", 6),
}
"""Limit → a document, its name, and the lowest limit that it stays within."""

PICTURE = drawn()
IMAGES = {"image_bytes": len(PICTURE), "image_pixels": 300 * 200}
"""Limit on pictures → the lowest that PICTURE stays within."""


def made(data: bytes, name: str, limits: Limits) -> None:
    document = structure(clean(read(data, name=name, limits=limits)), limits).document
    render(document, "pdf", limits=limits)


@pytest.mark.parametrize("limit", PASSED)
def test_a_limit_holds_at_its_edge(limit: str) -> None:
    data, name, needed = PASSED[limit]
    made(data, name, Limits(**{limit: needed}))
    with pytest.raises(LimitError) as refused:
        made(data, name, Limits(**{limit: needed - 1}))
    assert refused.value.diagnostic.code == CODES[limit]


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
@pytest.mark.parametrize("limit", IMAGES)
def test_a_limit_on_images_holds_at_its_edge(limit: str, to: str, tmp_path: Path) -> None:
    """A picture that passes it is left out, and the rest of the document is set."""
    (tmp_path / "a.png").write_bytes(PICTURE)
    document = structure(clean(read(f"# 题\n\n{BODY}\n\n![图](a.png)\n".encode(), name="a.md"))).document

    def said(most: int) -> set[str]:
        return {
            found.code for found in render(document, to, folder=tmp_path, limits=Limits(**{limit: most})).diagnostics
        }

    assert CODES[limit] not in said(IMAGES[limit])
    assert CODES[limit] in said(IMAGES[limit] - 1)


def test_every_limit_is_tried_at_its_edge() -> None:
    assert PASSED.keys() | IMAGES.keys() == CODES.keys()


@pytest.mark.parametrize("limit", CODES)
def test_the_message_names_the_key_and_the_limit(limit: str) -> None:
    found = DEFAULTS.passed(limit, "a.txt")
    for language in Language:
        assert f"limits.{limit}" in found.message(language)
        assert f"{getattr(DEFAULTS, limit):,}" in found.message(language)
    assert all(str(MOST[limit]) in found.message(language) for language in Language if limit in MOST)


def test_every_limit_has_a_code_of_its_own() -> None:
    assert len(set(CODES.values())) == len(fields(Limits)) == len(CODES)
    assert set(CODES.values()) <= catalogue().keys()


def test_the_default_suits_an_archive() -> None:
    """A text of 5 MB, of short lines or all on one."""
    for text in ((BODY + "\n") * 105_000, BODY * 105_000):
        assert len(text.encode()) > 5_000_000
        source = read(text.encode(), name="a.txt")
        assert structure(clean(source)).document.blocks


@pytest.mark.parametrize("command", ["clean", "render", "check", "batch"])
def test_a_configured_limit_holds_for_every_command(command: str, tmp_path: Path) -> None:
    (tmp_path / "doconv.toml").write_text("[limits]\nsource_bytes = 100\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(BODY * 10, encoding="utf-8")
    arguments = {
        "clean": ["in/a.txt", "-o", "a.md"],
        "render": ["in/a.txt", "--docx"],
        "check": ["in"],
        "batch": ["in", "-o", "out", "--to", "md", "-j", "1"],
    }[command]
    run = doconv(command, *arguments, before=f"import os; os.chdir({str(tmp_path)!r})")
    assert run.returncode == (1 if command == "batch" else 2)
    assert "limits.source_bytes" in run.stderr.decode().splitlines()[0]
    assert not [path for path in tmp_path.rglob("*") if path.suffix in {".md", ".docx", ".part"}]


def test_nothing_is_mended_in_a_text_past_a_limit(tmp_path: Path) -> None:
    (tmp_path / "doconv.toml").write_text("[limits]\nblocks = 3\n", encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_bytes("关于工作的讲话\n".encode() + "大家好,要抓好落实。\n".encode() * 9)
    before = text.read_bytes()
    for options in (["--fix"], ["--diff"]):
        run = doconv("check", "a.txt", *options, before=f"import os; os.chdir({str(tmp_path)!r})")
        assert run.returncode == 2
        assert "limits.blocks" in run.stderr.decode()
        assert text.read_bytes() == before


def test_standard_input_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    (tmp_path / "doconv.toml").write_text("[limits]\nsource_bytes = 100\n", encoding="utf-8")
    run = doconv("clean", stdin=BODY.encode() * 10, before=f"import os; os.chdir({str(tmp_path)!r})")
    assert run.returncode == 2
    assert "limits.source_bytes" in run.stderr.decode()
    endless = doconv("clean", "/dev/zero", before=f"import os; os.chdir({str(tmp_path)!r})")
    assert endless.returncode == 2


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[limits]\npage = 3", "pages"),
        ("[limits]\npages = 0", "limits.pages"),
        ("[limits]\npages = true", "limits.pages"),
        ("[limits]\npages = 1.5", "limits.pages"),
        ("[limits]\nnesting = 2001", "2000"),
        ("limits = 3", "[limits]"),
        ("a = " + "[" * 5000, "TOML"),
    ],
)
def test_a_wrong_limit_is_refused(table: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "doconv.toml").write_text(table, encoding="utf-8")
    with pytest.raises(StyleError) as refused:
        config.load(tmp_path)
    assert says in str(refused.value)


def test_what_is_nested_too_deep_loses_no_text() -> None:
    """libxml2 would drop what lies deeper than it goes, and all that follows."""
    for depth in (300, 1900):
        page = PAGE.format("<div>" * depth, "</div>" * depth + "<p>后面还有一段文字，也应当保留下来。</p>")
        limits = Limits(nesting=2000)
        assert "后面还有一段文字" in read(page.encode(), name="a.html", limits=limits).text
    with pytest.raises(LimitError):
        read(PAGE.format("<div>" * 100_000, "").encode(), name="a.html", limits=Limits(nesting=2000))
