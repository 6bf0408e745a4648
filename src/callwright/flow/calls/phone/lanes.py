"""Lanes: work with the same key happens one after the other, in the order it came; different keys go side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable

import structlog

from callwright.platform.db import database_lost

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]


class Lanes:
    """Runs work in lanes. An error ends that piece of work, is logged, and the lane goes on."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, list[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, key: Hashable, work: Work) -> None:
        """Do this after everything that was put into the same lane before."""
        if key in self._waiting:
            self._waiting[key].append(work)
            return
        self._waiting[key] = [work]
        task = asyncio.create_task(self._drive(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def busy(self) -> int:
        """How many lanes have work."""
        return len(self._waiting)

    def abandon(self) -> None:
        """Drop everything at once, in the middle of it."""
        for task in self._tasks:
            task.cancel()

    async def drained(self) -> None:
        """Wait until nothing is left to do."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drive(self, key: Hashable) -> None:
        queue = self._waiting[key]
        try:
            while queue:
                work = queue[0]
                try:
                    await work()
                except Exception as error:  # what is going on is read anew when a lost database is back
                    if database_lost(error):
                        log.warning("work of the dialer failed", lane=str(key), kind=type(error).__name__)
                    else:
                        log.exception("work of the dialer failed", lane=str(key))
                queue.pop(0)
        finally:
            del self._waiting[key]
