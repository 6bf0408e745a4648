"""When calls can be put through, and when a lead is told."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from callwright.flow.floor.contracts import (
    BREAK_NAMES,
    PHONE_TROUBLES,
    STATE_NAMES,
    BoardPerson,
    CurrentState,
    State,
    reason_name,
)
from callwright.flow.floor.decide.alarms import alarms
from callwright.flow.floor.decide.phones import trouble
from callwright.flow.floor.service.limits import allowed_seconds
from callwright.rules.floor.values import BREAK_KINDS, floor_parameters

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
RULES = floor_parameters(NOON.date())
SOUND = {
    "kind": "webrtc",
    "browser_id": "b",
    "registered": True,
    "microphone": "granted",
    "last_report_at": NOON,
    "at": NOON + timedelta(seconds=15),
    "silent_seconds": 15,
}


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({}, ""),
        ({"browser_id": None}, "no_browser"),
        ({"last_report_at": None}, "silent"),
        ({"at": NOON + timedelta(seconds=15.1)}, "silent"),
        ({"registered": False}, "not_registered"),
        ({"microphone": "denied"}, "microphone_denied"),
        ({"microphone": "none"}, "no_microphone"),
        ({"kind": "sip", "browser_id": None, "last_report_at": None, "microphone": "none"}, ""),
        ({"kind": "sip", "registered": False}, "not_registered"),
    ],
)
def test_what_keeps_calls_from_a_phone_is_named(fault, named):
    assert trouble(**SOUND | fault) == named
    assert not named or PHONE_TROUBLES[named].zh


def person(number: int, state: State, minutes: float, until: float | None = None) -> BoardPerson:
    who = uuid.UUID(int=number)
    end = None if until is None else NOON + timedelta(minutes=until)
    now = CurrentState(who, state, NOON + timedelta(minutes=minutes), until=end, version=1)
    return BoardPerson(who, f"E{number}", f"员工{number}", None, now, None)


def test_a_lead_is_told_of_what_lasts_too_long_oldest_first():
    people = [
        person(1, State.BREAK, -20, -5),
        person(2, State.BREAK, -2, 13),
        person(3, State.MEAL, -70, -10),
        person(4, State.PHONE_TROUBLE, -2),
        person(5, State.PHONE_TROUBLE, -0.5),
        person(6, State.NO_LEADS, -9),
        person(7, State.TALKING, -90),
        BoardPerson(uuid.UUID(int=8), "E8", "员工8", None, None, None),
    ]
    found = list(alarms(people, NOON, timedelta(minutes=1)))
    assert [(one.code, one.person_id.int) for one in found] == [
        ("floor.meal_too_long", 3),
        ("floor.no_leads", 6),
        ("floor.break_too_long", 1),
        ("floor.phone_trouble", 4),
    ]
    assert all(f"员工{one.person_id.int}" in one.text.zh for one in found)


def test_every_kind_of_break_has_a_name_and_a_length():
    assert set(BREAK_NAMES) == set(BREAK_KINDS) == set(RULES.break_seconds)
    assert allowed_seconds(State.BREAK, "personal", RULES) == 600
    assert allowed_seconds(State.BREAK, "something else", RULES) == RULES.break_seconds["rest"]
    assert allowed_seconds(State.MEAL, "", RULES) == 3600
    assert allowed_seconds(State.MEETING, "", RULES) == 0


def test_every_state_and_reason_can_be_said_in_both_languages():
    assert set(STATE_NAMES) == set(State)
    assert reason_name("gone").en == "page closed"
    assert reason_name("rest").zh == "小休"
    assert reason_name("silent").zh == "浏览器已失联"
    assert reason_name("写报价").en == "写报价"


def test_a_phone_is_in_trouble_before_its_person_is_gone():
    assert 5 < RULES.phone_silent_seconds <= RULES.phone_lease_seconds < RULES.phone_gone_seconds
    assert State(RULES.wrap_up_then) in {State.READY, State.BREAK}
