"""What is seen of a batch while it runs: a bar on a terminal, a line now and then in a log."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from convert import report
from convert.batch.outcome import Outcome, Status
from convert.cli.shell import echo, shell
from convert.diagnostic import Language, Severity

_EVERY = 5.0
"""Seconds between two lines in a log."""
_TEXTS = {
    Language.ZH: {
        "line": "{done}/{total} 份，每秒 {rate:.1f} 份，约剩 {left:.0f} 秒，失败 {failed} 份",
        "sum": "共 {total} 份：转换 {converted}，未变 {unchanged}，失败 {failed}；用时 {seconds:.1f} 秒",
        "stop": "正在停止：做完手头的文件即止；再按一次 Ctrl-C 立即停止",
        "found": "错误 {error}，警告 {warning}，提示 {hint}（--report FILE 逐条列出）",
    },
    Language.EN: {
        "line": "{done}/{total} documents, {rate:.1f} a second, {left:.0f} s left, {failed} failed",
        "sum": "documents: {total}, {converted} converted, {unchanged} unchanged, {failed} failed; {seconds:.1f} s",
        "stop": "stopping as soon as the documents under way are done; Ctrl-C again stops at once",
        "found": "errors: {error}, warnings: {warning}, hints: {hint} (--report FILE lists them)",
    },
}


class Progress:
    """Counts outcomes, and shows them as they come."""

    def __init__(self, total: int, folder: str, quiet: bool) -> None:
        self.total = total
        self.folder = folder
        self.quiet = quiet
        self.statuses: Counter[Status] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.wrong = False
        self._start = self._shown = time.monotonic()

    def count(self, outcome: Outcome) -> None:
        """Take an outcome into account, and say what is wrong with it."""
        self.statuses[outcome.status] += 1
        self.severities.update(found.severity for found in outcome.diagnostics)
        self.wrong = self.wrong or outcome.wrong
        for found in outcome.diagnostics:
            if found.severity is Severity.ERROR:
                self.say(report.message(found, f"{self.folder}/{outcome.source}", shell.language))
        if outcome.status is not Status.UNCHANGED:
            self._advance()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._start

    def say(self, line: str) -> None:
        """Print a line for a person to read."""
        echo(line)

    def say_stopping(self) -> None:
        """Say that the run ends early, and how to end it at once."""
        self.say(_TEXTS[shell.language]["stop"])

    def summary(self) -> Iterator[str]:
        """What is said at the end."""
        texts = _TEXTS[shell.language]
        counts = {status.value: self.statuses[status] for status in Status}
        yield texts["sum"].format(total=self.statuses.total(), seconds=self.seconds, **counts)
        if self.severities:
            yield texts["found"].format(**{severity.value: self.severities[severity] for severity in Severity})

    def _advance(self) -> None:
        if not self.quiet and time.monotonic() - self._shown >= _EVERY:
            self._shown = time.monotonic()
            self.say(self._line())

    def _line(self) -> str:
        failed = self.statuses[Status.FAILED]
        done = failed + self.statuses[Status.CONVERTED]
        rate = done / max(self.seconds, 0.001)
        values = {"done": done, "total": self.total, "rate": rate, "left": (self.total - done) / rate, "failed": failed}
        return _TEXTS[shell.language]["line"].format(**values)


class _Bar(Progress):
    """The same with a bar that stays at the foot of a terminal."""

    def __init__(self, total: int, folder: str, bar: Any) -> None:
        super().__init__(total, folder, quiet=True)
        self._bar = bar
        self._task = bar.add_task("doconv", total=total, note="")

    def say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _advance(self) -> None:
        self._bar.update(self._task, advance=1, note=self._line())


@contextmanager
def progress(total: int, folder: str, *, quiet: bool) -> Iterator[Progress]:
    """Show the work on *total* documents of *folder*."""
    if quiet or not total or not sys.stderr.isatty():
        yield Progress(total, folder, quiet)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = (BarColumn(), TextColumn("{task.fields[note]}", markup=False))
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(total, folder, bar)
