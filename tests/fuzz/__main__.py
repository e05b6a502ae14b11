"""Fuzz one stage with atheris: python -m tests.fuzz NAME [SECONDS].

What it finds is kept in fixtures/hostile/found/NAME, where test_fuzz.py tries it again.
"""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "fixtures/hostile/found"
CORPUS = ROOT / ".hypothesis/fuzz"

with atheris.instrument_imports(include=["convert", "markdown_it", "yaml"]):
    from tests.fuzz.harnesses import HARNESSES
    from tests.fuzz.spelling import FRAGMENTS


def main() -> None:
    """Run libFuzzer on the harness named, from the texts of the fixtures on."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    if name not in HARNESSES:
        sys.exit(f"no harness is called {name}; there are {', '.join(HARNESSES)}")
    corpus, found = CORPUS / name, FOUND / name
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    _sow(corpus)
    limits = [
        f"-max_total_time={seconds}",
        "-max_len=4096",
        "-timeout=20",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    harness = HARNESSES[name]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={found}/", f"-dict={_dictionary()}", str(corpus)], harness)
    atheris.Fuzz()


def _sow(corpus: Path) -> None:
    """Every text of the fixtures, and every fragment alone, as the beginning."""
    for number, path in enumerate(sorted((ROOT / "fixtures").rglob("*"))):
        if path.is_file() and path.suffix in {".txt", ".md", ".html"}:
            (corpus / f"fixture-{number:04}").write_bytes(b"\0" + path.read_bytes()[:4000])
    for number in range(len(FRAGMENTS)):
        (corpus / f"fragment-{number:04}").write_bytes(bytes([0x80, number, number ^ 1, number]))


def _dictionary() -> Path:
    """The fragments as libFuzzer's dictionary."""
    path = CORPUS / "dictionary"
    lines = ("".join(f"\\x{byte:02x}" for byte in fragment.encode("utf-8", "replace")) for fragment in FRAGMENTS)
    path.write_text("".join(f'"{line}"\n' for line in lines if len(line) <= 4 * 60), encoding="ascii")
    return path


main()
