"""Events of calls that nobody has answered yet share transactions: at sixty dials a second nearly all events are such.

What comes while a transaction runs waits for the next one, so that a quiet dialer has one transaction for each event
and a busy one few. The events of one call follow each other, because each waits in its lane for its own to be done.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from callwright.flow.calls import service
from callwright.flow.calls.decide.call_machine import (
    CallEvent,
    CustomerLeft,
    OrderTaken,
    Rang,
    SoundBeforeAnswer,
    Step,
)
from callwright.flow.calls.phone.lanes import Lanes
from callwright.platform.db import database_lost
from callwright.platform.runtime import Edge

MOST = 100
"""Events in one transaction."""
_SHARED = (OrderTaken, Rang, SoundBeforeAnswer, CustomerLeft)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An event, and who waits for what comes of it."""

    attempt_id: uuid.UUID
    event: CallEvent
    done: asyncio.Future[Step | None]


class Gathering:
    """Takes events and gives their steps after the commit."""

    def __init__(self, edge: Edge, lanes: Lanes) -> None:
        self._edge = edge
        self._lanes = lanes
        self._waiting: list[_Waiting] = []
        self._working = False

    @staticmethod
    def takes(event: CallEvent) -> bool:
        """Whether this kind of event may share a transaction, when no agent is in its call."""
        return isinstance(event, _SHARED)

    async def advance(self, attempt_id: uuid.UUID, event: CallEvent) -> Step | None:
        """Let an event happen to an attempt; None when there is none with this id."""
        one = _Waiting(attempt_id, event, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        if not self._working:
            self._working = True
            self._lanes.put(self, self._work)
        return await one.done

    async def _work(self) -> None:
        taken: list[_Waiting] = []
        try:
            while self._waiting:
                first = {one.attempt_id: one for one in reversed(self._waiting)}
                taken = list(first.values())[-MOST:]
                self._waiting = [one for one in self._waiting if one not in taken]
                await self._advance(taken)
        finally:
            self._working = False
            for one in (*taken, *self._waiting):
                one.done.cancel()  # of those that are done nothing changes
            self._waiting.clear()

    async def _advance(self, taken: Sequence[_Waiting]) -> None:
        """All in one transaction; when that fails, each alone, so that one that cannot be done stops no other."""
        events = [(one.attempt_id, one.event) for one in taken]
        try:
            async with self._edge.transaction() as session:
                steps = await service.advance_many(session, events, calendar=self._edge.calendar)
        except Exception as error:  # noqa: BLE001 - told to those who wait in the lanes of their calls, which log it
            if len(taken) > 1 and not database_lost(error):
                for one in taken:
                    await self._advance([one])
                return
            for one in taken:
                if not one.done.done():
                    one.done.set_exception(error)
            return
        for one, step in zip(taken, steps, strict=True):
            if not one.done.done():
                one.done.set_result(step)
