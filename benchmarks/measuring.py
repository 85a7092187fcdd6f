"""How works are timed: by turns in one process, so that a noisy machine disturbs all of them alike."""

import statistics
import time
from collections.abc import Callable


def measure(*works: Callable[[], object], rounds: int) -> list[float]:
    """The median seconds of each work, the works taken by turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]
