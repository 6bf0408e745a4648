"""The customers to practise with, beside our own switch: their voices, and word that they are there."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import structlog

from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings, telephony_folder
from callwright.flow.calls import service as calls
from callwright.platform.db import database_lost
from callwright.platform.runtime import Runtime

log = structlog.get_logger()

TELLS_EVERY_SECONDS = 20.0


def practice_voices_folder(settings: Settings) -> Path:
    """Where the spoken lines of the practice customers are kept."""
    return telephony_folder(settings) / "practice-voices"


async def tell_of_practice(runtime: Runtime, *, spoken: bool, stop: asyncio.Event) -> None:
    """Say again and again that practice customers answer, so that nobody calls them once they are gone."""
    switch = SwitchSettings()
    while not stop.is_set():
        try:
            async with runtime.database.transaction() as session:
                await calls.keep_practice_host(
                    session,
                    node=switch.node,
                    port=switch.customers_port,
                    spoken=spoken,
                    at=runtime.clock.now(),
                )
        except Exception as error:
            if not database_lost(error):
                raise
            log.warning("practice customers could not tell of themselves", kind=type(error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), TELLS_EVERY_SECONDS)
