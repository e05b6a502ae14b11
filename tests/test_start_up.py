"""What a run does not load, and how it ends: start-up is most of what a short document takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from convert.cli import COMMANDS, cli

FOLDER = Path(__file__).parents[1] / "fixtures"
PLAIN = "---\ndoconv: 1\n文种: 通知\n---\n\n# 关于某事的通知\n\n正文。\n"


def loaded(*command: str) -> set[str]:
    """The modules that a run of doconv has loaded when it ends."""
    program = (
        "import atexit, os, sys; atexit.register(lambda: os.write(2, ' '.join(sys.modules).encode()));"
        "from convert.cli import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_help_loads_no_step_of_the_pipeline() -> None:
    modules = loaded("--help")
    assert "convert.cli" in modules
    assert not modules & {"convert.pipeline", "convert.style", "convert.document", "tomllib", "pathlib"}


def test_a_docx_of_own_markdown_needs_no_cleaner_no_font_and_no_python_docx(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PLAIN, encoding="utf-8")
    modules = loaded("render", str(tmp_path / "a.md"), "--docx")
    assert (tmp_path / "a.docx").exists()
    assert not modules & {"convert.cleaners", "convert.checks", "convert.fonts", "docx", "yaml", "PIL", "weasyprint"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name][1]


def test_an_unknown_command_is_none() -> None:
    assert cli.get_command(None, "clear") is None  # type: ignore[arg-type]


def by_name(*command: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A run of `python -m convert`, which ends its process by itself."""
    program = [sys.executable, "-m", "convert", *map(str, command)]
    return subprocess.run(program, capture_output=True, text=True, check=False, env={**os.environ, **env})


def test_a_process_that_ends_itself_loses_nothing(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("关于某事的通知\n\n" + "正文在此，各单位要认真执行。\n" * 20_000, encoding="utf-8")
    written = by_name("clean", text, "-o", tmp_path / "text.md")
    shown = by_name("clean", text)
    assert (written.returncode, shown.returncode) == (0, 0)
    assert shown.stdout == (tmp_path / "text.md").read_text(encoding="utf-8")
    assert by_name("clean", text, "--check").returncode == 1
    wrong = by_name("clean", tmp_path / "none.txt")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("command", [[], ["clear"], ["clean", "none.txt"], ["check", "none.txt"]], ids=" ".join)
def test_messages_that_nobody_can_take_change_no_exit_code(command: list[str]) -> None:
    program = [sys.executable, "-m", "convert", *command]
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        assert subprocess.run(program, stdout=subprocess.DEVNULL, stderr=full, check=False).returncode == 2


@pytest.mark.parametrize("engine", ["", "plain"])
def test_a_run_leaves_no_temporary_file(engine: str, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    env = {"TMPDIR": str(tmp_path / "temporary"), "DOCONV_WEASYPRINT": engine}
    run = by_name("render", FOLDER / "notice.txt", "--pdf", "-o", f"{tmp_path}/", **env)
    assert run.returncode == 0
    assert (tmp_path / "notice.pdf").stat().st_size > 10_000
    assert not list((tmp_path / "temporary").iterdir())
