"""The job ``sample.load``: the button on the empty home page and ``callwright sample``."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Any

from callwright.app.sample.company import invent
from callwright.app.sample.files import write_files
from callwright.app.sample.load.desk import Desk
from callwright.app.sample.load.speaking import Speaking
from callwright.app.sample.load.steps import STEPS
from callwright.app.sample.plan import DEFAULT_SEED, Plan
from callwright.app.sample.speech import voice
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

INVENTING = Text("生成样例公司的文件", "making the sample company's files")


@job("sample.load")
async def load(context: JobContext) -> dict[str, Any]:
    """Make the files once, then take each through its door. Finished steps are remembered for this job.

    Every step is also harmless to repeat, because the doors recognise what they have; so a killed load goes on,
    and a second load changes nothing but what was missing.
    """
    folder = context.data_folder / "sample"
    total = len(STEPS) + 1
    await context.progress(0, total * 100, INVENTING)
    plan = await asyncio.to_thread(_plan, folder, context.calendar.day_of(context.clock.now()))
    company = await asyncio.to_thread(invent, plan)
    files = await asyncio.to_thread(write_files, company, folder / "files")
    desk = Desk(context, company, files, await asyncio.to_thread(_finished, folder, context.job_id))
    if await asyncio.to_thread(voice.available):
        desk.speaking = Speaking(company, files.folder)
    try:
        for number, step in enumerate(STEPS, start=1):
            desk.place = (number, total, step.title)
            await desk.tell(0)
            if step.name not in desk.done:
                desk.done[step.name] = await step.work(desk)
                await asyncio.to_thread(_remember, folder, context.job_id, desk.done)
    finally:
        if desk.speaking is not None:
            desk.speaking.stop()
            await asyncio.gather(desk.speaking.task, return_exceptions=True)
    notes = [note.to_json() for note in desk.notes]
    return {"today": plan.today.isoformat(), "notes": notes, "steps": desk.done}


def _plan(folder: Path, today: dt.date) -> Plan:
    """The plan of the first load, whatever day it is when the load goes on."""
    place = folder / "plan.json"
    if place.exists():
        kept = json.loads(place.read_text("utf-8"))
        return Plan(dt.date.fromisoformat(kept["today"]), int(kept["seed"]))
    _write(place, {"today": today.isoformat(), "seed": DEFAULT_SEED})
    return Plan(today)


def _finished(folder: Path, job_id: object) -> dict[str, Any]:
    """Results of the steps that this very job finished before it was killed."""
    place = folder / "steps.json"
    kept = json.loads(place.read_text("utf-8")) if place.exists() else {}
    return dict(kept.get("steps", {})) if kept.get("job") == str(job_id) else {}


def _remember(folder: Path, job_id: object, done: dict[str, Any]) -> None:
    _write(folder / "steps.json", {"job": str(job_id), "steps": done})


def _write(place: Path, content: object) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=str), "utf-8")
    part.replace(place)
