"""A campaign with plans, picking and trying: what the tests of calling stand on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.db.flow.leads.world import CALENDAR, all_leads, create, make_world

from callwright.flow.calls.contracts.callable import CallableLead
from callwright.flow.calls.service.callable import next_leads
from callwright.flow.calls.service.planning import plan_leads
from callwright.flow.calls.service.retry import Told, plan_after
from callwright.flow.leads.contracts import Lead
from callwright.platform.db import Session

TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Ten in the morning in China, on a Monday."""


async def world(session: Session, count: int = 12) -> list[Lead]:
    await make_world(session, count)
    await create(session)
    assert await plan_leads(session, campaign_code="C1", at=TEN, calendar=CALENDAR) == count
    return await all_leads(session)


async def pick(session: Session, at: datetime = TEN, limit: int = 5, **more: Any) -> list[CallableLead]:
    wanted: dict[str, Any] = {"for_person": None, "lease_seconds": 60}
    return await next_leads(session, campaign_code="C1", limit=limit, at=at, **(wanted | more))


async def tried(session: Session, lead: CallableLead, outcome: str, at: datetime, **more: Any) -> UUID:
    attempt_id = more.pop("attempt_id", uuid4())
    calendar = more.pop("calendar", CALENDAR)
    wanted: dict[str, Any] = {"answered": False, "abandoned": False}
    told = Told(lead.lead_id, attempt_id, e164=lead.e164, outcome=outcome, at=at, **(wanted | more))
    await plan_after(session, [told], calendar=calendar)
    return attempt_id
