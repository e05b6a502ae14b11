"""What a run has to do: which documents, which of them are up to date, which outputs nobody needs any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from convert.batch import environment
from convert.batch.job import Item, Job
from convert.batch.manifest import Manifest
from convert.batch.outcome import Outcome, Output
from convert.batch.tree import grow, shard_of
from convert.diagnostic import Diagnostic, WriteError


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
    unchanged: list[Outcome] = field(default_factory=list)
    orphans: dict[str, list[Output]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    others: int = 0
    """Files of the folder that are no documents."""


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
    plan = Plan(job, Manifest(job, known), known, findings=tree.findings, others=tree.others)
    mine = partial(_is_mine, number, shards)
    plan.items = [item for item in tree.items if mine(item.source)]
    for item in plan.items:
        formats = job.formats if force else plan.manifest.stale(item)
        if formats:
            plan.pending.append(replace(item, formats=formats))
        else:
            plan.unchanged.append(plan.manifest.unchanged(item))
    plan.orphans = plan.manifest.orphans({item.source: item for item in plan.items}, mine)
    return plan


def _is_mine(number: int, shards: int, source: str) -> bool:
    return shards == 1 or shard_of(source, shards) == number
