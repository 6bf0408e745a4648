"""Many calls in one transaction come to the same as each in its own."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR
from tests.telephony import opening
from tests.telephony.opening import CAMPAIGN, TEN

from callwright.flow.calls import service
from callwright.flow.calls.contracts import AttemptState
from callwright.flow.calls.decide.call_machine import CustomerLeft, OrderTaken, Rang
from callwright.flow.calls.errors import AlreadyInACall, NoLineFree, NumberBarred
from callwright.flow.calls.phone.gathering import Gathering
from callwright.flow.calls.phone.lanes import Lanes
from callwright.flow.calls.ports import Trunk
from callwright.flow.calls.service.placing import Wish
from callwright.platform.runtime import Edge
from callwright.registers.campaigns.contracts import DialingMode
from callwright.registers.contacts import service as contacts

NUMBERS = [opening.number(place, "33") for place in range(6)]
TRUNK = Trunk("sample", "127.0.0.1:5060", country="CN")


@pytest.fixture
async def leads(session):
    await opening.company(session)
    ids = await opening.leads(session, NUMBERS, at=TEN)
    await opening.line(session, "main", trunk=TRUNK, capacity=4)
    await session.execute(
        text("INSERT INTO calls.caller_number (e164, line_id) SELECT :e164, id FROM calls.line"),
        {"e164": opening.SHOWN_TOO},
    )
    return ids


def wish(place, leads):
    given = {
        "node": "main",
        "e164": NUMBERS[place],
        "campaign_code": CAMPAIGN,
        "mode": DialingMode.PREDICTIVE,
    }
    return Wish(**given, lead_id=leads[place])


async def placed(session, wishes):
    return await service.place_many(session, wishes, at=TEN, calendar=CALENDAR)


async def test_each_wish_has_its_answer_and_a_refusal_of_one_stops_no_other(session, leads):
    await contacts.refuse(session, e164=NUMBERS[1], reason="do_not_call", source="t", at=TEN)
    wishes = [wish(0, leads), wish(1, leads), wish(0, leads), wish(2, leads), wish(3, leads)]
    found = await placed(session, wishes)
    assert [type(one.refusal) for one in found] == [
        type(None), NumberBarred, AlreadyInACall, type(None), NoLineFree
    ]  # fmt: skip
    assert [one.order.number for one in found if one.order] == [NUMBERS[0], NUMBERS[2]]
    assert all(one.order.channel_id == one.attempt.channel_id for one in found if one.order)
    (line,) = (await session.execute(text("SELECT hour_count, day_count FROM calls.line"))).all()
    assert tuple(line) == (2, 2), "only what is dialed is counted"
    stored = await service.live_attempt(session, found[0].attempt.id)
    assert stored == found[0].attempt


async def test_numbers_that_customers_see_take_turns(session, leads):
    shown = [one.order.caller_number for one in await placed(session, [wish(0, leads), wish(1, leads)])]
    assert sorted(shown) == sorted({opening.SHOWN, opening.SHOWN_TOO})
    third, _ = await service.place(session, wish(2, leads), at=TEN, calendar=CALENDAR)
    assert third.caller_number == shown[0], "the one that rested longest"


async def test_a_refusal_that_comes_between_stops_only_its_own_call(session, leads, monkeypatch):
    """The guard of the table is the last word: then each attempt is written alone."""
    first = [wish(0, leads), wish(1, leads)]
    known = await contacts.number_standings(session, asked=[(one.e164, None) for one in first])
    await contacts.refuse(session, e164=NUMBERS[0], reason="do_not_call", source="t", at=TEN)
    monkeypatch.setattr(contacts, "number_standings", lambda *_, **__: _given(known))
    found = await placed(session, first)
    assert [type(one.refusal) for one in found] == [AlreadyInACall, type(None)]


async def _given(known):
    return known


async def test_ends_are_settled_and_planned_together_as_each_alone(session, leads):
    found = await placed(session, [wish(place, leads) for place in range(3)])
    ids = [one.attempt.id for one in found]
    later = TEN + timedelta(seconds=1)
    steps = await service.advance_many(session, [(one, OrderTaken(later)) for one in ids], calendar=CALENDAR)
    assert {one.attempt.state for one in steps} == {AttemptState.DIALING}
    events = [
        (ids[0], CustomerLeft(later, 1, 404)),
        (ids[1], Rang(later)),
        (ids[2], CustomerLeft(later, 17, 486)),
        (uuid.uuid4(), Rang(later)),
    ]
    steps = await service.advance_many(session, events, calendar=CALENDAR)
    assert [one and one.attempt.ended_reason for one in steps] == ["invalid_number", "", "busy", None]
    assert await service.live_attempt(session, ids[1]) == steps[1].attempt
    assert await service.live_attempt(session, ids[2]) == steps[2].attempt
    settled = await session.execute(text("SELECT record_id, outcome FROM calls.attempt ORDER BY outcome"))
    assert [tuple(row) for row in settled] == [(str(ids[2]), "busy"), (str(ids[0]), "invalid_number")]
    plans = await session.execute(
        text(
            "SELECT lead_id, stage, attempts, leased_until FROM calls.lead_plan WHERE attempts > 0 ORDER BY stage"
        )
    )
    assert [tuple(row) for row in plans] == [(leads[0], "done", 1, None), (leads[2], "retry", 1, None)]
    counted = await session.execute(text("SELECT sum(dials), sum(answers) FROM calls.answer_count"))
    assert tuple(counted.one()) == (2, 0)
    again = await service.advance_many(session, events[:1], calendar=CALENDAR)
    assert again[0].effects == (), "what has ended does not end again"


async def test_events_that_come_while_a_transaction_runs_share_the_next(runtime, database, monkeypatch):
    seen, lanes = [], Lanes()
    gathering = Gathering(Edge(runtime), lanes)
    bad = uuid.uuid4()

    async def advance_many(_, events, *, calendar):
        seen.append(len(events))
        await asyncio.sleep(0.01)
        if bad in [one for one, _ in events]:
            raise ValueError
        return [None for _ in events]

    monkeypatch.setattr(service, "advance_many", advance_many)
    ids = [uuid.uuid4(), *[uuid.uuid4() for _ in range(4)], bad]
    waiting = [asyncio.create_task(gathering.advance(ids[0], Rang(TEN)))]
    await asyncio.sleep(0.001)
    waiting += [asyncio.create_task(gathering.advance(one, Rang(TEN))) for one in (*ids[1:], ids[1])]
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert seen[:2] == [1, 5], "the second event of one call waits for the first"
    assert seen[2:] == [1, 1, 1, 1, 1, 1], "after an error each is alone"
    assert [type(one) for one in results] == [type(None)] * 5 + [ValueError, type(None)]
