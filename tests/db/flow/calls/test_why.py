"""Why nobody is being called: every lead is counted once, at what keeps it from being dialed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from tests.db.flow.calls.calling_world import TEN, pick, tried, world
from tests.db.flow.leads.world import number, person

from callwright.flow.calls.contracts.callable import WhyNobody
from callwright.flow.calls.models import CampaignDialingRow
from callwright.flow.calls.service import why as counting
from callwright.flow.calls.service.why import why, why_lately
from callwright.flow.leads import service as leads
from callwright.flow.leads.models import LeadRow
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts


def sums(answer: WhyNobody) -> int:
    return answer.callable_now + sum(one.removed for one in answer.filters)


async def test_everything_is_callable_in_the_morning_and_the_hours_keep_all_at_night(session: Session):
    await world(session, 9)
    day = await why(session, "C1", TEN)
    assert (day.candidates, day.callable_now, day.filters) == (9, 9, ())
    assert day.next_callable_at == TEN
    night = await why(session, "C1", TEN + timedelta(hours=12))
    assert [(one.code, one.removed) for one in night.filters] == [("hours", 9)]
    assert night.next_callable_at == datetime(2026, 11, 24, 1, tzinfo=UTC)


async def test_every_lead_is_counted_at_the_first_filter_that_removes_it(session: Session):
    every = await world(session, 9)
    picked = await pick(session, limit=4)
    await tried(session, picked[0], "busy", TEN)
    await tried(session, picked[1], "refused", TEN, answered=True)
    await contacts.refuse(session, e164=picked[2].e164, reason="do_not_call", source="t", at=TEN)
    await leads.bar_refused(session, contact_ids=[picked[2].contact_id], at=TEN)
    answer = await why(session, "C1", TEN)
    found = {one.code: one.removed for one in answer.filters}
    assert found == {"retry_later": 1, "done_declined": 1, "refused": 1, "leased": 1}
    assert sums(answer) == answer.candidates == len(every)
    busy = next(one for one in answer.filters if one.code == "retry_later")
    assert busy.next_at == TEN + timedelta(minutes=10)


async def test_what_the_gate_barred_says_which_rule(session: Session):
    every = await world(session, 2)
    await contacts.refuse(session, e164=number(0), reason="do_not_call", source="t", at=TEN)
    await pick(session, lease_seconds=1)
    answer = await why(session, "C1", TEN + timedelta(seconds=5))
    assert {one.code: one.removed for one in answer.filters} == {"refusal": 1}
    assert sums(answer) == len(every)


async def test_a_machine_that_rests_calls_nobody_and_owned_leads_are_not_its_own(session: Session):
    every = await world(session, 4)
    statement = LeadRow.__table__.update().where(LeadRow.id == every[0].id)
    await session.execute(statement.values(owner_id=await person(session, "E001"), state="assigned"))
    assert (await why(session, "C1", TEN)).callable_now == 4
    session.add(
        CampaignDialingRow(
            campaign_code="C1",
            state="paused",
            mode="predictive",
            abandonment_budget=Decimal("0.01"),
            changed_by="t",
            updated_at=TEN,
        )
    )
    await session.flush()
    answer = await why(session, "C1", TEN)
    assert {one.code: one.removed for one in answer.filters} == {"dialing_paused": 3, "owned": 1}
    assert answer.callable_now == 0


async def test_a_board_gets_a_quick_count_fresh_and_a_slow_one_for_a_while(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    await world(session, 3)
    assert (await why_lately(session, "C1", TEN)).callable_now == 3
    await pick(session, limit=1)
    assert (await why_lately(session, "C1", TEN)).callable_now == 2
    monkeypatch.setattr(counting, "QUICK_SECONDS", 0.0)
    monkeypatch.setattr(counting, "STANDS_TIMES", 1_000_000)
    assert (await why_lately(session, "C1", TEN)).callable_now == 2
    await pick(session, limit=1)
    assert (await why_lately(session, "C1", TEN)).callable_now == 2
    assert (await why(session, "C1", TEN)).callable_now == 1
