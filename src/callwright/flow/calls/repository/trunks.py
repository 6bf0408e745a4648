"""Reading and keeping trunks, lines and caller numbers, in SQL."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.calls.contracts.wallboard import LineNow, OwnNumber, TrunkNow
from callwright.flow.calls.models import CallerNumberRow, LineRow, PracticeHostRow, TrunkRow
from callwright.flow.calls.ports import Trunk
from callwright.platform.db import Session
from callwright.rules.practice.profiles import TRUNK

_LINES = text("""
SELECT line.id, line.name, line.trunk, line.capacity, line.hourly_budget, line.daily_budget, line.enabled,
  coalesce(busy.calls, 0) AS in_use,
  CASE WHEN line.hour_start = :hour THEN line.hour_count ELSE 0 END AS used_this_hour,
  CASE WHEN line.day_start = :day THEN line.day_count ELSE 0 END AS used_today
FROM calls.line LEFT JOIN (
  SELECT line_id, count(*) AS calls FROM calls.live_attempt WHERE state <> 'ended' AND line_id IS NOT NULL
  GROUP BY line_id) busy ON busy.line_id = line.id
ORDER BY line.name
""")


async def lines(session: Session, *, hour: datetime, day: datetime) -> list[LineNow]:
    """Every line with what is used of it; `hour` and `day` are the starts of the running ones."""
    numbers: dict[uuid.UUID, list[OwnNumber]] = {}
    for one in await session.scalars(select(CallerNumberRow).order_by(CallerNumberRow.e164)):
        own = OwnNumber(one.e164, one.health, one.resting_until, one.note)
        numbers.setdefault(one.line_id, []).append(own)
    rows = await session.execute(_LINES, {"hour": hour, "day": day})
    return [
        LineNow(**row._mapping, caller_numbers=tuple(numbers.get(row.id, ())))  # noqa: SLF001 - its public name
        for row in rows
    ]


async def trunks(session: Session) -> list[TrunkNow]:
    """Every trunk, by name."""
    rows = await session.scalars(select(TrunkRow).order_by(TrunkRow.name))
    return [
        TrunkNow(
            one.name,
            one.node,
            one.address,
            one.transport,
            one.username,
            one.registers,
            one.calls_per_second,
            one.enabled,
            one.troubled_since,
            one.simulated,
        )
        for one in rows
    ]


async def trunks_of_node(session: Session, node: str) -> list[Trunk]:
    """Enabled trunks of a node as its switch has to know them, secrets included, and the one to practise on.

    What is kept of the practice customers is a port: their trunk leads to that machine itself by construction.
    """
    rows = await session.scalars(select(TrunkRow).where(TrunkRow.node == node, TrunkRow.enabled))
    found = [
        Trunk(one.name, one.address, one.transport, one.username, one.secret, one.registers) for one in rows
    ]
    port = await session.scalar(select(PracticeHostRow.port).where(PracticeHostRow.node == node))
    return found if port is None else [*found, Trunk(TRUNK, f"127.0.0.1:{port}", takes_calls=False)]


@dataclass(frozen=True, slots=True)
class KeptTrunk:
    """A trunk as it shall be; `secret` None keeps the one that is stored."""

    name: str
    node: str
    address: str
    transport: str
    username: str
    registers: bool
    calls_per_second: int
    enabled: bool
    secret: str | None
    simulated: bool


async def keep_trunk(session: Session, trunk: KeptTrunk, at: datetime) -> None:
    """Write a trunk."""
    values: dict[str, object] = {
        "node": trunk.node,
        "address": trunk.address,
        "transport": trunk.transport,
        "username": trunk.username,
        "registers": trunk.registers,
        "calls_per_second": trunk.calls_per_second,
        "enabled": trunk.enabled,
        "simulated": trunk.simulated,
        "updated_at": at,
        "troubled_since": None,  # whoever changed it wants to see whether it works now
    }
    if trunk.secret is not None:
        values["secret"] = trunk.secret
    query = upsert(TrunkRow).values(name=trunk.name, **values)
    await session.execute(query.on_conflict_do_update(index_elements=["name"], set_=values))


async def keep_line(
    session: Session,
    *,
    line_id: uuid.UUID,
    name: str,
    trunk: str,
    capacity: int,
    hourly_budget: int | None,
    daily_budget: int | None,
    enabled: bool,
    numbers: Sequence[OwnNumber],
) -> None:
    """Write a line and its caller numbers; numbers left out are taken from it."""
    values = {
        "trunk": trunk,
        "capacity": capacity,
        "hourly_budget": hourly_budget,
        "daily_budget": daily_budget,
        "enabled": enabled,
    }
    query = upsert(LineRow).values(id=line_id, name=name, **values)
    done = await session.execute(
        query.on_conflict_do_update(index_elements=["name"], set_=values).returning(LineRow.id)
    )
    kept = done.scalar_one()
    gone = delete(CallerNumberRow).where(
        CallerNumberRow.line_id == kept, CallerNumberRow.e164.not_in([one.number for one in numbers])
    )
    await session.execute(gone)
    for one in numbers:
        facts = {
            "line_id": kept,
            "health": one.health,
            "resting_until": one.resting_until,
            "note": one.note,
        }
        number = upsert(CallerNumberRow).values(e164=one.number, **facts)
        await session.execute(number.on_conflict_do_update(index_elements=["e164"], set_=facts))


_TODAY = text("""
SELECT campaign_code,
  count(*) FILTER (WHERE planned_at >= :day AND ended_reason <> 'not_dialed') AS dials,
  count(*) FILTER (WHERE planned_at >= :day AND joined_at IS NOT NULL) AS connected,
  count(*) FILTER (WHERE state = 'waiting') AS waiting,
  count(*) FILTER (WHERE state IN ('planned', 'dialing', 'ringing')) AS ringing
FROM calls.live_attempt WHERE practice = '' AND (planned_at >= :day OR state <> 'ended') GROUP BY campaign_code
""")


async def today(session: Session, day: datetime) -> dict[str, tuple[int, int, int, int]]:
    """Per campaign (dials, connected, waiting, ringing) of the company's day that began at `day`."""
    rows = await session.execute(_TODAY, {"day": day})
    return {row.campaign_code: (row.dials, row.connected, row.waiting, row.ringing) for row in rows}
