"""The two processes that `callwright up` supervises: `python -m callwright.app.process api|worker`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

import uvicorn

from callwright.app.api import create_app
from callwright.app.registry import import_jobs
from callwright.app.schedule import SCHEDULES
from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.platform.log import configure_logging
from callwright.platform.schedule import run_schedule
from callwright.platform.worker import run_worker

SUPERVISOR = "CALLWRIGHT_SUPERVISOR"


def serve_api(host: str, port: int) -> None:
    """Serve API and page until SIGTERM."""
    settings = Settings()
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", timeout_graceful_shutdown=5)


async def work() -> None:
    """Run the worker until SIGTERM."""
    import_jobs()
    runtime = build_runtime(Settings())
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(run_worker(runtime, stop))
            tasks.create_task(run_schedule(runtime, SCHEDULES, stop))
    finally:
        await runtime.database.dispose()


def _end_with_parent() -> None:
    """A killed supervisor must not leave children behind: they end when their parent is no longer it.

    The supervisor tells its number, because it may be dead before its child has started.
    """
    supervisor = int(os.environ.get(SUPERVISOR, os.getppid()))

    def watch() -> None:
        while os.getppid() == supervisor:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    """Entry point of the supervised processes."""
    configure_logging(level=Settings().log_level)
    _end_with_parent()
    if sys.argv[1] == "api":
        serve_api(sys.argv[2], int(sys.argv[3]))
    else:
        asyncio.run(work())


if __name__ == "__main__":
    main()
