"""One present per person; what it was before lies in the timeline without gap or overlap."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from tests.db.flow.floor.floor_people import hire, open_campaign

from callwright.flow.floor import service
from callwright.flow.floor.contracts import Cause, State
from callwright.flow.floor.errors import WrongState

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


async def enter(session, person, state, minutes, **more: object):
    return await service.enter(session, person_id=person, state=state, at=at(minutes), **more)


async def test_a_lived_morning_is_laid_out_like_an_imported_one_up_to_now(session):
    (anna,) = await hire(session, 1)
    await enter(session, anna, State.READY, 0)
    await enter(session, anna, State.DIALING, 10, source="dialer", source_id="call-1")
    await enter(session, anna, State.TALKING, 11, source="dialer", source_id="call-1")
    await enter(session, anna, State.HOLD, 14, source="dialer", source_id="call-1")
    await enter(session, anna, State.TALKING, 15, source="dialer", source_id="call-1")
    await enter(session, anna, State.WRAP_UP, 20, source="dialer")
    await enter(session, anna, State.BREAK, 21, reason="rest")
    timeline = await service.timeline(session, person_id=anna, day=DAY, now=at(30))
    pieces = [(one.state, one.seconds // 60) for one in timeline.segments]
    assert pieces == [
        (State.READY, 10),
        (State.DIALING, 1),
        (State.TALKING, 3),
        (State.HOLD, 1),
        (State.TALKING, 5),
        (State.WRAP_UP, 1),
        (State.BREAK, 9),
    ]
    assert all(one.source_id == "call-1" for one in timeline.segments[1:6])
    assert all(before.end == after.start for before, after in pairwise(timeline.segments))
    figures = timeline.figures
    assert figures is not None
    assert (figures.work_seconds, figures.talk_seconds, figures.logged_in_seconds) == (1800, 480, 1800)
    assert (figures.lost[Cause.WAITING], figures.lost[Cause.BREAK]) == (600, 540)
    (same,) = await service.day_figures(session, first_day=DAY, last_day=DAY, now=at(30))
    assert same == figures


async def test_the_same_event_again_changes_nothing(session):
    (anna,) = await hire(session, 1)
    first = await enter(session, anna, State.TALKING, 1, source="dialer", source_id="c")
    again = await enter(session, anna, State.TALKING, 2, source="dialer", source_id="c")
    assert again == first
    other = await enter(session, anna, State.TALKING, 3, source="dialer", source_id="d")
    assert (other.version, other.since) == (first.version + 1, at(3))


async def test_a_late_event_is_moved_up_and_says_by_how_much(session):
    (anna,) = await hire(session, 1)
    await enter(session, anna, State.READY, 10)
    late = await enter(session, anna, State.BREAK, 9, reason="rest")
    assert (late.since, late.late_ms) == (at(10), 60_000)
    assert late.until == at(25)


async def test_a_change_from_another_state_than_asked_for_is_refused_by_name(session):
    (anna,) = await hire(session, 1)
    await enter(session, anna, State.TALKING, 1)
    with pytest.raises(WrongState) as refused:
        await enter(session, anna, State.READY, 2, only_from=frozenset({State.WRAP_UP}))
    assert "通话中" in refused.value.message("zh")
    assert "talking" in refused.value.message("en")
    with pytest.raises(WrongState):
        await service.sign_off(session, person_id=anna, at=at(3))


async def test_a_wrap_up_has_the_deadline_of_its_campaign(session):
    anna, bert = await hire(session, 2)
    await open_campaign(session, "spring")
    await service.set_wrap_up(session, campaign="spring", seconds=90)
    usual = await enter(session, anna, State.WRAP_UP, 1)
    own = await enter(session, bert, State.WRAP_UP, 1, campaign="spring")
    assert usual.until == at(1) + timedelta(seconds=30)
    assert own.until == at(1) + timedelta(seconds=90)


async def test_somebody_never_seen_is_offline(session):
    anna, bert = await hire(session, 2)
    await enter(session, anna, State.READY, 1, only_from=frozenset({State.OFFLINE}))
    found = await service.current(session, person_ids=[anna, bert])
    assert set(found) == {anna}
    assert await service.current(session, visible_people=frozenset({bert})) == {}


async def test_two_writers_at_once_leave_one_life_without_gap_or_overlap(database):
    async with database.transaction() as session:
        people = await hire(session, 3)
    states = [State.READY, State.TALKING, State.WRAP_UP, State.BREAK, State.HOLD]

    async def write(name: str, step: int) -> None:
        for turn in range(40):
            async with database.transaction() as session:
                for person in people:
                    moment = NINE + timedelta(seconds=turn * 5 + step)
                    state = states[(turn * step) % len(states)]
                    await service.enter(
                        session, person_id=person, state=state, at=moment, source=name, source_id=name
                    )

    await asyncio.gather(write("desk", 1), write("dialer", 2), write("clock", 3))
    async with database.transaction() as session:
        for person in people:
            timeline = await service.timeline(session, person_id=person, day=DAY, now=at(10))
            assert timeline.overlaps == ()
            lived = [one for one in timeline.segments if one.state is not None]
            assert lived[0].start <= NINE + timedelta(seconds=3)
            assert lived[-1].end == at(10)
            assert all(before.end == after.start for before, after in pairwise(lived))
