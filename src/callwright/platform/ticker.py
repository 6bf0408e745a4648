"""Work that is due every few seconds, in one process at a time. What may wait for a minute is a `Schedule`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import text

from callwright.platform.db import Session
from callwright.platform.db.lease import lock_number
from callwright.platform.runtime import Runtime

TickWork = Callable[[Session, datetime], Awaitable[object]]

log = structlog.get_logger()


@dataclass(frozen=True)
class Tick:
    """Work in one transaction, every `seconds`; `name` is "room.verb"."""

    name: str
    seconds: float
    work: TickWork


async def run_ticks(runtime: Runtime, ticks: Iterable[Tick], stop: asyncio.Event) -> None:
    """Do each tick's work until `stop` is set. A failure is logged and the next tick tries again."""
    async with asyncio.TaskGroup() as tasks:
        for tick in ticks:
            tasks.create_task(_repeat(runtime, tick, stop))


async def _repeat(runtime: Runtime, tick: Tick, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await tick_once(runtime, tick)
        except Exception:
            log.exception("tick failed", tick=tick.name)
        try:
            await asyncio.wait_for(stop.wait(), tick.seconds)
        except TimeoutError:
            continue


async def tick_once(runtime: Runtime, tick: Tick) -> bool:
    """Do the work now; False when another process is at it (a lock that ends with the transaction)."""
    async with runtime.database.transaction() as session:
        lock = text("SELECT pg_try_advisory_xact_lock(:number)")
        if not await session.scalar(lock, {"number": lock_number(f"tick:{tick.name}")}):
            return False
        await tick.work(session, runtime.clock.now())
        return True
