"""What a run has to do, and the doing of it: what is up to date stays, what is done goes on record at once."""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from typing import TypeAlias

from convert.batch import environment
from convert.batch.job import Item, Job
from convert.batch.manifest import Manifest
from convert.batch.outcome import Outcome, Output
from convert.batch.tree import grow, shard_of
from convert.diagnostic import Diagnostic, WriteError, diagnose

Engine: TypeAlias = Callable[[Iterable[Item]], Iterator[Outcome]]
"""What converts documents, wherever that is."""
Outcomes: TypeAlias = Generator[Outcome, None, None]
"""Outcomes as they come; close it, and what is under way is finished and the record put in order."""


@dataclass
class Plan:
    """A run as it stands before the first document."""

    job: Job
    manifest: Manifest
    facts: Mapping[str, environment.Facts]
    """Format → what its outputs depend on; every worker must have the same."""
    items: list[Item] = field(default_factory=list)
    """The documents of this shard, in order."""
    pending: list[Item] = field(default_factory=list)
    """Those of which some output is to be made, the rest being up to date."""
    unchanged: list[Item] = field(default_factory=list)
    orphans: dict[str, list[Output]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def consider(self, item: Item, *, force: bool = False) -> None:
        """Put an item where it belongs: among those to be converted, or those up to date."""
        formats = self.job.formats if force else self.manifest.stale(item)
        if formats:
            self.pending.append(replace(item, formats=formats))
        else:
            self.unchanged.append(item)


def prepare(
    job: Job,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    shard: tuple[int, int] = (1, 1),
    force: bool = False,
) -> Plan:
    """Look at the folder, at what the outputs depend on and at what is done already; nothing is written.

    *shard* is its number, from 1, and how many there are. WriteError DC902 where the outputs would be sources.
    """
    if job.out == job.folder:
        raise WriteError("DC902", path=job.out)
    number, shards = shard
    known = environment.facts(job)
    part = job.part if shards == 1 else f"{number}-of-{shards}"
    job = replace(job, keys=environment.keys(known), part=part)
    tree = grow(job.folder, job.out, include, exclude)
    plan = Plan(job, Manifest(job, known), known, findings=tree.findings)
    mine = partial(_is_mine, number, shards)
    plan.items = [item for item in tree.items if mine(item.source)]
    for item in plan.items:
        plan.consider(item, force=force)
    if not tree.items:
        plan.findings.append(diagnose("DC924", path=job.folder))
    plan.orphans = plan.manifest.orphans({item.source: item for item in plan.items}, mine)
    return plan


def renew(plan: Plan, touched: Collection[str], *, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Plan:
    """The plan of a whole folder once what is *touched* below it has changed; of the rest it has nothing."""
    job, below = plan.job, tuple(f"{path}/" for path in touched)
    tree = grow(job.folder, job.out, include, exclude)
    before = {item.source: item for item in plan.items}
    new = Plan(job, plan.manifest, plan.facts, tree.items)
    for item in tree.items:
        changed = item.source in touched or item.source.startswith(below) or item != before.get(item.source)
        if changed or plan.manifest.has_pictures(item.source):
            new.consider(item)
    new.orphans = plan.manifest.orphans({item.source: item for item in tree.items}, lambda _: True)
    return new


def carry_out(plan: Plan, engine: Engine, *, prune: bool, stopped: Callable[[], bool]) -> Outcomes:
    """Convert what is pending, each document on record as soon as it is done; yield every outcome.

    Once *stopped* says so no document is begun any more, but those under way are finished.
    """
    yield from map(plan.manifest.unchanged, plan.unchanged)
    if plan.pending:
        plan.manifest.begin()
    try:
        if plan.pending:
            for outcome in engine(takewhile(lambda _: not stopped(), plan.pending)):
                plan.manifest.add(outcome)
                yield outcome
        if prune and not stopped():
            plan.findings += plan.manifest.prune(plan.orphans)
    finally:
        plan.manifest.close()


def _is_mine(number: int, shards: int, source: str) -> bool:
    return shards == 1 or shard_of(source, shards) == number
