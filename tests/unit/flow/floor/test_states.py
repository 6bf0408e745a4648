"""Rows of a state file are read, or rejected with a reason; overlapping states cannot both be true."""

import uuid
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callwright.flow.floor.contracts import State
from callwright.flow.floor.decide.states import find_state, read_rows, split_overlapping
from callwright.kernel.text import Text
from callwright.platform.tables import TableRow

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 9, tzinfo=UTC)
COLUMNS = {"agent": "坐席", "state": "状态", "start": "开始", "end": "结束", "reason": "原因"}
ANNA = uuid.UUID(int=7)


def find_person(reference):
    return ANNA if reference == "E001" else Text("没有", "nobody")


def row(line, state="就绪", start="2026-10-08 09:00:00", end="2026-10-08 10:00:00", agent="E001"):
    return TableRow(line, {"坐席": agent, "状态": state, "开始": start, "结束": end, "原因": ""})


def read(*rows: TableRow):
    return read_rows(rows, COLUMNS, find_person, ZONE, NOW)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("小休", State.BREAK),
        ("After Call Work", State.WRAP_UP),
        ("logged_in", State.LOGGED_IN),
        ("查资料", State.LOOKING_UP),
    ],
)
def test_states_are_known_in_both_languages(word, state):
    assert find_state(word) is state


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agent": "E999"}, "floor.unknown_agent"),
        ({"state": "冥想"}, "floor.unknown_state"),
        ({"end": "2026-10-08 08:00:00"}, "floor.end_before_start"),
        ({"end": "2026-10-08 09:00:00"}, "floor.end_before_start"),
        ({"start": "morning"}, "floor.bad_time"),
        ({"end": ""}, "floor.bad_time"),
        ({"end": "2026-10-10 09:00:00"}, "floor.in_the_future"),
    ],
)
def test_a_bad_row_is_a_listed_rejection_and_the_rest_works(changes, code):
    good, rejected = read(row(2, **changes), row(3))
    assert [pair[0].line for pair in good] == [3]
    assert [(one.line, one.code) for one in rejected] == [(2, code)]
    assert rejected[0].original["坐席"]


def test_overlapping_states_of_one_person_are_rejected_but_log_in_lies_under_them():
    good, _ = read(
        row(2, "登录", end="2026-10-08 18:00:00"),
        row(3),
        row(4, "小休", "2026-10-08 09:30:00", "2026-10-08 09:40:00"),
        row(5, "小休", "2026-10-08 10:00:00", "2026-10-08 10:10:00"),
    )
    fresh, repeated, rejected = split_overlapping(good, [])
    assert (len(fresh), repeated) == (3, [])
    assert [(one.line, one.code) for one in rejected] == [(4, "floor.overlapping_states")]


def test_the_same_rows_again_are_unchanged_and_stored_ones_win():
    good, _ = read(row(2), row(3))
    fresh, repeated, rejected = split_overlapping(good, [])
    assert (len(fresh), len(repeated), rejected) == (1, 1, [])
    later, _ = read(row(2), row(3, "小休", "2026-10-08 08:30:00", "2026-10-08 09:30:00"))
    fresh, repeated, rejected = split_overlapping(later, [good[0][1]])
    assert (fresh, len(repeated), [one.code for one in rejected]) == ([], 1, ["floor.overlapping_states"])
