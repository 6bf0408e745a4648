"""A life of states has no gap and no overlap, whatever events come in whatever order."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.floor.contracts import LAYERS, PHASES, Cause, CurrentState, State
from callwright.flow.floor.decide.day import PersonFacts, lay_out_day
from callwright.flow.floor.decide.live import Wanted, change, wish
from callwright.flow.floor.decide.logbook import Logbook
from callwright.flow.floor.decide.shifts import StandardShift
from callwright.flow.floor.decide.states import Interval
from callwright.flow.floor.decide.timeline import Claim
from callwright.kernel.calendar import CompanyCalendar

PERSON = uuid.UUID(int=7)
DAY = date(2026, 11, 20)
CALENDAR = CompanyCalendar()
MIDNIGHT = CALENDAR.bounds(DAY)[0]
NINE_TO_SIX = StandardShift(time(9), time(18), 60, 480)
BLANK = CurrentState(PERSON, State.OFFLINE, MIDNIGHT)


def at(hour: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


def lived(events: list[Wanted]) -> tuple[CurrentState, list]:
    present, pasts = BLANK, []
    for event in events:
        present, past = change(present, event)
        if past is not None:
            pasts.append(past)
    return present, pasts


def facts(present: CurrentState, pasts: list, read_at: datetime) -> PersonFacts:
    """What the tables would hold."""
    claims = [
        Claim(one.state, one.start, one.end, phase=True, source="calls", source_id=one.source_id)
        for one in pasts
        if one.state in PHASES
    ]
    intervals = [
        Interval(uuid.UUID(int=number), PERSON, one.state, one.start, one.end, one.reason, lived=True)
        for number, one in enumerate(pasts)
        if one.state not in PHASES
    ]
    return PersonFacts((), Logbook(intervals), Logbook(claims), present, read_at)


states = st.sampled_from([state for state in State if state not in LAYERS])
events = st.builds(
    Wanted,
    state=states,
    at=st.integers(0, 86_400).map(lambda second: MIDNIGHT + timedelta(seconds=second)),
    reason=st.sampled_from(["", "rest", "x"]),
    source=st.sampled_from(["desk", "dialer", "clock"]),
    source_id=st.sampled_from(["", "call-1", "call-2"]),
    campaign=st.sampled_from([None, "spring"]),
)


@given(st.lists(events, min_size=1, max_size=30))
def test_pieces_follow_each_other_up_to_the_present(happened):
    present, pasts = lived(happened)
    assert all(one.start < one.end for one in pasts)
    assert all(before.end == after.start for before, after in pairwise(pasts))
    if pasts:
        assert pasts[0].start == happened[0].at
        assert pasts[-1].end == present.since
    assert present.since <= max(one.at for one in happened)


@given(st.lists(events, min_size=1, max_size=30))
def test_the_day_shows_every_second_of_it_once(happened):
    present, pasts = lived(happened)
    end = at(24)
    timeline = lay_out_day(PERSON, DAY, NINE_TO_SIX, facts(present, pasts, end), CALENDAR, end)
    segments = timeline.segments
    assert all(before.end == after.start for before, after in pairwise(segments))
    assert timeline.overlaps == ()
    shown = [one for one in segments if one.state not in {None, State.OFFLINE}]
    wanted = [(one.start, one.end) for one in pasts if one.state is not State.OFFLINE]
    if present.state is not State.OFFLINE and present.since < end:
        wanted.append((present.since, end))
    seconds = sum((stop - start).total_seconds() for start, stop in wanted)
    assert sum(one.seconds for one in shown) == seconds
    if timeline.figures:
        figures = timeline.figures
        assert figures.work_seconds == figures.talk_seconds + sum(figures.lost.values())


@given(st.lists(events, min_size=1, max_size=10), events)
def test_the_same_event_twice_is_once(happened, last):
    present, pasts = lived([*happened, last])
    again, more = lived([*happened, last, last])
    assert (again, more) == (present, pasts)


@given(st.lists(events, min_size=1, max_size=10), events)
def test_time_never_goes_backwards_and_lateness_is_told(happened, event):
    before, _ = lived(happened)
    after, _ = change(before, event)
    assert after.since >= before.since
    if after.version != before.version:
        assert after.late_ms == max(0, (before.since - event.at) // timedelta(milliseconds=1))
        assert after.version == before.version + 1


@pytest.mark.parametrize("state", sorted(LAYERS))
def test_a_shift_or_a_log_in_is_no_state_of_a_moment(state):
    with pytest.raises(ValueError, match="no state of a moment"):
        change(BLANK, Wanted(state, at(1)))


def test_a_wish_lasts_through_the_call_and_ends_with_it():
    present, _ = lived([Wanted(State.TALKING, at(9), source_id="c")])
    present = wish(present, State.MEAL, "")
    present, _ = change(present, Wanted(State.HOLD, at(9.1)))
    present, _ = change(present, Wanted(State.WRAP_UP, at(9.2)))
    assert (present.next_state, present.source_id) == (State.MEAL, "c")
    present, _ = change(present, Wanted(State.READY, at(9.3)))
    assert (present.next_state, present.source_id) == (None, "")
    assert wish(wish(present, State.MEAL, ""), State.READY, "").next_state is None


def test_signing_off_ends_the_work_for_a_campaign():
    present, _ = lived([Wanted(State.READY, at(9), campaign="spring"), Wanted(State.BREAK, at(10))])
    assert present.campaign == "spring"
    present, _ = change(present, Wanted(State.OFFLINE, at(11)))
    assert present.campaign == ""


def test_hours_offline_around_the_day_are_no_part_of_it():
    present, pasts = lived([
        Wanted(State.OFFLINE, at(-40)),
        Wanted(State.READY, at(9)),
        Wanted(State.OFFLINE, at(11)),
    ])  # fmt: skip
    timeline = lay_out_day(PERSON, DAY, NINE_TO_SIX, facts(present, pasts, at(30)), CALENDAR)
    assert [(one.state, one.start, one.end) for one in timeline.segments] == [
        (State.READY, at(9), at(11)),
        (State.OFFLINE, at(11), at(18)),
    ]
    assert timeline.figures is not None
    assert timeline.figures.lost[Cause.WAITING] == 2 * 3600


def test_a_running_day_counts_no_future_and_takes_the_meal_for_rest():
    present, pasts = lived([
        Wanted(State.READY, at(9)), Wanted(State.MEAL, at(12)), Wanted(State.READY, at(12.5)),
    ])  # fmt: skip
    now = at(14)
    figures = lay_out_day(PERSON, DAY, NINE_TO_SIX, facts(present, pasts, now), CALENDAR, now).figures
    assert figures is not None
    assert figures.work_seconds == 4.5 * 3600
    assert figures.lost[Cause.WAITING] == 4.5 * 3600
    assert figures.lost[Cause.BREAK] == figures.lost[Cause.UNEXPLAINED] == 0
    assert figures.logged_in_seconds == 4.5 * 3600


@given(st.lists(events, min_size=1, max_size=20), st.integers(18 * 3600, 86_400))
def test_a_day_that_is_over_counts_the_same_with_and_without_a_clock(happened, second):
    present, pasts = lived([one for one in happened if one.at < at(17)] or [Wanted(State.READY, at(9))])
    now = MIDNIGHT + timedelta(seconds=second)
    known = facts(present, pasts, now)
    running = lay_out_day(PERSON, DAY, NINE_TO_SIX, known, CALENDAR, now)
    assert running == lay_out_day(PERSON, DAY, NINE_TO_SIX, known, CALENDAR)


def test_a_state_that_has_not_begun_yet_shows_nothing():
    known = facts(CurrentState(PERSON, State.READY, at(10), version=1), [], at(9.5))
    timeline = lay_out_day(PERSON, DAY, NINE_TO_SIX, known, CALENDAR, at(9.5))
    assert timeline.figures is None
    assert [one.state for one in timeline.segments] == [None]
    assert timeline.segments[0].end == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
