"""What CI takes from this repository: pre-commit's hooks, the action, the Dockerfile."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GOOD = "# 关于开展检查工作的讲话\n\n同志们：\n\n今天开会，讲三点意见。\n"
BAD = "关于开展检查工作的讲话\n\n同志们:\n\n今天开会,讲意见。\n"


def environment(**more: str) -> dict[str, str]:
    """The variables of a shell in which doconv is installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **more}


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_a_hook_names_the_file_that_is_wrong(tmp_path: Path, hook: dict[str, Any]) -> None:
    (tmp_path / "good one.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad one.txt").write_text(BAD, encoding="utf-8")

    def run(*files: str) -> subprocess.CompletedProcess[str]:
        assert all(re.search(hook["files"], file) for file in files)
        command = [*shlex.split(hook["entry"]), *files]
        return subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
        )

    good, both = run("good one.md"), run("bad one.txt", "good one.md")
    assert good.returncode == 0, good.stdout + good.stderr
    assert both.returncode == 1
    assert "bad one.txt:" in both.stdout
    assert "good one.md:" not in both.stdout


def test_the_action_converts_a_folder(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    inputs = {"folder": "my texts", "out": "out", "to": "md", "options": "--exclude drafts/"}
    assert set(action["inputs"]) == set(inputs)
    values = {name: inputs[text[len("${{ inputs.") : -len(" }}")]] for name, text in step["env"].items()}
    for name, text in (("a.txt", BAD), ("drafts/b.txt", BAD), ("empty.txt", "")):
        path = tmp_path / "my texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "doconv").symlink_to(sys.prefix)
    ran = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env=environment(RUNNER_TEMP=str(tmp_path), **values),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1, ran.stderr
    assert "::error " in ran.stdout
    assert "file=my texts/empty.txt" in ran.stdout
    assert [path.name for path in (tmp_path / "out").rglob("*.md")] == ["a.md"]


@pytest.mark.parametrize("name", ["Dockerfile", "action.yml"])
def test_the_same_packages_as_in_the_set_up(name: str) -> None:
    wanted = {"venv", "pango", "pangoft2", "harfbuzz-subset", "fandol", "wenkai"}
    rows = [line.split() for line in (ROOT / ".ci/setup").read_text(encoding="utf-8").splitlines()]
    debian = {row[1] for row in rows if len(row) == 4 and row[0] in wanted}
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    installed = re.search(r"apt-get install -y -qq --no-install-recommends ([^\n&]+)", text)
    assert installed
    assert set(installed[1].split()) == debian
