"""Times that can be compared: every contestant once a round, the rounds interleaved, the best of each kept."""

import time
from collections.abc import Callable, Mapping


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
