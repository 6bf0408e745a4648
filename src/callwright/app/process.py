"""The processes `callwright up` supervises: `python -m callwright.app.process NAME`, the names as in `main`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

import uvicorn

from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.app.api import create_app
from callwright.app.practice_customers import run_practice_customers
from callwright.app.registry import import_jobs
from callwright.app.sample.speech.customers import speak_customers
from callwright.app.schedule import SCHEDULES, TICKS
from callwright.app.settings import Settings
from callwright.app.telephony import (
    SwitchSettings,
    page_certificate,
    run_switch,
    simulated_customers,
    stop_signal,
    switch_address,
)
from callwright.app.telephony_sample import SAMPLE_TALK_SECONDS, voices_folder
from callwright.app.wiring import build_runtime
from callwright.flow.calls.phone.dialer import Dialer
from callwright.platform.log import configure_logging
from callwright.platform.schedule import run_schedule
from callwright.platform.ticker import run_ticks
from callwright.platform.worker import run_worker

SUPERVISOR = "CALLWRIGHT_SUPERVISOR"


def serve_api(host: str, port: int) -> None:
    """Serve API and page until SIGTERM; over HTTPS when the settings say so."""
    settings = Settings()
    certificate = page_certificate(settings) if settings.tls else None
    uvicorn.run(
        create_app(settings),
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=5,
        ssl_certfile=certificate,
        ssl_keyfile=certificate.with_suffix(".key") if certificate else None,
    )


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
            tasks.create_task(run_ticks(runtime, TICKS, stop))
    finally:
        await runtime.database.dispose()


async def dial() -> None:
    """Run the dialer of this switch until SIGTERM; without a switch it waits for one."""
    import_jobs()
    settings = Settings()
    runtime = build_runtime(settings)
    switch = AsteriskSwitch(switch_address(settings, SwitchSettings()))
    try:
        await Dialer(runtime, switch).run(stop_signal())
    finally:
        await switch.close()
        await runtime.database.dispose()


async def simulate_customers() -> None:
    """Run the customers of the sample trunk until SIGTERM."""
    settings = Settings()
    voices = voices_folder(settings)
    await asyncio.to_thread(speak_customers, voices)
    customers = simulated_customers(
        settings,
        SwitchSettings(),
        spoken=voices if voices.is_dir() else None,
        talk_seconds=SAMPLE_TALK_SECONDS,
    )
    stop = stop_signal()
    await customers.start()
    try:
        await stop.wait()
    finally:
        await customers.simulator.stop()


async def answer_practice() -> None:
    """Run the customers to practise with until SIGTERM."""
    runtime = build_runtime(Settings())
    try:
        await run_practice_customers(runtime, Settings(), stop_signal())
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
    if sys.argv[1] == "switch":  # it outlives a killed supervisor, because calls go on
        asyncio.run(run_switch(Settings()))
        return
    _end_with_parent()
    if sys.argv[1] == "api":
        serve_api(sys.argv[2], int(sys.argv[3]))
    else:
        works = {"worker": work, "dialer": dial, "customers": simulate_customers, "practice": answer_practice}
        asyncio.run(works[sys.argv[1]]())


if __name__ == "__main__":
    main()
