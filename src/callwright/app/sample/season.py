"""Three months of calling by everybody: from plan, roster and lists to call records and states."""

from __future__ import annotations

import datetime as dt
from collections import deque

from callwright.app.sample.blocks import Setting
from callwright.app.sample.calling import NumberBook
from callwright.app.sample.chance import dice
from callwright.app.sample.days import DayLog, work_day
from callwright.app.sample.lists import BAD, SupplierList
from callwright.app.sample.people import EAST, GIVING_UP, NEWCOMER, SOUTH, Employee, reps
from callwright.app.sample.plan import Plan
from callwright.app.sample.prospects import Numbers, Prospect
from callwright.app.sample.recordings import RECORDED_WORKDAYS, RecordingDesk


def call_season(plan: Plan, staff: list[Employee], lists: list[SupplierList], numbers: Numbers) -> DayLog:
    """Everything the phones recorded, in order of time."""
    callers = reps(staff)
    days = [(index, day) for index, month in enumerate(plan.months) for day in plan.workdays(month)]
    planned = len(days) * sum(person.style.dials for person in callers if person.style)
    scale = min(1.0, plan.most_attempts / max(1, planned))
    first_use = plan.running.start - dt.timedelta(days=10)
    book = NumberBook(dice(plan.seed, "book"), numbers, _by_department(plan, lists), first_use)
    recent = plan.all_workdays[-RECORDED_WORKDAYS:]
    desk = RecordingDesk(dice(plan.seed, "desk"), recent[0] if recent else plan.today)
    log = DayLog()
    for index, day in days:
        for person in callers:
            chance = dice(plan.seed, day, person.number)
            if chance.random() < 0.03:
                continue
            growth = _growth(person, index)
            luck = 0.8 if person.department == SOUTH and index > 0 else 1.0
            work_day(chance, person, Setting(day, index, scale * growth, luck), book, desk, log)
    log.attempts.sort(key=lambda attempt: (attempt.start, attempt.agent))
    log.states.sort(key=lambda state: (state.start, state.agent, state.state))
    return log


def _growth(person: Employee, month_index: int) -> float:
    """Newcomers grow from month to month, the one who is about to give up dials less and less."""
    if person.style == NEWCOMER:
        return (0.75, 1.0, 1.2)[month_index]
    if person.style == GIVING_UP:
        return (1.0, 0.72, 0.45)[month_index]
    return 1.0


def _by_department(plan: Plan, lists: list[SupplierList]) -> dict[str, deque[Prospect]]:
    """The east calls the good and the fair list; the south dials the bad one although nobody released it."""
    chance = dice(plan.seed, "who calls what")
    east = [one for each in lists if each.source != BAD for one in each.reachable]
    south = [one for each in lists if each.source == BAD for one in each.reachable]
    chance.shuffle(east)
    return {EAST: deque(east), SOUTH: deque(south)}
