"""The record that makes a second run short: what was made of which source, and of what else.

It is a file of JSON lines in the output folder, one line a document, added to while the run goes on; after kill -9 only
a last broken line is lost. Each shard writes a file of its own, and every run reads them all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import rmtree

from convert.batch.job import FORMATS, STATE, Item, Job, digest_of, fingerprint
from convert.batch.outcome import Outcome, Output, Status
from convert.batch.record import Record, header, run_of
from convert.diagnostic import Diagnostic, WriteError, diagnose
from convert.files import make_folder, stays_inside

ALL = "all"
"""The part of a run that is no shard: its file is what all others are merged into."""


class Manifest:
    """What earlier runs made in an output folder, and what this one adds."""

    def __init__(self, job: Job, made_with: Mapping[str, Mapping[str, str]]) -> None:
        self.job = job
        self.made_with = made_with
        self.path = job.out / STATE / f"manifest-{job.part}.jsonl"
        self.run = 0
        self._record = Record()
        self._others: list[Path] = []
        self._begun = False
        """Whether the file of this part is being added to."""
        self._changed = False
        self._load()

    def _load(self) -> None:
        """Read every file there is, the latest last."""
        runs = []
        for path in sorted(self.path.parent.glob("manifest-*.jsonl")):
            run = run_of(path)
            if run is not None:
                runs.append((run, path))
        for run, path in sorted(runs):
            self.run = max(self.run, run)
            # Another shard may replace its file while this run goes on, and there may be a thousand of them.
            learnt = self._record.take_in(path, copied=path != self.path)
            if learnt and path != self.path:
                self._others.append(path)

    def begin(self) -> None:
        """Make the folder that outputs are written in first; WriteError DC901 where it cannot be made."""
        if not stays_inside(self.job.staging, self.job.out):
            raise WriteError("DC931", path=self.job.staging)
        rmtree(self.job.staging, ignore_errors=True)  # what a killed run left
        try:
            self.job.staging.mkdir(parents=True)
        except OSError as error:
            raise WriteError("DC901", path=self.job.out, reason=error.strerror or str(error)) from error

    def stale(self, item: Item) -> tuple[str, ...]:
        """The formats in which a source must be set anew; known by its bytes, its pictures' and its outputs' sizes."""
        known = self._record.get(item.source)
        if known is None:
            return self.job.formats
        path = self.job.folder / item.source
        try:
            source = digest_of(path)
        except OSError:
            return self.job.formats  # whoever converts it says what is wrong
        pictures = {image: fingerprint(self.job, image, path.parent) for image in known.pictures}
        outputs = {output.path: output for output in known.outputs}

        def current(to: str) -> bool:
            output = outputs.get(item.target(to))
            made = self.job.made(source, pictures, to)
            return output is not None and output.made == made and self._is_there(output)

        return tuple(to for to in self.job.formats if not current(to))

    def has_pictures(self, source: str) -> bool:
        """Whether other files than the source decide its outputs."""
        return self._record.has_pictures(source)

    def _is_there(self, output: Output) -> bool:
        try:
            return (self.job.out / output.path).stat().st_size == output.size
        except OSError:
            return False

    def unchanged(self, item: Item) -> Outcome:
        """The outcome of a source for which nothing had to be done."""
        wanted = {item.target(to) for to in self.job.formats}
        known = self._known(item.source)
        return replace(known, outputs=tuple(output for output in known.outputs if output.path in wanted))

    def _known(self, source: str) -> Outcome:
        return self._record.get(source) or Outcome(source, Status.UNCHANGED)

    def add(self, outcome: Outcome) -> None:
        """Put a converted document on record, at once."""
        if outcome.status is not Status.CONVERTED:
            return
        outputs = {output.path: output for output in (*self._known(outcome.source).outputs, *outcome.outputs)}
        self._put(replace(outcome, outputs=tuple(outputs[path] for path in sorted(outputs))))

    def _put(self, outcome: Outcome) -> None:
        if not self._begun:
            self._write(self.run + 1)
            self._begun = True
        try:
            self._record.add(outcome)
        except OSError as error:
            raise self._refused(error) from error
        self._changed = True

    def orphans(self, items: Mapping[str, Item], mine: Callable[[str], bool]) -> dict[str, list[Output]]:
        """Source → outputs on record that it has no more: it is gone, or they are called otherwise now.

        *items* are the sources by name; of one that is *mine* but not among them it counts only whether it exists.
        """
        found = {}
        for source in filter(mine, self._record.sources()):
            outcome = self._known(source)
            item, gone = items.get(source), not (self.job.folder / source).exists()
            named = {item.target(to) for to in FORMATS} if item else None
            left = [out for out in outcome.outputs if gone or (named is not None and out.path not in named)]
            if left:
                found[source] = left
        return found

    def prune(self, orphans: Mapping[str, Iterable[Output]]) -> Iterator[Diagnostic]:
        """Delete outputs that have no source; what was changed by hand stays, and DC929 says so."""
        for source, outputs in orphans.items():
            for output in outputs:
                path = self.job.out / PurePosixPath(output.path)
                if ".." in path.parts or not stays_inside(path.parent, self.job.out):
                    continue
                if path.is_file() and sha256(path.read_bytes()).hexdigest() != output.sha256:
                    yield diagnose("DC929", path=output.path)
                else:
                    self._delete(path)
            known = self._known(source)
            left = tuple(output for output in known.outputs if output not in outputs)
            if left:
                self._put(replace(known, outputs=left))
            else:
                self._record.forget(source)
            self._changed = True

    def _delete(self, path: Path) -> None:
        """Delete a file and the folders it leaves empty."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise WriteError("DC901", path=path, reason=error.strerror or str(error)) from error
        for folder in path.parents:
            if folder == self.job.out or not folder.is_relative_to(self.job.out):
                return
            try:
                folder.rmdir()
            except OSError:
                return

    def close(self) -> None:
        """Leave the record in order: sorted, and of a whole run in one file."""
        whole = self.job.part == ALL
        if self._changed or (whole and self._others):
            self._write(0 if whole else self.run + 1)
            if whole:
                for path in self._others:
                    path.unlink(missing_ok=True)
        self._begun = False
        for folder in self.path.parent.glob("parts-*") if whole else (self.job.staging,):
            rmtree(folder, ignore_errors=True)

    def _write(self, run: int) -> None:
        if not stays_inside(self.path.parent, self.job.out):
            raise WriteError("DC931", path=self.path.parent)
        make_folder(self.path.parent)
        try:
            self._record.write(self.path, header(run, self.made_with))
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> WriteError:
        return WriteError("DC901", path=self.path, reason=error.strerror or str(error))
