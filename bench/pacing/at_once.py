"""Independent simulations side by side, one process for each processor there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")

PROCESSES = "PACING_PROCESSES"
"""Environment variable: how many processes at once, instead of one for each processor."""


def at_once(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """What the tasks give, in their order; each is a `partial` of a function and values that can be sent."""
    processes = min(int(os.environ.get(PROCESSES, "0")) or len(os.sched_getaffinity(0)), len(tasks))
    if processes <= 1:
        return [task() for task in tasks]
    with ProcessPoolExecutor(processes) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]
