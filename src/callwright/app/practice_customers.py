"""The customers to practise with, beside our own switch: their voices, and word that they are there."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog

from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers, Simulator
from callwright.adapters.asterisk.installation.programs import find_programs
from callwright.app.sample.speech.practising import speak_practice
from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings, telephony_folder
from callwright.flow.calls import service as calls
from callwright.platform.db import database_lost
from callwright.platform.runtime import Runtime

log = structlog.get_logger()

TELLS_EVERY_SECONDS = 20.0


async def run_practice_customers(runtime: Runtime, settings: Settings, stop: asyncio.Event) -> None:
    """Let them answer until stopped; first their lines are spoken, which takes a moment when that was not done before.

    They have ports of their own, so that the customers of the sample trunk may be there or not.
    """
    switch, folder = SwitchSettings(), telephony_folder(settings)
    voices = folder / "practice-voices"
    spoken = await asyncio.to_thread(speak_practice, voices)
    if not spoken:
        log.warning("practice customers hum: no speech synthesiser is installed")
    customers = SimulatedCustomers(
        Simulator(find_programs(folder / "programs"), folder / "practice"),
        port=switch.practice_port,
        rtp_port=switch.practice_rtp_port,
        practice_spoken=voices if spoken else None,
    )
    await customers.start()
    try:
        await _tell(runtime, switch, spoken=spoken, stop=stop)
    finally:
        await customers.simulator.stop()


async def _tell(runtime: Runtime, switch: SwitchSettings, *, spoken: bool, stop: asyncio.Event) -> None:
    """Say again and again that practice customers answer, so that nobody calls them once they are gone."""
    while not stop.is_set():
        try:
            async with runtime.database.transaction() as session:
                await calls.keep_practice_host(
                    session,
                    node=switch.node,
                    port=switch.practice_port,
                    spoken=spoken,
                    at=runtime.clock.now(),
                )
        except Exception as error:
            if not database_lost(error):
                raise
            log.warning("practice customers could not tell of themselves", kind=type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), TELLS_EVERY_SECONDS)
