"""A process that imports one batch and is killed by the test that started it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from callwright.adapters.cluster.engines import Engines
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.app.settings import Settings
from callwright.app.wiring import build_ports
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.jobs import import_list
from callwright.flow.lists.ports import CleaningEngines
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import SystemClock
from callwright.platform.db import Database
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime


async def main(url: str, folder: str, batch_id: str) -> None:
    ports = build_ports(Settings(home=Path(folder)))
    ports.provide(TableStager, SpreadsheetStager())
    ports.provide(CleaningEngines, Engines())
    runtime = Runtime(Database(url), ports, SystemClock(), CompanyCalendar("Asia/Shanghai"), Path(folder))
    print("begins", flush=True)
    await import_list(JobContext(runtime, None), batch_id=batch_id)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
