"""What people choose, what follows a call, and what the clock ends."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.db.flow.floor.floor_people import hire, open_campaign

from callwright.flow.floor import service
from callwright.flow.floor.contracts import Cause, State
from callwright.flow.floor.errors import (
    AlreadyExtended,
    ReasonMissing,
    UndeclarableState,
    UnknownBreak,
    WrongState,
)
from callwright.platform.runtime import Runtime
from callwright.platform.ticker import Tick, tick_once

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.fixture
async def anna(session):
    (person,) = await hire(session, 1)
    return person


async def enter(session, person, state, seconds, **more: object):
    return await service.enter(session, person_id=person, state=state, at=at(seconds), **more)


async def declare(session, person, state, seconds, **more: object):
    return await service.declare(session, person_id=person, state=state, at=at(seconds), **more)


async def present(session, person):
    return (await service.current(session, person_ids=[person]))[person]


async def test_a_state_chosen_during_a_call_follows_its_wrap_up(session, anna):
    await enter(session, anna, State.TALKING, 0, source_id="c")
    wished = await declare(session, anna, "meal", 5)
    assert (wished.state, wished.next_state) == (State.TALKING, State.MEAL)
    wrapping = await enter(session, anna, State.WRAP_UP, 10)
    assert (wrapping.next_state, wrapping.source_id) == (State.MEAL, "c")
    assert (await service.expire(session, at(39))).wrap_ups == 0
    assert (await service.expire(session, at(50))).wrap_ups == 1
    after = await present(session, anna)
    assert (after.state, after.since, after.next_state) == (State.MEAL, at(40), None)


async def test_choosing_ready_takes_the_wish_back(session, anna):
    await enter(session, anna, State.TALKING, 0)
    await declare(session, anna, "break", 1)
    assert (await declare(session, anna, "ready", 2)).next_state is None
    ended = await service.finish(session, person_id=anna, at=at(3))
    assert ended.state is State.READY


async def test_a_wrap_up_is_prolonged_once_and_with_a_reason(session, anna):
    wrapping = await enter(session, anna, State.WRAP_UP, 0)
    with pytest.raises(ReasonMissing):
        await service.extend_wrap_up(session, person_id=anna, reason=" ", at=at(5))
    longer = await service.extend_wrap_up(session, person_id=anna, reason="写报价", at=at(5))
    assert wrapping.until is not None
    assert longer.until == wrapping.until + timedelta(seconds=60)
    assert longer.since == wrapping.since
    with pytest.raises(AlreadyExtended):
        await service.extend_wrap_up(session, person_id=anna, reason="还没写完", at=at(6))
    await declare(session, anna, "ready", 7)
    with pytest.raises(WrongState):
        await service.extend_wrap_up(session, person_id=anna, reason="x", at=at(8))


async def test_a_campaign_may_send_the_unattentive_into_an_unexplained_break(session, anna):
    await open_campaign(session, "spring")
    await service.set_wrap_up(session, campaign="spring", seconds=20, then=State.BREAK)
    await enter(session, anna, State.WRAP_UP, 0, campaign="spring")
    await service.expire(session, at(100))
    timeline = await service.timeline(session, person_id=anna, day=NINE.date(), now=at(100))
    assert [(one.state, one.cause, one.seconds) for one in timeline.segments] == [
        (State.WRAP_UP, Cause.WRAP_UP, 20),
        (State.BREAK, Cause.UNEXPLAINED, 80),
    ]


async def test_an_over_long_break_is_announced_once_and_ends_by_hand(session, anna):
    resting = await declare(session, anna, "break", 0, reason="personal")
    assert resting.until == at(600)
    assert (await service.expire(session, at(599))).over_long == 0
    assert (await service.expire(session, at(601))).over_long == 1
    assert (await service.expire(session, at(602))).over_long == 0
    assert (await present(session, anna)).state is State.BREAK


@pytest.mark.parametrize("state", ["talking", "wrap_up", "logged_in", "shift", "nonsense"])
async def test_states_of_calls_and_files_cannot_be_chosen(session, anna, state):
    with pytest.raises(UndeclarableState):
        await declare(session, anna, state, 0)


@pytest.mark.parametrize("kind", ["unexplained", "walk"])
async def test_a_break_needs_a_kind(session, anna, kind):
    with pytest.raises(UnknownBreak):
        await declare(session, anna, "break", 0, reason=kind)


async def test_choices_do_not_offer_what_already_is(session, anna):
    assert State.OFFLINE not in service.allowed_states(None)
    ready = await declare(session, anna, "ready", 0)
    assert State.READY not in service.allowed_states(ready)
    resting = await declare(session, anna, "break", 1)
    assert State.BREAK in service.allowed_states(resting)


async def test_the_clock_works_in_one_process_at_a_time(database, runtime: Runtime):
    async with database.transaction() as session:
        (bert,) = await hire(session, 1)
        await service.enter(session, person_id=bert, state=State.WRAP_UP, at=runtime.clock.now())
    seen: list[bool] = []
    tick = Tick("floor.expire", 1.0, service.expire)

    async def look_again(session, at):
        seen.append(await tick_once(runtime, tick))
        await service.expire(session, at + timedelta(seconds=31))

    assert await tick_once(runtime, Tick("floor.expire", 1.0, look_again))
    assert seen == [False]
    assert await tick_once(runtime, tick)
    async with database.transaction() as session:
        assert (await present(session, bert)).state is State.READY
