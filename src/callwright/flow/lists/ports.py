"""What lists need from outside: number-status services (空号检测), and somewhere to clean and match."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

Task = TypeVar("Task")


@dataclass(frozen=True)
class NumberStatus:
    """What a service said about one number, as it said it. `line` is where in its answer (file line, or 1, 2, …)."""

    line: int
    number: str
    word: str


class NumberStatusService(Protocol):
    """A number-status service. Adapters differ in how they ask; the words they bring are read by dated tables."""

    def statuses(
        self, answer: Path, *, number_headers: Sequence[str], status_headers: Sequence[str]
    ) -> list[NumberStatus]:
        """Every line of an answer, in its order; nothing is left out, not even empty words.

        CallwrightError when the answer is no table or lacks a column.
        """
        ...


class Spread(Protocol):
    """Runs a function over tasks, wherever; answers come in the order of the tasks."""

    @property
    def chunks(self) -> int:
        """Into how many chunks work is cut. The result does not depend on it."""
        ...

    def map(self, function: Callable[[Task], pa.Table], tasks: Sequence[Task]) -> Iterator[pa.Table]:
        """`function` of each task. The function is a module's own and can be pickled."""
        ...


@dataclass(frozen=True)
class Here:
    """One chunk after the other in this process."""

    chunks: int = 1

    def map(self, function: Callable[[Task], pa.Table], tasks: Sequence[Task]) -> Iterator[pa.Table]:
        """`function` of each task, lazily."""
        return map(function, tasks)


class CleaningEngines(Protocol):
    """Where cleaning and matching may run: `local`, or spread over a cluster (`ray`)."""

    def open(self, name: str) -> AbstractContextManager[Spread]:
        """The engine of that name for as long as the context lasts; raises UnknownEngine or EngineMissing (422)."""
        ...
