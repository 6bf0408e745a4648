"""Call records, agent states and recordings of the sample."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import yaml

from callwright.app.sample.load.desk import Desk, brief
from callwright.app.sample.speech import voice
from callwright.app.sample.speech.studio import turns_of
from callwright.flow.calls import service as calls
from callwright.flow.floor import service as floor
from callwright.flow.insights import service as insights_service
from callwright.flow.insights.contracts import Origin, Said, Speaker
from callwright.flow.recordings import service as recordings_service
from callwright.kernel.text import Text

TELL_EVERY_SECONDS = 1.0
SPEAKERS = (Speaker.AGENT, Speaker.CUSTOMER)
NOT_SPOKEN = Text(
    "语音合成没有成功（{reason}），样例公司的录音没有生成；其余数据照常装入。",
    "The synthesiser failed ({reason}), so the sample company's recordings were not made; the rest is loaded.",
)


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
    """Wait until the recorded calls are spoken; without the synthesiser, say so and go on."""
    takes = desk.company.takes
    if desk.speaking is None:
        desk.notes.append(voice.MISSING)
        return {"spoken": 0, "missing": len(takes)}
    while not desk.speaking.task.done():
        await desk.tell(desk.speaking.share)
        await asyncio.wait({desk.speaking.task}, timeout=TELL_EVERY_SECONDS)
    try:
        spoken = await desk.speaking.task
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        desk.notes.append(NOT_SPOKEN.format(reason=error))
        return {"spoken": 0, "missing": len(takes)}
    return {"spoken": len(spoken), "missing": 0}


async def recordings(desk: Desk) -> dict[str, Any]:
    """Import the folder of recordings; each file finds its call by the name in the call record."""
    if not any(desk.files.recordings.glob("*.wav")):
        return {"files": 0}
    told = await desk.run("recordings.import", {"folder": str(desk.files.recordings)}, "recordings")
    return {name: told[name] for name in ("files", "paired", "unchanged", "missing_total") if name in told}


async def insights(desk: Desk) -> dict[str, Any]:
    """Measure what the rooms have not measured by themselves yet; what was said is known, so it is kept as written."""
    written = await write_down(desk)
    told = await desk.run("insights.run", {}, "insights")
    judged = await desk.run("insights.judge", {}, "insights")
    return {**told, "written": written, "judged": judged["calls"], "hits": judged["hits"]}


async def write_down(desk: Desk) -> int:
    """The transcripts of the spoken calls, from the script they were read from: marked as written, not recognised."""
    takes = {take.file_name: take for take in desk.company.takes}
    written = 0
    async with desk.context.transaction() as session:
        found = await recordings_service.paired_recordings(session)
    for number, recording in enumerate(found):
        take = takes.get(Path(recording.file_name).name)
        truth = turns_of(desk.files.folder, take) if take else None
        if truth is None or not truth.exists():
            continue
        pieces = [
            Said(0, SPEAKERS[turn["channel"]], turn["start"], turn["end"], turn["text"])
            for turn in json.loads(truth.read_text("utf-8"))
        ]
        async with desk.context.transaction() as session:
            kept = await insights_service.keep_transcript(
                session,
                recording,
                pieces=pieces,
                origin=Origin.WRITTEN,
                engine="sample",
                model="script.yaml",
                now=desk.now,
            )
        written += kept is not None
        await desk.tell(number / len(found))
    return written
