"""Taking and reconciling the recordings of our own calls."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from callwright.flow.calls.events import CallEnded, PracticeEnded
from callwright.flow.recordings import service
from callwright.flow.recordings.contracts import CallTaken, ReconcileReport
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job, submit

SHOWN = 200
TRIES, PAUSE = 8, 1.0
"""How often, and how many seconds apart, a job looks whether the switch has closed its files."""
YOUNG = timedelta(minutes=10)
"""Raw files touched so recently may still get their call."""
DONE_WITH = frozenset({"stored", "known", "unanswered"})
"""What became of a call whose raw files are not needed any more."""
RECONCILING = Text("正在核对录音文件与通话", "Holding files and calls against each other")


@job("recordings.take_call")
async def take_call(context: JobContext, live_attempt_id: str, why_not: str = "") -> dict[str, Any]:
    """Store the recording of one of our own calls; returns CallTaken.

    Submitted when a call has ended; waits a little for the switch to close its files. `why_not` is a machine word
    for a call that was not recorded on purpose. The raw files go after the commit: a kill in between leaves them
    for `recordings.reconcile`.
    """
    taken = await _take_call(context, uuid.UUID(live_attempt_id), why_not)
    for _ in range(TRIES):
        if taken.state != "waiting":
            break
        await asyncio.sleep(PAUSE)
        taken = await _take_call(context, uuid.UUID(live_attempt_id), why_not)
    return taken.to_json()


@subscriber(CallEnded, "recordings.take_call")
async def take_when_ended(context: JobContext, session: Session, event: CallEnded) -> None:
    """A call is over: its recording is taken by a job of its own, because merging sound takes a while."""
    del context
    await _take_later(session, event.live_attempt_id)


@subscriber(PracticeEnded, "recordings.take_practice")
async def take_when_practised(context: JobContext, session: Session, event: PracticeEnded) -> None:
    """The same for a practice call."""
    del context
    await _take_later(session, event.live_attempt_id)


async def _take_later(session: Session, live_attempt_id: uuid.UUID) -> None:
    key = f"recordings.take_call:{live_attempt_id}"
    await submit(session, "recordings.take_call", {"live_attempt_id": str(live_attempt_id)}, key=key)


@job("recordings.reconcile")
async def reconcile(context: JobContext, deep: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - a job argument
    """Hold the switch's folder, our own calls and (`deep`) the store against each other; returns ReconcileReport.

    Takes what was left, notes why a call has no recording, lists what nobody claims. One transaction per call.
    """
    tally = await _take_left(context)
    left_overs = await asyncio.to_thread(
        service.remove_left_overs, context.ports.get(service.RawFolder).path, now=context.clock.now()
    )
    orphans, gone = 0, list[str]()
    if deep:
        async with context.transaction() as session:
            vault = context.ports.get(service.SoundVault)
            orphans, gone = await service.sort_store(session, vault, now=context.clock.now())
    report = replace(tally, left_overs=left_overs, orphans=orphans, gone=tuple(gone[:SHOWN]))
    return report.to_json()


async def _take_left(context: JobContext) -> ReconcileReport:
    """Go through raw files and through calls without recording, one call after the other."""
    found = await asyncio.to_thread(service.find_raw, context.ports.get(service.RawFolder).path)
    async with context.transaction() as session:
        going_on = await service.still_going_on(session, found)
        lacking = await service.calls_without_recording(session, now=context.clock.now())
    waiting = [key for key in dict.fromkeys([*found, *lacking]) if key not in going_on]
    states: Counter[str] = Counter()
    without_call, unreadable, absent = [], [], []
    for number, live_attempt_id in enumerate(waiting, start=1):
        taken = await _take_call(context, live_attempt_id)
        states[taken.state] += 1
        if taken.state == "waiting":
            if found[live_attempt_id].touched_at > context.clock.now() - YOUNG:
                continue
            without_call += [path.name for path in found[live_attempt_id].files]
        elif taken.absence == "unreadable":
            unreadable += [path.name for path in found[live_attempt_id].files]
        elif taken.state == "absent":
            absent.append((str(service.own_attempt_id(live_attempt_id)), taken.absence))
        await context.progress(number, len(waiting), RECONCILING)
    return ReconcileReport(
        stored=states["stored"],
        cleaned=states["known"] + states["unanswered"],
        going_on=len(going_on),
        without_call=tuple(without_call),
        unreadable=tuple(unreadable),
        absent=tuple(absent),
    )


async def _take_call(context: JobContext, live_attempt_id: uuid.UUID, why_not: str = "") -> CallTaken:
    folder = context.ports.get(service.RawFolder).path
    async with context.transaction() as session:
        taken = await service.take_call(
            session,
            live_attempt_id=live_attempt_id,
            folder=folder,
            vault=context.ports.get(service.SoundVault),
            now=context.clock.now(),
            why_not=why_not,
        )
    if taken.state in DONE_WITH:
        for raw in (await asyncio.to_thread(service.find_raw, folder, live_attempt_id)).values():
            await asyncio.to_thread(raw.delete)
    return taken
