"""What the gate reads of calls: earlier dials of a number, and what the owner decided about rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.platform.db import Session
from callwright.rules.compliance.facts import PastCall

_DIALS = text("""
SELECT asked.place, dials.at, dials.abandoned, dials.machine
FROM unnest(CAST(:numbers AS text[])) WITH ORDINALITY AS asked (e164, place) CROSS JOIN LATERAL (
  SELECT coalesce(dialed_at, planned_at) AS at, abandoned,
    machine = 'machine' OR ended_reason = 'machine' AS machine
  FROM calls.live_attempt
  WHERE e164 = asked.e164 AND planned_at > :since AND direction = 'outbound' AND practice = ''
    AND (dialed_at IS NOT NULL OR state <> 'ended') AND NOT (id = ANY(:without))
  UNION ALL
  SELECT started_at, false, outcome = 'answering_machine'
  FROM calls.attempt
  WHERE e164 = asked.e164 AND started_at > :since AND direction = 'outbound' AND system <> :own
) dials ORDER BY asked.place, dials.at DESC
""")
_SETTLED = text("""
SELECT
  (SELECT jsonb_object_agg(rule_id, value) FROM (
     SELECT DISTINCT ON (rule_id) rule_id, value, holds FROM calls.rule_setting ORDER BY rule_id, id DESC
   ) newest WHERE holds) AS settings,
  (SELECT coalesce(bool_and(simulated), false) FROM calls.trunk WHERE enabled) AS simulated
""")


@dataclass(frozen=True, slots=True)
class Known:
    """Dials of each number by anybody, newest first, and the owner's decisions (rule → own value, None = confirmed).

    `simulated`: every enabled trunk leads to simulated customers, so that no person can be called.
    """

    past: tuple[tuple[PastCall, ...], ...]
    settings: Mapping[str, Mapping[str, Any] | None]
    simulated: bool


async def known(
    session: Session, numbers: Sequence[str], *, since: datetime, own: str, without: Collection[UUID]
) -> Known:
    """Outbound dials of these numbers after `since`, and all decisions in force.

    `own` is the name under which our dialer's attempts are settled: they are counted in its ledger, once.
    """
    values = {"numbers": list(numbers), "since": since, "own": own, "without": list(without)}
    past: list[list[PastCall]] = [[] for _ in numbers]
    for row in await session.execute(_DIALS, values):
        past[row.place - 1].append(PastCall(row.at, row.abandoned, row.machine))
    row = (await session.execute(_SETTLED)).one()
    return Known(tuple(map(tuple, past)), row.settings or {}, row.simulated)
