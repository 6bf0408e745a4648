"""Trunks, lines and caller numbers in SQL: free places, counted when they are used."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from callwright.flow.calls.decide.spreading import FreeLine, spread
from callwright.platform.db import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A free place on a line: where to dial, and the number customers see ("" = the trunk's own)."""

    line_id: uuid.UUID
    trunk: str
    caller_number: str


_OPEN = text("""
WITH busy AS (
  SELECT line_id, count(*) AS calls FROM calls.live_attempt
  WHERE state <> 'ended' AND line_id IS NOT NULL GROUP BY line_id
)
SELECT line.id, line.name, line.trunk, line.capacity, coalesce(busy.calls, 0) AS calls,
  line.hourly_budget - CASE WHEN line.hour_start IS NOT DISTINCT FROM :hour THEN line.hour_count ELSE 0 END AS in_hour,
  line.daily_budget - CASE WHEN line.day_start IS NOT DISTINCT FROM :day THEN line.day_count ELSE 0 END AS in_day,
  EXISTS (SELECT 1 FROM calls.caller_number n WHERE n.line_id = line.id) AS numbered
FROM calls.line line
JOIN calls.trunk trunk ON trunk.name = line.trunk
LEFT JOIN busy ON busy.line_id = line.id
WHERE line.enabled AND trunk.enabled AND trunk.node = :node
  AND (trunk.troubled_since IS NULL OR trunk.troubled_since < :retry_troubled)
ORDER BY line.name FOR UPDATE OF line
""")
_NUMBERS = text("""
SELECT line_id, e164 FROM calls.caller_number
WHERE line_id = ANY(:lines) AND health = 'good' AND (resting_until IS NULL OR resting_until <= :now)
ORDER BY used_at NULLS FIRST, e164
""")
_COUNT = text("""
UPDATE calls.line SET
  hour_count = CASE WHEN hour_start IS NOT DISTINCT FROM :hour THEN hour_count + :calls ELSE :calls END,
  hour_start = :hour,
  day_count = CASE WHEN day_start IS NOT DISTINCT FROM :day THEN day_count + :calls ELSE :calls END, day_start = :day
WHERE id = :line
""")
_USED = text("UPDATE calls.caller_number SET used_at = :at WHERE e164 = :e164")


@dataclass(frozen=True, slots=True)
class Moment:
    """When places are asked for; `hour` and `day` are the starts of the running hour and company day.

    A trunk in trouble is tried again when its trouble began before `retry_troubled`.
    """

    now: datetime
    hour: datetime
    day: datetime
    retry_troubled: datetime


async def free_places(session: Session, node: str, wanted: int, moment: Moment) -> list[Place]:
    """Up to `wanted` places, each on the line that is least busy then; lines stay locked until the transaction ends.

    Nothing is counted yet: `count_places` counts those that are used.
    """
    values = {"node": node, "hour": moment.hour, "day": moment.day, "retry_troubled": moment.retry_troubled}
    rows = (await session.execute(_OPEN, values)).all()
    numbers: defaultdict[uuid.UUID, deque[str]] = defaultdict(deque)
    if any(row.numbered for row in rows):
        asked = {"lines": [row.id for row in rows], "now": moment.now}
        for line_id, e164 in await session.execute(_NUMBERS, asked):
            numbers[line_id].append(e164)
    lines = [
        FreeLine(
            row.id,
            row.name,
            row.trunk,
            row.capacity,
            row.calls,
            min((one for one in (row.in_hour, row.in_day) if one is not None), default=None),
            numbers[row.id],
        )
        for row in rows
        if numbers[row.id] or not row.numbered
    ]
    return [Place(*one) for one in spread(lines, wanted)]


async def count_places(session: Session, used: Sequence[Place], moment: Moment) -> None:
    """A call goes through each of these places."""
    for line_id, calls in Counter(one.line_id for one in used).items():
        await session.execute(
            _COUNT, {"line": line_id, "calls": calls, "hour": moment.hour, "day": moment.day}
        )
    turns = {one.caller_number: place for place, one in enumerate(used) if one.caller_number}
    if turns:  # a microsecond apart, so that numbers used together keep their turn
        await session.execute(
            _USED,
            [
                {"e164": e164, "at": moment.now + timedelta(microseconds=turn)}
                for e164, turn in sorted(turns.items())
            ],
        )


async def note_trunk(session: Session, *, trunk: str, troubled_at: datetime | None) -> None:
    """A trunk failed at this moment, or (None) works again."""
    await session.execute(
        text("UPDATE calls.trunk SET troubled_since = :at WHERE name = :name"),
        {"at": troubled_at, "name": trunk},
    )
