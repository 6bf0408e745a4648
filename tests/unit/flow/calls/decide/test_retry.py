"""When a lead is called next: each outcome in a sentence, and what holds for every history."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.flow.calls.contracts import Outcome
from callwright.flow.calls.decide.retry import ABANDONED, Plan, Target, Tried, not_before, part_of, plan
from callwright.rules.calling.values_retry import WrongRetrySetting, default_retry_rules, retry_rules

RULES = default_retry_rules(date(2026, 11, 24))
CHINA = ZoneInfo("Asia/Shanghai")
ONE, TWO = Target("+8613800000001", CHINA), Target("+8613800000002", CHINA)


def local(day: int, clock: str) -> datetime:
    """A clock time in China on a day of November 2026; the 23rd is a Monday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA).astimezone(UTC)


def after(*tried: tuple[datetime, str], targets: tuple[Target, ...] = (ONE,), **more: datetime) -> Plan:
    history = [Tried(at, outcome, ONE.e164) for at, outcome in tried]
    return plan(RULES, targets, history, available_from=local(1, "09:00"), **more)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("busy", local(23, "10:10")),
        ("no_answer", local(23, "11:30")),
        ("answering_machine", local(24, "11:30")),
        ("switched_off", local(24, "11:30")),
        ("answered", local(26, "11:30")),
        (ABANDONED, local(26, "11:30")),
    ],
)
def test_each_outcome_waits_in_its_own_way(outcome: str, expected: datetime):
    found = after((local(23, "10:00"), outcome))
    assert (found.stage, found.next_callable_at) == ("retry", expected)


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        ("do_not_call", "refused"),
        ("complaint", "refused"),
        ("refused", "declined"),
        ("ordered", "ordered"),
        ("effective", "reached"),
        ("interested", "reached"),
        ("invalid_number", "no_number"),
        ("wrong_party", "no_number"),
    ],
)
def test_some_outcomes_end_it(outcome: str, why: str):
    found = after((local(23, "10:00"), outcome))
    assert (found.stage, found.done_because, found.next_callable_at) == ("done", why, None)


def test_a_wrong_number_moves_on_to_the_next_one_at_once():
    found = after((local(23, "10:00"), "invalid_number"), targets=(ONE, TWO))
    assert (found.e164, found.next_callable_at) == (TWO.e164, local(23, "10:10"))


def test_no_answer_alternates_between_numbers_and_busy_stays():
    assert after((local(23, "10:00"), "no_answer"), targets=(ONE, TWO)).e164 == TWO.e164
    assert after((local(23, "10:00"), "busy"), targets=(ONE, TWO)).e164 == ONE.e164


def test_busy_twice_in_a_row_counts_as_no_answer():
    found = after((local(23, "10:00"), "busy"), (local(23, "10:10"), "busy"))
    assert found.next_callable_at == local(24, "11:30")


def test_no_answer_in_the_evening_comes_back_the_next_morning():
    assert after((local(23, "18:00"), "no_answer")).next_callable_at == local(24, "08:00")


def test_a_callback_that_its_person_misses_comes_back_a_day_later():
    agreed = local(25, "15:00")
    found = after((local(23, "10:00"), "callback"), callback_at=agreed)
    assert found.next_callable_at == agreed + timedelta(hours=24)


def test_who_was_never_tried_is_new_and_without_a_number_done():
    assert after().stage == "new"
    assert after(targets=()).done_because == "no_number"


def test_a_lead_that_waited_into_the_part_of_the_day_it_was_tried_in_waits_on():
    tried = [Tried(local(23, "10:00"), "no_answer", ONE.e164)]
    assert not_before(RULES, ONE, tried, local(23, "12:00")) is None
    assert not_before(RULES, ONE, tried, local(24, "09:30")) == local(24, "11:30")


def test_a_campaign_may_be_gentler_and_never_more_pressing():
    day = date(2026, 11, 24)
    assert retry_rules(day, {"lead_life": 3}).lead_life == 3
    for wrong in ({"busy_minutes": 4}, {"lead_life": 0}, {"nonsense": 1}, {"lead_day": True}):
        with pytest.raises(WrongRetrySetting):
            retry_rules(day, wrong)


_OUTCOMES = st.sampled_from(
    ["no_answer", "busy", "answering_machine", "switched_off", "answered", ABANDONED, "invalid_number"]
)


@settings(max_examples=300)
@given(
    outcomes=st.lists(_OUTCOMES, min_size=1, max_size=12),
    waits=st.lists(st.integers(0, 5_000), min_size=12, max_size=12),
)
def test_a_lead_called_whenever_it_is_due_keeps_every_limit(outcomes: list[str], waits: list[int]):
    """Drive the plan as a dialer would, sometimes late, and look at what came out."""
    targets = (ONE, TWO)
    tried: list[Tried] = []
    at, e164 = local(2, "09:00"), ONE.e164
    for outcome, wait in zip(outcomes, waits, strict=False):
        tried.append(Tried(at, outcome, e164))
        found = plan(RULES, targets, tried, available_from=local(1, "09:00"))
        if found.next_callable_at is None:
            break
        target = next(one for one in targets if one.e164 == found.e164)
        at, e164 = found.next_callable_at + timedelta(minutes=wait), found.e164
        while (later := not_before(RULES, target, tried, at)) is not None:
            assert later > at
            at = later
    _keeps_every_limit(tried)


def _keeps_every_limit(tried: list[Tried]) -> None:
    moments = [one.at for one in tried]
    assert len(tried) <= RULES.lead_life
    pairs = list(itertools.pairwise(tried))
    for before, then in pairs:
        assert then.at - before.at >= timedelta(minutes=RULES.minimum_gap_minutes)
        if before.outcome == ABANDONED:
            assert then.at - before.at >= timedelta(hours=RULES.abandoned_hours)
        if before.outcome == Outcome.INVALID_NUMBER:
            assert all(one.e164 != before.e164 for one in tried[tried.index(then) :])
        if before.outcome in ("no_answer", "answering_machine", "switched_off", "answered"):
            assert _part(before) != _part(then)
    for moment in moments:
        day = moment.astimezone(CHINA).date()
        assert sum(one.astimezone(CHINA).date() == day for one in moments) <= RULES.lead_day
        window = [one for one in moments if moment - timedelta(days=RULES.rolling_days) < one <= moment]
        assert len(window) <= RULES.lead_rolling


def _part(one: Tried) -> int:
    return part_of(RULES.parts, one.at.astimezone(CHINA).time())
