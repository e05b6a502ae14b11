"""Imports point one way: each module knows only the layers below its own."""

import ast
from pathlib import Path

import pytest

import convert

ROOT = Path(convert.__file__).parent

LAYERS = [
    {"kept"},
    {"document", "memo", "patterns", "shipped"},
    {"diagnostic", "hanzi"},
    {"limits", "decimals"},
    {"ledger", "files"},
    {"style", "config"},
    {"fonts"},
    {"readers", "cleaners", "recognizers"},
    {"markdown", "checks", "compose"},
    {"writers"},
    {"pipeline"},
    {"report", "ruler"},
    {"batch"},
    {"cli"},
]
HOMES = {
    "click": {"cli", "report"},
    "rich": {"cli", "report"},
    "markdown_it": {"markdown"},
    "yaml": {"markdown"},
    "weasyprint": {"writers"},
    "docx": {"writers"},
    "PIL": {"writers"},
    "fontTools": {"fonts"},
    "pypdfium2": {"ruler"},
    "opencc": {"cleaners"},
}
"""Where each third-party package may be imported."""

MODULES = sorted(path for path in ROOT.rglob("*.py") if "_styles" not in path.parts)


def room(path: Path) -> str:
    """The module or package directly under convert/ that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    if room(path) in {"__init__", "__main__"}:
        return
    level = next(n for n, layer in enumerate(LAYERS) if room(path) in layer)
    allowed = {room(path)}.union(*LAYERS[:level])
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("convert.")}
    assert ours <= allowed | {"__version__"}, f"{path.name} may not know {sorted(ours - allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_third_party_packages_stay_at_home(path: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(path)} & HOMES.keys()
    assert all(room(path) in HOMES[name] for name in foreign)
