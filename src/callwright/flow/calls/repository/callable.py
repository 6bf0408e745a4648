"""Picking leads: plans of calls beside the standing of leads, leased row by row.

`calls.lead_standing` and `calls.callback` are views over the leads stage: a million rows do not go through a door.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.flow.leads.contracts import OPEN_STATES
from callwright.platform.db import Session

_OPEN = "l.state IN (" + ", ".join(f"'{state}'" for state in OPEN_STATES) + ")"
_FREE = (
    f"{_OPEN} AND l.available_from <= :at AND (l.held_kind IS NULL OR l.held_until <= :at)"  # noqa: S608 - fixed
    " AND (p.leased_until IS NULL OR p.leased_until <= :at) AND NOT (p.lead_id = ANY(:without))"
    # A call outlives its lease. Its plan and its end change together, so who is not in a call is due only if planned.
    " AND NOT EXISTS (SELECT 1 FROM calls.live_attempt c WHERE c.e164 = p.e164 AND c.state <> 'ended')"
)
# A callback is kept by any attempt from a quarter of an hour before it is due; from then on the plan goes on.
KEPT = "coalesce((p.tried->-1->>0)::timestamptz > b.due_at - interval '15 minutes', false)"
_NO_CALLBACK = f"NOT EXISTS (SELECT 1 FROM calls.callback b WHERE b.lead_id = p.lead_id AND NOT {KEPT})"  # noqa: S608 - fixed
_COLUMNS = (
    "p.lead_id, p.contact_id, p.e164, p.segment, p.stage, p.attempts, p.score, p.next_callable_at, l.owner_id"
)

# The segments of a campaign by jumping from one to the next in the index: a million leads have a handful.
_SEGMENTS = """
WITH RECURSIVE found AS (
  (SELECT segment FROM calls.lead_plan WHERE campaign_code = :code AND stage = '{stage}'
   ORDER BY segment LIMIT 1)
  UNION ALL
  SELECT (SELECT p.segment FROM calls.lead_plan p
          WHERE p.campaign_code = :code AND p.stage = '{stage}' AND p.segment > found.segment
          ORDER BY p.segment LIMIT 1)
  FROM found WHERE found.segment IS NOT NULL
) SELECT segment FROM found WHERE segment IS NOT NULL
"""
SEGMENTS = text(" UNION ".join(f"({_SEGMENTS.format(stage=stage)})" for stage in ("new", "retry")))

_BEST = """
SELECT best.* FROM unnest(CAST(:segments AS text[])) AS s (segment) CROSS JOIN LATERAL (
  SELECT {columns}, NULL::uuid AS task_id FROM calls.lead_plan p JOIN calls.lead_standing l ON l.lead_id = p.lead_id
  WHERE p.campaign_code = :code AND p.segment = s.segment AND p.stage = '{stage}' AND p.next_callable_at <= :at
    AND l.owner_id IS NULL AND {free} AND {no_callback}
  ORDER BY {order} LIMIT :limit
) best
"""
RETRIES = text(
    _BEST.format(
        columns=_COLUMNS, stage="retry", free=_FREE, no_callback=_NO_CALLBACK, order="p.next_callable_at"
    )
)
NEW = text(
    _BEST.format(
        columns=_COLUMNS, stage="new", free=_FREE, no_callback=_NO_CALLBACK, order="p.score DESC, p.lead_id"
    )
)
OWN = text(f"""
SELECT {_COLUMNS}, NULL::uuid AS task_id
FROM calls.lead_standing l JOIN calls.lead_plan p ON p.lead_id = l.lead_id
WHERE l.owner_id = :person AND p.campaign_code = :code AND p.stage <> 'done' AND p.next_callable_at <= :at
  AND p.segment = ANY(:segments) AND {_FREE} AND {_NO_CALLBACK}
ORDER BY CASE WHEN :eased THEN p.score END DESC, p.stage DESC, p.next_callable_at, p.score DESC, p.lead_id LIMIT :limit
""")  # noqa: S608 - fixed pieces
CALLBACKS = text(f"""
SELECT p.lead_id, p.contact_id, p.e164, p.segment, p.stage, p.attempts, p.score, b.due_at AS next_callable_at,
  b.person_id AS owner_id, b.task_id
