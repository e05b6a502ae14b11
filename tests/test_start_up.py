"""What a run does not load: start-up is most of what a short document takes."""

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
