"""A file finds its call by what its name tells."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from callwright.flow.calls.contracts import Attempt, Direction, Outcome, recording_key
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.recordings.decide.pairing import nearest, read_name

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
ANNA, BERT = uuid.UUID(int=1), uuid.UUID(int=2)
PEOPLE = {"E001": ANNA, "1002": BERT}


def clue(stem):
    return read_name(stem, ZONE, read_number, PEOPLE.get)


def attempt(number, person=ANNA, start=START, answered=10):
    return Attempt(
        id=uuid.UUID(int=number),
        person_id=person,
        e164="+8613800138000",
        contact_id=None,
        campaign_code="",
        direction=Direction.OUTBOUND,
        started_at=start,
        answered_at=start + timedelta(seconds=answered),
        ended_at=start + timedelta(seconds=60),
        outcome=Outcome.ANSWERED,
        raw_outcome="",
        recording_name="",
        system="",
        record_id="",
        effective=False,
    )


@pytest.mark.parametrize(
    "stem",
    [
        "E001_13800138000_20261001090000",
        "20261001-090000_E001_13800138000",
        "out-13800138000-E001-20261001-090000-1696123456.77",
        "2026-10-01 09.00.00 E001 13800138000",
        "13800138000-E001-1790816400",
    ],
)
def test_names_of_many_systems_are_read(stem):
    found = clue(stem)
    assert (found.moment, found.numbers, found.people) == (START, ("+8613800138000",), (ANNA,))


def test_a_name_without_time_or_number_tells_nothing():
    assert clue("recording-17") is None
    assert clue("E001_20261001090000") is None
    assert clue("E001_13800138000") is None


def test_the_nearest_call_of_the_number_and_agent_is_taken():
    found = clue("E001_13800138000_20261001090008")
    near, far = attempt(1), attempt(2, start=START + timedelta(seconds=100))
    assert nearest(found, [far, near, attempt(3, BERT)]) == [near]
    assert nearest(found, [attempt(4, start=START - timedelta(hours=1))]) == []
    assert nearest(found, [near, attempt(5)]) == [near, attempt(5)]


@pytest.mark.parametrize(
    "name", ["a.wav", "A.WAV", "/records/2026/a.mp3", "http://pbx/rec/a.wav?token=1", "C:\\rec\\a.wav", "a"]
)
def test_all_spellings_of_a_recording_name_are_one(name):
    assert recording_key(name) == "a"


def test_a_dot_in_a_name_is_not_a_suffix():
    assert recording_key("1696123456.77") == "1696123456.77"
