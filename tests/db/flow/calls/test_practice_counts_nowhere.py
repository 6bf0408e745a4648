"""Practice calls leave rows in three tables and nothing anywhere else: no figure of anybody changes by them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from tests.db.flow.calls.calling_world import world
from tests.db.flow.leads.world import person
from tests.factories.fake_sense_voice import install
from tests.factories.practised import hosted, practise
from tests.factories.uncounted import CALENDAR, mirror, practice_rows, uncounted

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Outcome
from callwright.flow.calls.errors import (
    AlreadyInACall,
    DispositionMissing,
    PracticeCustomerUnknown,
    PracticeStaysWithYou,
    PracticeUnavailable,
    TrunkNameReserved,
)
from callwright.flow.coaching import service as coaching
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PRACTICE, State
from callwright.flow.floor.errors import WrongState
from callwright.flow.insights import service as insights
from callwright.flow.insights.contracts import Origin
from callwright.flow.insights.jobs import forget_recording, review
from callwright.flow.recordings.events import RecordingErased
from callwright.flow.recordings.jobs import take_call
from callwright.platform.jobs import JobContext
from callwright.rules.practice.profiles import TRUNK, is_practice_number, profiles


@pytest.fixture
async def company(runtime):
    install(runtime.data_folder / "models" / "sensevoice")
    async with runtime.database.transaction() as session:
        known = await session.scalar(text("SELECT count(*) FROM staff.person"))
        if not known:
            await world(session, 3)
    await hosted(runtime)
    return runtime


async def who(runtime, employee):
    async with runtime.database.transaction() as session:
        return await person(session, employee)


async def result_of(runtime, call_id, visible=None):
    async with runtime.database.transaction() as session:
        return await coaching.practice_result(session, call_id, visible_people=visible)


async def test_every_row_and_figure_is_as_before_and_the_review_is_there(company):
    me = await who(company, "E001")
    now = company.clock.now()
    before = await uncounted(company, now), (await mirror(company, me, now))
    assert before[0]["activity"] == []
    ids = [await practise(company, me, profile=one.code) for one in profiles()]
    context = JobContext(company, None)
    for call_id in ids:
        taken = await take_call(context, str(call_id))
        assert taken["state"] == "stored"
        assert (await take_call(context, str(call_id)))["state"] == "known"
        assert await review(context, taken["recording_id"]) == {"reviewed": 1, "written": 1}
        assert await review(context, taken["recording_id"]) == {"reviewed": 0, "written": 0}
    after = await uncounted(company, now), (await mirror(company, me, now))
    assert after[0]["tables"] == before[0]["tables"]
    assert after == before
    assert await practice_rows(company) == dict.fromkeys(
        ("live_attempt", "recording", "practice_review"), len(ids)
    )

    found = await result_of(company, ids[0])
    assert (found.call.voice, found.call.talk_seconds, found.call.ended_reason) == (
        "spoken",
        12,
        "agent_hung_up",
    )
    assert found.review.transcript.origin is Origin.RECOGNISED
    assert any("究竟买不买" in one.text for one in found.review.transcript.sentences)
    assert found.review.missed >= 1
    assert found.review.checked > found.review.missed
    assert {one.family for one in found.review.hits} >= {"no_ultimatum"}
    assert found.review.measures.talk_share_agent > 0.5


async def test_the_time_is_training_and_not_a_second_of_talk(company):
    me = await who(company, "E002")
    await practise(company, me)
    now = company.clock.now() + timedelta(minutes=10)
    async with company.database.transaction() as session:
        present = (await floor.current(session, person_ids=[me]))[me]
        (day,) = [
            one
            for one in await floor.day_figures(
                session,
                first_day=CALENDAR.day_of(now),
                last_day=CALENDAR.day_of(now),
                calendar=CALENDAR,
                now=now,
            )
            if one.person_id == me
        ]
        phases = await session.scalar(
            text("SELECT count(*) FROM floor.call_phase WHERE person_id = :me"), {"me": me}
        )
    assert (present.state, present.reason, present.practising) == (State.TRAINING, PRACTICE, False)
    assert (day.talk_seconds, phases) == (0, 0)
    assert day.lost["training"] > 0


async def test_a_practice_call_has_no_result_and_waits_for_none(company):
    me = await who(company, "E001")
    call_id = await practise(company, me)
    now = company.clock.now()
    async with company.database.transaction() as session:
        assert await calls.undisposed(session, me) is None
        desk = await calls.desk(session, person_id=me, browser_id="", at=now, calendar=CALENDAR)
        assert (desk.pending_disposition, desk.call, desk.last_call) == (None, None, None)
        with pytest.raises(PracticeStaysWithYou):
            await calls.dispose(
                session,
                call_id,
                person_id=me,
                outcome=Outcome.DO_NOT_CALL,
                note="",
                callback_at=None,
                at=now,
                calendar=CALENDAR,
            )
        assert await session.scalar(text("SELECT count(*) FROM contacts.refusal")) == 0


async def test_who_is_outside_the_scope_does_not_see_it(company):
    me, other = await who(company, "E001"), await who(company, "E002")
    call_id = await practise(company, me)
    async with company.database.transaction() as session:
        mine, _ = await calls.practice_calls(session, visible_people=frozenset({me}))
        theirs, total = await calls.practice_calls(session, visible_people=frozenset({other}), person_id=me)
        assert call_id in {one.id for one in mine}
        assert (theirs, total) == ([], 0)


async def test_an_erased_recording_takes_its_review_with_it(company):
    call_id = await practise(company, await who(company, "E001"))
    context = JobContext(company, None)
    taken = await take_call(context, str(call_id))
    await review(context, taken["recording_id"])
    async with company.database.transaction() as session:
        event = RecordingErased(recording_id=uuid.UUID(taken["recording_id"]), attempt_id=None)
        await forget_recording(context, session, event)
        assert await insights.practice_reviews(session, [call_id]) == {}


async def place(session, runtime, me, **changed: object):
    wanted = {"node": "main", "profile": "busy", "person_id": me, "attempt_id": uuid.uuid4()}
    return await calls.place_practice(
        session, at=runtime.clock.now(), calendar=CALENDAR, **(wanted | changed)
    )


async def test_the_number_and_the_trunk_are_nobodys_choice(company):
    me = await who(company, "E001")
    async with company.database.transaction() as session:
        await floor.enter(session, person_id=me, state=State.READY, at=company.clock.now())
        for profile in ("+8613800000000", "", "busy-", "practice", "13800000000"):
            with pytest.raises(PracticeCustomerUnknown):
                await place(session, company, me, profile=profile)
        attempt, order = await place(session, company, me)
        assert is_practice_number(order.number)
        assert (order.trunk, attempt.line_id, attempt.campaign_code) == (TRUNK, None, "")
        (trunk,) = [one for one in await calls.trunks_of_node(session, "main") if one.name == TRUNK]
        assert (trunk.address, trunk.takes_calls, trunk.registers) == ("127.0.0.1:5080", False, False)
        with pytest.raises(AlreadyInACall):
            await place(session, company, me)
        await session.rollback()


@pytest.mark.parametrize(
    "forged",
    [
        {"e164": "+8613800000000"},
        {"e164": "practice-price-00000000000000000000000000000001"},
        {"trunk": "sample"},
        {"campaign_code": "C1"},
        {"practice": "", "practice_voice": ""},
        {"practice_voice": "silence"},
        {"direction": "inbound"},
        {"person_id": None},
        {"outcome": "ordered"},
    ],
)
async def test_the_database_takes_no_practice_call_that_could_reach_somebody(company, forged):
    me = await who(company, "E001")
    values = {
        "id": uuid.uuid4(),
        "node": "main",
        "state": "ended",
        "mode": "manual",
        "direction": "outbound",
        "campaign_code": "",
        "trunk": TRUNK,
        "caller_number": "",
        "planned_at": company.clock.now(),
        "ended_at": company.clock.now(),
        "person_id": me,
        "practice": "busy",
        "practice_voice": "spoken",
        "outcome": None,
    }
    values["e164"] = f"practice-busy-{values['id'].hex}"
    insert = text(
        f"INSERT INTO calls.live_attempt ({', '.join(values)}) VALUES ({', '.join(':' + one for one in values)})"
    )
    async with company.database.transaction() as session:
        await session.execute(
            insert, values | {"id": (good := uuid.uuid4()), "e164": f"practice-busy-{good.hex}"}
        )
        with pytest.raises(IntegrityError):
            await session.execute(insert, values | forged)
        await session.rollback()


async def test_a_mark_can_neither_be_put_on_nor_taken_off(company):
    call_id = await practise(company, await who(company, "E001"))
    unmark = (
        "UPDATE calls.live_attempt SET practice = '', practice_voice = '', trunk = 'sample' WHERE id = :id"
    )
    async with company.database.transaction() as session:
        with pytest.raises(IntegrityError, match="stays one"):
            await session.execute(text(unmark), {"id": call_id})
        await session.rollback()


async def test_no_trunk_of_a_company_bears_the_name(company):
    async with company.database.transaction() as session:
        with pytest.raises(TrunkNameReserved):
            await calls.keep_trunk(
                session, name=TRUNK, node="main", address="carrier.example", at=company.clock.now()
            )
        forged = (
            "INSERT INTO calls.trunk (name, node, address, transport, calls_per_second)"
            " VALUES (:name, 'main', 'carrier.example', 'udp', 1)"
        )
        with pytest.raises(IntegrityError):
            await session.execute(text(forged), {"name": TRUNK})
        await session.rollback()


async def test_customers_that_fell_silent_are_not_called_and_the_page_says_why(company):
    me = await who(company, "E001")
    long_ago = company.clock.now() - timedelta(minutes=2)
    await hosted(company, at=long_ago)
    async with company.database.transaction() as session:
        room = await calls.practice_room(session, person_id=me, at=company.clock.now())
        assert room.why_not == PracticeUnavailable.text
        with pytest.raises(PracticeUnavailable):
            await place(session, company, me)
        await session.rollback()
    await hosted(company, spoken=False)
    async with company.database.transaction() as session:
        room = await calls.practice_room(session, person_id=me, at=company.clock.now())
    assert (room.why_not, room.voice) == (None, "tones")
    assert "make setup" in room.voice_note.zh
    assert [one.code for one in room.customers] == [one.code for one in profiles()]


async def test_nobody_practises_who_is_away_or_has_a_result_to_record(company):
    me = await who(company, "E001")
    now = company.clock.now()
    async with company.database.transaction() as session:
        await floor.enter(session, person_id=me, state=State.BREAK, at=now, reason="rest")
        with pytest.raises(WrongState):
            await place(session, company, me)
        await session.rollback()
    async with company.database.transaction() as session:
        await floor.enter(session, person_id=me, state=State.READY, at=now)
        await session.execute(
            text(
                "INSERT INTO calls.live_attempt (id, node, state, mode, direction, campaign_code, person_id, e164,"
                " trunk, caller_number, planned_at, answered_at, joined_at, ended_at) VALUES"
                " (:id, 'main', 'ended', 'manual', 'outbound', 'C1', :me, '+8613800000001', 'T', '',"
                " :now, :now, :now, :now)"
            ),
            {"id": uuid.uuid4(), "me": me, "now": now},
        )
        with pytest.raises(DispositionMissing):
            await place(session, company, me)
        await session.rollback()
