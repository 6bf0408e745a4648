"""CPU of every process that takes part, in percent of one core."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.telephony.processes.house import cpu_seconds


def children_of(parent: int) -> list[int]:
    """The processes whose parent this is."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


def server_pid(cluster: Path) -> int:
    """The PostgreSQL of a cluster."""
    return int((cluster / "postmaster.pid").read_text().split()[0])


@dataclass
class Meter:
    """CPU seconds by name since `begin`; a server's children count as the server."""

    pids: dict[str, list[int]]
    server: int
    begun: float = 0.0
    _before: dict[int, float] = field(default_factory=dict)

    def _all(self) -> dict[str, list[int]]:
        return {**self.pids, "PostgreSQL": [self.server, *children_of(self.server)]}

    def begin(self) -> None:
        """From now on."""
        self.begun = time.monotonic()
        self._before = {pid: cpu_seconds(pid) for pids in self._all().values() for pid in pids}

    def shares(self) -> dict[str, float]:
        """Percent of one core of each since the beginning; short-lived processes that are gone are not in it."""
        seconds = time.monotonic() - self.begun
        return {
            name: 100 * sum(cpu_seconds(pid) - self._before.get(pid, 0.0) for pid in pids) / seconds
            for name, pids in self._all().items()
        }


def line(shares: dict[str, float], names: Iterable[str]) -> float:
    """The sum of some of them."""
    return sum(shares[name] for name in names)
