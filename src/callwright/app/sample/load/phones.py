"""Call records, agent states and recordings of the sample."""

from __future__ import annotations

import asyncio
from typing import Any

import yaml

from callwright.app.sample.load.desk import Desk, brief
from callwright.app.sample.speech import voice
from callwright.app.sample.speech.studio import record_calls
from callwright.flow.calls import service as calls
from callwright.flow.floor import service as floor

TELL_EVERY_SECONDS = 1.0


async def call_records(desk: Desk) -> dict[str, Any]:
    """One file of the phone system a month, oldest first."""
    mapping = yaml.safe_load(desk.files.mapping.read_text("utf-8"))
    told: dict[str, Any] = {}
    for number, path in enumerate(desk.files.calls):
        await desk.tell(number / len(desk.files.calls))
        table, stored = await desk.read(path)
        async with desk.context.transaction() as session:
            report = await calls.import_call_records(
                session,
                table=table,
                source_file=stored,
                now=desk.now,
                mapping=mapping,
                calendar=desk.context.calendar,
            )
        told[path.name] = brief(report)
    return told


async def agent_states(desk: Desk) -> dict[str, Any]:
    """Log-in, breaks and lost time, one file a month."""
    told: dict[str, Any] = {}
    for number, path in enumerate(desk.files.states):
        await desk.tell(number / len(desk.files.states))
        table, stored = await desk.read(path)
        async with desk.context.transaction() as session:
            report = await floor.import_states(
                session, table=table, source_file=stored, now=desk.now, calendar=desk.context.calendar
            )
        told[path.name] = brief(report)
    return told


async def speak_calls(desk: Desk) -> dict[str, Any]:
    """Let the synthesiser speak the recorded calls into the sample folder; without it, say so and go on."""
    takes = desk.company.takes
    if not await asyncio.to_thread(voice.available):
        desk.notes.append(voice.MISSING)
        return {"spoken": 0, "missing": len(takes)}
    reached = [0.0]

    def report(done: int, total: int) -> None:
        reached[0] = done / max(1, total)

    work = asyncio.create_task(asyncio.to_thread(record_calls, desk.files.folder, takes, progress=report))
    while not work.done():
        await desk.tell(reached[0])
        await asyncio.wait({work}, timeout=TELL_EVERY_SECONDS)
    return {"spoken": len(await work), "missing": 0}


async def recordings(desk: Desk) -> dict[str, Any]:
    """Import the folder of recordings; each file finds its call by the name in the call record."""
    if not any(desk.files.recordings.glob("*.wav")):
        return {"files": 0}
    told = await desk.run("recordings.import", {"folder": str(desk.files.recordings)}, "recordings")
    return {name: told[name] for name in ("files", "paired", "unchanged", "missing_total") if name in told}
