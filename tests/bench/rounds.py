"""Times that can be compared: every contestant once a round, the rounds interleaved, the best of each kept."""

import resource
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


def best_times(contestants: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """The shortest time of each contestant in seconds, over interleaved rounds after one to warm up."""
    best = dict.fromkeys(contestants, float("inf"))
    for turn in range(rounds + 1):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            took = time.perf_counter() - start
            if turn:
                best[name] = min(best[name], took)
    return best


def show(times: Mapping[str, float], base: str, megabytes: float | None = None) -> None:
    """Print each time, its ratio to that of *base*, and the speed where *megabytes* were worked on."""
    for name, took in sorted(times.items(), key=lambda item: item[1]):
        speed = f"{megabytes / took:9.1f} MB/s" if megabytes else ""
        print(f"{name:40} {took * 1000:10.1f} ms {took / times[base]:7.2f} × {base}{speed}")


class Cost(NamedTuple):
    """What a program took, in seconds: by the clock, and of the processors."""

    wall: float
    cpu: float


def best_costs(programs: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, Cost]:
    """The least that each program took, over interleaved rounds after one to warm up; they run in other processes."""
    best = dict.fromkeys(programs, Cost(float("inf"), float("inf")))
    for turn in range(rounds + 1):
        for name, run in programs.items():
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            run()
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if turn:
                best[name] = Cost(min(best[name].wall, wall), min(best[name].cpu, cpu))
    return best


def show_costs(costs: Mapping[str, Cost], base: str) -> None:
    """Print each cost and its ratios to that of *base*: of a busy machine those of the processors mean more."""
    for name, cost in sorted(costs.items(), key=lambda item: item[1].wall):
        wall, cpu = cost.wall / costs[base].wall, cost.cpu / costs[base].cpu
        print(f"{name:34} {cost.wall * 1000:8.0f} ms {wall:6.2f} × {base:12}{cost.cpu * 1000:8.0f} ms cpu {cpu:6.2f} ×")
