"""One pass over the documents of a plan, as the person at the terminal sees it."""

import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from convert import report
from convert.cli.progress import progress
from convert.cli.shell import echo, shell
from convert.cli.stopping import Stop
from convert.diagnostic import Severity, diagnose
from convert.files import write_whole

if TYPE_CHECKING:
    from convert.batch.outcome import Outcome
    from convert.batch.plan import Engine, Plan


@dataclass
class Run:
    """What holds for every pass: how it is shown, and what is kept for the report."""

    folder: Path
    """As the user called it."""
    stop: Stop
    prune: bool = False
    quiet: bool = False
    kept: "list[Outcome] | None" = None
    """The outcomes, where a report is wanted."""
    _gone: set[str] = field(default_factory=set)
    """Outputs without a source that were spoken of."""

    def carry_out(self, plan: "Plan", engine: "Engine") -> bool:
        """Convert what is pending, and show it; whether anything was wrong."""
        from convert.batch.plan import carry_out

        self._name_orphans(plan)
        with (
            progress(len(plan.pending), str(self.folder), quiet=self.quiet) as shown,
            closing(carry_out(plan, engine, prune=self.prune, stopped=self.stop.is_set)) as outcomes,
        ):
            self.stop.told = shown.say_stopping
            for outcome in outcomes:
                shown.count(outcome)
                if self.kept is not None:
                    self.kept.append(outcome)
        self.stop.told = None
        self.say(plan)
        if not self.quiet:
            for line in shown.summary():
                echo(line)
        return shown.wrong or has_error(plan)

    def check(self, plan: "Plan") -> bool:
        """Say what would be converted; whether anything would be, or is wrong."""
        self._name_orphans(plan)
        self.say(plan)
        if not self.quiet:
            for item in plan.pending:
                echo(report.printable(f"{self.folder}/{item.source}"))
        return bool(plan.pending or plan.orphans or has_error(plan))

    def say(self, plan: "Plan") -> None:
        """Print what was found of the folder itself."""
        for found in plan.findings:
            shell.say(found, str(self.folder))

    def _name_orphans(self, plan: "Plan") -> None:
        """Find, once, that there are outputs without a source, where they are to stay."""
        gone = [output.path for outputs in plan.orphans.values() for output in outputs]
        if gone and not self.prune and not self._gone.issuperset(gone):
            plan.findings.append(diagnose("DC925", count=len(gone), example=gone[0]))
        self._gone.update(gone)

    def report(self, form: str, to: Path | None) -> None:
        """Write the report, in JSON where no other format is named, to a file or to standard output."""
        from convert.batch.summary import SUMMARIES

        ordered = sorted(self.kept or [], key=lambda outcome: outcome.source)
        text = SUMMARIES["json" if form == "text" else form](ordered, self.folder.as_posix(), shell.language)
        data = text.encode("utf-8", "backslashreplace")
        if to:
            write_whole(to, data)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()


def has_error(plan: "Plan") -> bool:
    """Whether something is wrong with the folder itself."""
    return any(found.severity is Severity.ERROR for found in plan.findings)
