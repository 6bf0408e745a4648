"""Which days somebody belonged to which department."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from callwright.registers.staff.contracts import DepartmentMove, Stay
from callwright.registers.staff.decide.stays import stays, told_moves

ME, A, B, C = (UUID(int=number) for number in range(1, 5))
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 10, 31)


def move(start: UUID, end: UUID, day: dt.date) -> DepartmentMove:
    return DepartmentMove(ME, start, end, day)


def october(day: int) -> dt.date:
    return dt.date(2026, 10, day)


def test_the_day_of_the_move_is_the_first_in_the_new_department():
    assert stays([move(A, B, october(11))], FIRST, LAST) == (
        Stay(A, FIRST, october(10)),
        Stay(B, october(11), LAST),
    )


def test_a_move_of_another_month_leaves_the_whole_month_in_one_department():
    assert stays([move(A, B, dt.date(2026, 11, 5))], FIRST, LAST) == (Stay(A, FIRST, LAST),)
    assert stays([move(A, B, dt.date(2026, 9, 5))], FIRST, LAST) == (Stay(B, FIRST, LAST),)
    assert stays([move(A, B, FIRST)], FIRST, LAST) == (Stay(B, FIRST, LAST),)


def test_of_two_moves_on_one_day_the_later_recorded_counts():
    assert stays([move(A, B, october(11)), move(B, C, october(11))], FIRST, LAST) == (
        Stay(A, FIRST, october(10)),
        Stay(C, october(11), LAST),
    )


def test_there_and_back_are_three_stays():
    found = stays([move(A, B, october(5)), move(B, A, october(8))], FIRST, LAST)
    assert [(each.department_id, each.first_day.day, each.last_day.day) for each in found] == [
        (A, 1, 4),
        (B, 5, 7),
        (A, 8, 31),
    ]


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 1)))))
def test_every_day_belongs_to_exactly_one_department(raw: list[tuple[UUID, dt.date]]):
    moves = [move(A, where, day) for where, day in sorted(raw, key=lambda each: each[1])] or [
        move(A, B, FIRST)
    ]
    days = [
        each.first_day + dt.timedelta(days=place)
        for each in stays(moves, FIRST, LAST)
        for place in range((each.last_day - each.first_day).days + 1)
    ]
    assert days == [FIRST + dt.timedelta(days=place) for place in range(31)]


def told(since: dt.date | None, past: list[DepartmentMove], before: UUID = B) -> list[DepartmentMove]:
    return told_moves(ME, before=before, now=B, since=since, past=past, today=october(20))


def test_another_department_counts_from_the_day_that_is_given_or_today():
    assert told(october(11), [], before=A) == [move(A, B, october(11))]
    assert told(None, [], before=A) == [move(A, B, october(20))]


def test_the_day_of_a_move_is_corrected_by_telling_it_again_earlier_or_later():
    known = [move(A, B, october(11))]
    assert told(None, known) == told(october(11), known) == told(october(5), []) == []
    for day in (5, 25):
        both = sorted([*known, *told(october(day), known)], key=lambda each: each.effective_on)
        found = stays(both, FIRST, LAST)
        assert [(each.department_id, each.first_day.day) for each in found] == [(A, 1), (B, day)]
