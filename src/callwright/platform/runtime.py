"""What an edge (request, job, command) is given: database, ports, clock, calendar, data folder."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import Clock
from callwright.platform.db import Database, Session
from callwright.platform.ports import Ports


@dataclass(frozen=True)
class Runtime:
    """The running product as seen by an edge. Built once per process by `app/wiring`."""

    database: Database
    ports: Ports
    clock: Clock
    calendar: CompanyCalendar
    data_folder: Path


class Edge:
    """What the edges of jobs and commands share: their transactions and the parts of the running product."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    @property
    def database(self) -> Database:
        """The database."""
        return self.runtime.database

    @property
    def ports(self) -> Ports:
        """The wired ports."""
        return self.runtime.ports

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self.runtime.clock

    @property
    def calendar(self) -> CompanyCalendar:
        """The company's calendar."""
        return self.runtime.calendar

    @property
    def data_folder(self) -> Path:
        """The company's data folder."""
        return self.runtime.data_folder

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """One transaction, committed when the block ends. One step of a job, one command = one transaction."""
        return self.runtime.database.transaction()
