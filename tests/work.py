"""How long this process works at something: the same on a busy machine as on one that does nothing else."""

import time
from collections.abc import Callable


def seconds_of_work(work: Callable[[], object], *, enough: float = 0.0, tries: int = 3) -> float:
    """The best of some tries: cores are shared with others. Tried no more once it takes less than `enough`."""
    best = float("inf")
    for _ in range(tries):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
        if best < enough:
            break
    return best