FROM calls.callback b JOIN calls.lead_plan p ON p.lead_id = b.lead_id
JOIN calls.lead_standing l ON l.lead_id = b.lead_id
WHERE b.person_id = ANY(:people) AND b.due_at <= :at AND p.campaign_code = :code AND p.e164 <> ''
  AND p.done_because NOT IN ('refused', 'no_number') AND NOT {KEPT} AND {_FREE}
ORDER BY b.due_at, p.lead_id LIMIT :limit
""")  # noqa: S608 - fixed pieces
LEASE = text("""
UPDATE calls.lead_plan SET leased_until = :until, leased_for = :person
WHERE lead_id IN (
  SELECT p.lead_id FROM calls.lead_plan p
  JOIN unnest(CAST(:ids AS uuid[]), CAST(:attempts AS int[])) AS seen (lead_id, attempts) ON seen.lead_id = p.lead_id
  WHERE p.attempts = seen.attempts AND (p.leased_until IS NULL OR p.leased_until <= :at)
  ORDER BY p.lead_id FOR UPDATE OF p SKIP LOCKED
) RETURNING lead_id
""")


async def segments(session: Session, code: str) -> list[str]:
    """The segments in which a campaign has leads to call."""
    return sorted(await session.scalars(SEGMENTS, {"code": code}))


async def retries(session: Session, values: Mapping[str, Any]) -> Sequence[Any]:
    """Leads of nobody whose next attempt is due, oldest first within each segment."""
    return (await session.execute(RETRIES, values)).all()


async def fresh(session: Session, values: Mapping[str, Any]) -> Sequence[Any]:
    """Leads of nobody that were never tried, best fit first within each segment."""
    return (await session.execute(NEW, values)).all()


async def own(session: Session, values: Mapping[str, Any]) -> Sequence[Any]:
    """Due leads of one person: tried ones first, then new ones by fit; with `eased` all of them by fit."""
    return (await session.execute(OWN, values)).all()


async def callbacks(session: Session, values: Mapping[str, Any]) -> Sequence[Any]:
    """Due callbacks of these people, the longest overdue first."""
    return (await session.execute(CALLBACKS, values)).all()


async def lease(
    session: Session, seen: Mapping[UUID, int], *, person: UUID | None, at: datetime, until: datetime
) -> set[UUID]:
    """Take leads that nobody holds at this moment; those another transaction takes are left out.

    `seen` has the attempts each had when it was picked: one that was called since then has another plan by now.
    """
    values = {"ids": list(seen), "attempts": list(seen.values()), "person": person, "at": at, "until": until}
    return set(await session.scalars(LEASE, values))


async def answer_counts(
    session: Session, names: Collection[str]
) -> dict[tuple[str, int, int], tuple[int, int]]:
    """Dials and answers of segments by hour and earlier attempts."""
    statement = text(
        "SELECT segment, hour, attempts, dials, answers FROM calls.answer_count WHERE segment = ANY(:names)"
    )
    rows = await session.execute(statement, {"names": list(names)})
    return {(row.segment, row.hour, row.attempts): (row.dials, row.answers) for row in rows}


async def only_simulated(session: Session) -> bool:
    """Whether every enabled trunk leads to simulated customers, so that no person can be called."""
    statement = text("SELECT coalesce(bool_and(simulated), false) FROM calls.trunk WHERE enabled")
    return bool((await session.execute(statement)).scalar_one())


async def settings(session: Session) -> dict[str, Any]:
    """What the owner decided about rules: rule → own value, None = confirmed."""
    statement = text(
        "SELECT rule_id, value FROM (SELECT DISTINCT ON (rule_id) rule_id, value, holds"
        " FROM calls.rule_setting ORDER BY rule_id, id DESC) newest WHERE holds"
    )
    return {row.rule_id: row.value for row in await session.execute(statement)}
