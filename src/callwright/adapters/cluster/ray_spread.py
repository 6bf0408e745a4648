"""`RaySpread`: partitions and chunks as Ray tasks, on a cluster of this machine or the one at RAY_ADDRESS.

Machines of a cluster share no files: what a task names by path travels with it through Ray's object store, and
rows travel as Arrow tables. The functions are pure, so Ray may run a task again when a machine is lost.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from callwright.adapters.cluster.errors import EngineMissing

Task = TypeVar("Task")
CHUNKS_PER_CORE = 2
RETRIES = 3


class RaySpread:
    """A `Spread` over the connected Ray cluster."""

    def __init__(self, ray: Any, chunks: int) -> None:
        self._ray = ray
        self.chunks = chunks

    def map(self, function: Callable[[Task], pa.Table], tasks: Sequence[Task]) -> Iterator[pa.Table]:
        """`function` of each task, in the order of the tasks; raises what a task raised."""
        remote = self._ray.remote(max_retries=RETRIES, num_cpus=1)(_run)
        shipped: dict[Path, Any] = {}
        waiting = []
        for task in tasks:
            names = _paths(task)
            for name in names:
                path = getattr(task, name)
                if path not in shipped:
                    shipped[path] = self._ray.put(path.read_bytes())
            waiting.append(remote.remote(function, task, names, *[shipped[getattr(task, n)] for n in names]))
        for reference in waiting:
            yield self._ray.get(reference)


@contextmanager
def ray_cluster() -> Iterator[RaySpread]:
    """The cluster at RAY_ADDRESS, else one of this machine for as long as it is needed. EngineMissing without Ray."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - an extra of 80 MB that most companies never need
    except ImportError as problem:
        raise EngineMissing(engine="ray") from problem
    address = os.environ.get("RAY_ADDRESS")
    options: dict[str, Any] = {} if address else {"include_dashboard": False}
    cluster: Any = ray
    cluster.init(address=address, logging_level="ERROR", log_to_driver=False, **options)
    try:
        cores = int(cluster.cluster_resources().get("CPU", 1))
        yield RaySpread(cluster, max(2, cores * CHUNKS_PER_CORE))
    finally:
        cluster.shutdown()


def _paths(task: object) -> list[str]:
    """The fields of a task that name files."""
    if not is_dataclass(task):
        return []
    return [field.name for field in fields(task) if isinstance(getattr(task, field.name), Path)]


def _run(function: Callable[[Any], pa.Table], task: Any, names: list[str], *contents: bytes) -> pa.Table:
    """On the worker: the files of the task under a folder of its own, then the function."""
    with tempfile.TemporaryDirectory(prefix="callwright-") as folder:
        local = {}
        for name, content in zip(names, contents, strict=True):
            local[name] = Path(folder) / getattr(task, name).name
            local[name].write_bytes(content)
        return function(replace(task, **local) if local else task)
