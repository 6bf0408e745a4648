"""Counting every lead of a campaign at the first filter that removes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text

from callwright.flow.calls.repository.callable import KEPT
from callwright.flow.leads.contracts import OPEN_STATES
from callwright.platform.db import Session

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_COUNTED = text(f"""
WITH waiting AS (
  SELECT b.lead_id, min(b.due_at) AS due_at FROM calls.callback b
  JOIN calls.lead_plan p ON p.lead_id = b.lead_id WHERE NOT {KEPT} GROUP BY b.lead_id
)
SELECT filter, segment, barred_by, count(*) AS leads, min(next_at) AS next_at FROM (
  SELECT coalesce(p.segment, '') AS segment,
    CASE WHEN p.next_callable_at > :at THEN p.barred_by ELSE '' END AS barred_by,
    CASE
      WHEN l.state = 'barred' THEN 'refused'
      WHEN l.state NOT IN ({_OPEN}) THEN 'closed'
      WHEN p.lead_id IS NULL THEN 'unplanned'
      WHEN l.held_kind IS NOT NULL AND (l.held_until IS NULL OR l.held_until > :at) THEN 'held_' || l.held_kind
      WHEN w.due_at > :at THEN 'callback_later'
      WHEN w.due_at IS NOT NULL THEN 'callback_due'
      WHEN p.stage = 'done' THEN 'done_' || p.done_because
      WHEN :automatic AND l.owner_id IS NOT NULL THEN 'owned'
      WHEN l.available_from > :at THEN 'not_yet'
      WHEN p.leased_until > :at THEN 'leased'
      WHEN p.next_callable_at > :at AND p.barred_by NOT IN ('', 'quota') THEN 'barred'
      WHEN p.next_callable_at > :at THEN 'retry_later'
      ELSE 'open'
    END AS filter,
    CASE
      WHEN l.state NOT IN ({_OPEN}) THEN NULL
      WHEN l.held_kind IS NOT NULL AND (l.held_until IS NULL OR l.held_until > :at) THEN l.held_until
      WHEN w.due_at IS NOT NULL THEN w.due_at
      ELSE greatest(p.next_callable_at, l.available_from, p.leased_until)
    END AS next_at
  FROM calls.lead_standing l
  LEFT JOIN calls.lead_plan p ON p.lead_id = l.lead_id
  LEFT JOIN waiting w ON w.lead_id = l.lead_id
  WHERE l.campaign_code = :code
) judged GROUP BY filter, segment, barred_by
""")  # noqa: S608 - fixed pieces
_DIALING = text("SELECT state, mode FROM calls.campaign_dialing WHERE campaign_code = :code")


async def counted(session: Session, code: str, *, at: datetime, automatic: bool) -> Sequence[Any]:
    """(filter, segment, barred_by, leads, next_at) of every lead, each counted once."""
    return (await session.execute(_COUNTED, {"code": code, "at": at, "automatic": automatic})).all()


async def dialing(session: Session, code: str) -> tuple[str, str] | None:
    """How a campaign is being dialed: (running or paused, mode); None when nobody has said yet."""
    row = (await session.execute(_DIALING, {"code": code})).one_or_none()
    return None if row is None else (row.state, row.mode)
