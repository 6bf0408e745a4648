"""A laid-out day covers every second once, whatever came in and in whatever order."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.floor.contracts import Cause, State
from callwright.flow.floor.decide.figures import count_day, covered_seconds, is_talk
from callwright.flow.floor.decide.shifts import StandardShift, frame_day
from callwright.flow.floor.decide.timeline import Claim, Span, double_booked, lay_out
from callwright.kernel.calendar import CompanyCalendar

DAY = date(2026, 10, 8)
MIDNIGHT = datetime(2026, 10, 7, 16, tzinfo=UTC)
WINDOW = Span(MIDNIGHT, MIDNIGHT + timedelta(days=1))
PERSON = uuid.UUID(int=1)


def at(hour, minute=0, second=0):
    """A clock time of the day in Shanghai."""
    return MIDNIGHT + timedelta(hours=hour, minutes=minute, seconds=second)


def call(state, start, end, call_id="a"):
    return Claim(state, start, end, phase=True, source="calls", source_id=call_id)


def declared(state, start, end):
    return Claim(state, start, end, phase=False, source="floor", source_id=f"{state}{start}")


SHIFT = (Span(at(9), at(18)),)
EIGHT_HOURS = {"standard_work_seconds": 8 * 3600, "rest_seconds": 3600}


def figures(claims, shift=SHIFT):
    return count_day(PERSON, DAY, lay_out(shift, claims, WINDOW), **EIGHT_HOURS)


phase_states = st.sampled_from([State.TALKING, State.DIALING, State.RINGING, State.HOLD, State.WRAP_UP])
any_state = st.sampled_from([state for state in State if state is not State.SHIFT])


@st.composite
def claims(draw):
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(-3_000, 90_000))
        length = draw(st.integers(0, 20_000))
        phase = draw(st.booleans())
        state = draw(phase_states if phase else any_state)
        begin = MIDNIGHT + timedelta(seconds=start)
        found.append(
            Claim(
                state,
                begin,
                begin + timedelta(seconds=length),
                phase=phase,
                source="x",
                source_id=str(number),
            )
        )
    return found


@st.composite
def shifts(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 86_400), min_size=2, max_size=4, unique=True)))
    moments = [MIDNIGHT + timedelta(seconds=cut) for cut in cuts[: len(cuts) // 2 * 2]]
    return tuple(Span(*pair) for pair in zip(moments[::2], moments[1::2], strict=True))


@given(claims(), shifts())
def test_segments_cover_the_day_exactly_without_gap_or_overlap(given_claims, shift):
    segments = lay_out(shift, given_claims, WINDOW)
    assert segments[0].start <= shift[0].start
    assert segments[-1].end >= shift[-1].end
    for before, after in pairwise(segments):
        assert before.end == after.start
    assert all(segment.start < segment.end for segment in segments)
    assert WINDOW.start <= segments[0].start
    assert segments[-1].end <= WINDOW.end


@given(claims(), shifts(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_is_irrelevant(given_claims, shift, chance):
    shuffled = list(given_claims)
    chance.shuffle(shuffled)
    assert lay_out(shift, shuffled, WINDOW) == lay_out(shift, given_claims, WINDOW)
    assert double_booked(shuffled) == double_booked(given_claims)


@given(claims(), shifts(), st.integers(0, 9 * 3600), st.integers(0, 7200))
def test_work_time_is_talk_plus_lost_and_never_longer_than_the_shift(given_claims, shift, standard, rest):
    segments = lay_out(shift, given_claims, WINDOW)
    counted = count_day(PERSON, DAY, segments, standard_work_seconds=standard, rest_seconds=rest)
    assert counted.work_seconds == counted.talk_seconds + sum(counted.lost.values())
    assert counted.work_seconds <= sum(segment.seconds for segment in segments if segment.in_shift)
    assert min(counted.lost.values()) >= 0
    assert set(counted.lost) == {str(cause) for cause in Cause}


@given(claims(), shifts())
def test_talk_is_counted_once_where_calls_overlap(given_claims, shift):
    talk = [one for one in given_claims if one.phase and one.state is State.TALKING]
    clipped = [(max(one.start, WINDOW.start), min(one.end, WINDOW.end)) for one in talk]
    segments = lay_out(shift, talk, WINDOW)
    once = covered_seconds((start, end) for start, end in clipped if start < end)
    assert sum(segment.seconds for segment in segments if is_talk(segment)) == once


def test_a_plain_day_of_nine_hours_with_an_hour_of_lunch_is_eight_hours_of_work():
    counted = figures([declared(State.MEAL, at(12), at(13)), call(State.TALKING, at(10), at(11))])
    assert counted.work_seconds == 8 * 3600
    assert counted.talk_seconds == 3600
    assert counted.utilisation == 0.125
    assert counted.lost[Cause.UNEXPLAINED] == 7 * 3600
    assert counted.lost[Cause.BREAK] == 0


def test_lunch_that_nobody_declared_is_taken_from_the_longest_empty_stretch():
    counted = figures([declared(State.READY, at(9), at(12)), declared(State.READY, at(13, 30), at(18))])
    assert counted.lost[Cause.UNEXPLAINED] == 30 * 60
    assert counted.work_seconds == 8 * 3600


def test_a_meal_longer_than_the_rest_is_lost_as_break():
    counted = figures([declared(State.MEAL, at(12), at(13, 30))])
    assert counted.lost[Cause.BREAK] == 30 * 60


def test_a_declared_half_day_keeps_all_its_minutes():
    counted = figures([declared(State.READY, at(9), at(12))], shift=(Span(at(9), at(12)),))
    assert (counted.work_seconds, counted.lost[Cause.WAITING]) == (3 * 3600, 3 * 3600)


def test_a_call_wins_over_a_declared_break_and_the_break_goes_on_after_it():
    segments = lay_out(
        SHIFT, [declared(State.BREAK, at(10), at(10, 15)), call(State.TALKING, at(10, 5), at(10, 7))], WINDOW
    )
    assert [(one.state, one.seconds) for one in segments[1:4]] == [
        (State.BREAK, 300),
        (State.TALKING, 120),
        (State.BREAK, 480),
    ]


def test_two_calls_at_once_are_reported_and_the_talk_counts_once():
    both = [call(State.TALKING, at(10), at(10, 10), "a"), call(State.TALKING, at(10, 5), at(10, 12), "b")]
    assert figures(both).talk_seconds == 12 * 60
    (overlap,) = double_booked(both)
    assert (overlap.kept, overlap.clipped, overlap.end - overlap.start) == ("a", "b", timedelta(minutes=5))


def test_dialing_and_talking_of_one_call_are_no_double_booking():
    assert (
        double_booked([call(State.DIALING, at(10), at(10, 1)), call(State.TALKING, at(10, 1), at(10, 2))])
        == ()
    )


def test_talk_outside_the_shift_is_shown_beside_and_not_in_utilisation():
    counted = figures([call(State.TALKING, at(18, 30), at(19))])
    assert (counted.talk_seconds, counted.outside_talk_seconds) == (0, 1800)


def test_talk_that_was_only_declared_counts_when_there_are_no_call_records_at_all():
    said = declared(State.TALKING, at(10), at(11))
    assert figures([said]).talk_seconds == 3600
    beside_calls = figures([said, call(State.TALKING, at(14), at(14, 1))])
    assert beside_calls.talk_seconds == 60
    assert beside_calls.lost[Cause.UNEXPLAINED] == 8 * 3600 - 60


def test_a_night_shift_belongs_to_the_day_it_begins_on():
    calendar = CompanyCalendar()
    night = StandardShift(time(22), time(6), 60, 420)
    frame = frame_day(DAY, night, [], calendar)
    assert frame.shift == (Span(at(22), at(30)),)
    assert frame.window == Span(at(6), at(30))
