"""Where the weighing of chunks happens: in this process, or handed to others (a port of cleaning)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from callwright.flow.lists.clean.engine import EngineLimits


@dataclass(frozen=True)
class WeighTask:
    """One chunk of the weighing, small and picklable; `chunk` counts from 1 to `chunks`.

    `records` is the Parquet of match_records, readable by whoever weighs; `model` the artefact's JSON text.
    """

    records: Path
    chunk: int
    chunks: int
    model: str
    limits: EngineLimits


class Spread(Protocol):
    """Runs a function over tasks, wherever; answers come in the order of the tasks."""

    @property
    def chunks(self) -> int:
        """Into how many chunks work is cut. The result does not depend on it."""
        ...

    def map(
        self, function: Callable[[WeighTask], pa.Table], tasks: Sequence[WeighTask]
    ) -> Iterator[pa.Table]:
        """`function` of each task. The function is a module's own and can be pickled."""
        ...


@dataclass(frozen=True)
class Here:
    """One chunk after the other in this process."""

    chunks: int = 1

    def map(
        self, function: Callable[[WeighTask], pa.Table], tasks: Sequence[WeighTask]
    ) -> Iterator[pa.Table]:
        """`function` of each task, lazily."""
        return map(function, tasks)
