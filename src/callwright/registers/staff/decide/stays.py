"""Which days a person belonged to which department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.registers.staff.contracts import DepartmentMove, Stay


def stays(moves: Sequence[DepartmentMove], first: dt.date, last: dt.date) -> tuple[Stay, ...]:
    """The departments of one person who moved, for every day of a span (both included), in order.

    `moves` stand in the order of their days, of two on one day the one that counts last. Before the first of them the
    person was where that move led away from.
    """
    starts = {dt.date.min: moves[0].from_department_id}
    starts |= {move.effective_on: move.to_department_id for move in moves}
    found: list[Stay] = []
    ends = [*list(starts)[1:], dt.date.max]
    for (start, department), end in zip(starts.items(), ends, strict=True):
        begins = max(first, start)
        ends_on = last if end == dt.date.max else min(last, end - dt.timedelta(days=1))
        if begins > ends_on:
            continue
        if found and found[-1].department_id == department:
            begins = found.pop().first_day
        found.append(Stay(department, begins, ends_on))
    return tuple(found)


def told_moves(
    person_id: UUID,
    *,
    before: UUID,
    now: UUID,
    since: dt.date | None,
    past: Sequence[DepartmentMove],
    today: dt.date,
) -> list[DepartmentMove]:
    """What a roster row says about a person's department, as moves to be added to the `past` ones.

    Another department than before counts from `since` or today. The same department with another first day than was
    known corrects that day: the old day leads back to where the person came from, the new one here.
    """
    if before != now:
        return [DepartmentMove(person_id, before, now, since or today)]
    if since is None or not past or past[-1].to_department_id != now:
        return []
    return _since(person_id, now, since, past)


def _since(
    person_id: UUID, now: UUID, since: dt.date, past: Sequence[DepartmentMove]
) -> list[DepartmentMove]:
    """What makes `since` the first day of the stay that lasts until now."""
    told = {move.effective_on: move.to_department_id for move in past}
    days = sorted(told)
    began = len(days) - 1
    while began > 0 and told[days[began - 1]] == now:
        began -= 1
    origin = told[days[began - 1]] if began else past[0].from_department_id
    undone = [DepartmentMove(person_id, origin, origin, day) for day in days[began:] if day < since]
    filled = [
        DepartmentMove(person_id, told[day], now, day) for day in days if day > since and told[day] != now
    ]
    first = [] if told.get(since) == now else [DepartmentMove(person_id, origin, now, since)]
    return [*undone, *filled, *first]
