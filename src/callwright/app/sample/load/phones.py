"""Call records, agent states and recordings of the sample."""

from __future__ import annotations

from typing import Any

import yaml

from callwright.app.sample.load.desk import Desk, brief
from callwright.flow.calls import service as calls
from callwright.flow.floor import service as floor


async def call_records(desk: Desk) -> dict[str, Any]:
    """One file of the phone system a month, oldest first."""
    mapping = yaml.safe_load(desk.files.mapping.read_text("utf-8"))
    told: dict[str, Any] = {}
    for path in desk.files.calls:
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
    for path in desk.files.states:
        table, stored = await desk.read(path)
        async with desk.context.transaction() as session:
            report = await floor.import_states(
                session, table=table, source_file=stored, now=desk.now, calendar=desk.context.calendar
            )
        told[path.name] = brief(report)
    return told
