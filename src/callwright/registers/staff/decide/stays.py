"""Which days a person belonged to which department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

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
