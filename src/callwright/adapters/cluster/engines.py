"""`Engines`: the ways to run a cleaning, by name."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from callwright.adapters.cluster.errors import UnknownEngine
from callwright.adapters.cluster.ray_spread import ray_cluster
from callwright.flow.lists.ports import Here, Spread


class Engines:
    """`local` (this process) and `ray`."""

    def open(self, name: str) -> AbstractContextManager[Spread]:
        """The engine for as long as the context lasts. UnknownEngine (422), EngineMissing (422)."""
        if name == "local":
            return nullcontext(Here())
        if name == "ray":
            return ray_cluster()
        raise UnknownEngine(engine=name)
