"""What an edge (request, job, command) is given: database, ports, clock, calendar, data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import Clock
from callwright.platform.db import Database
from callwright.platform.ports import Ports


@dataclass(frozen=True)
class Runtime:
    """The running product as seen by an edge. Built once per process by `app/wiring`."""

    database: Database
    ports: Ports
    clock: Clock
    calendar: CompanyCalendar
    data_folder: Path
