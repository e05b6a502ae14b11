"""Run every benchmark, or those named: python -m tests.bench [clean docx …]."""

import os
import sys
from importlib import import_module
from pathlib import Path

# Whoever installs doconv has it compiled; left in force, this setting would have each start compile it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

wanted = sys.argv[1:] or sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
for name in wanted:
    print(f"\n== {name} ==", flush=True)
    import_module(f"tests.bench.bench_{name}").main()
