"""A worker as a process of its own, with the clock of a test: `python worker.py URL FOLDER SECONDS_AHEAD`."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from callwright.app.registry import import_jobs
from callwright.app.settings import Settings
from callwright.app.wiring import build_ports
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Database
from callwright.platform.runtime import Runtime
from callwright.platform.worker import run_worker


class Ahead:
    """A clock that is so many seconds ahead of the real one."""

    def __init__(self, seconds: float) -> None:
        self._step = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._step


async def work(url: str, folder: Path, ahead: float) -> None:
    """From a word on standard input until killed: starting takes longer than the work."""
    import_jobs()
    ports = build_ports(Settings(home=folder))
    runtime = Runtime(Database(url), ports, Ahead(ahead), CompanyCalendar("Asia/Shanghai"), folder)
    await asyncio.to_thread(sys.stdin.readline)
    await run_worker(runtime, asyncio.Event())


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])))
