"""The whole sample company in memory: one call, the same for the same seed and date."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.app.sample.calling import AgentState, Attempt
from callwright.app.sample.chance import dice
from callwright.app.sample.goals import Goals, set_goals
from callwright.app.sample.lists import SupplierList, supplier_lists
from callwright.app.sample.people import Employee, employees
from callwright.app.sample.plan import Plan
from callwright.app.sample.prospects import Numbers
from callwright.app.sample.sales import Order, orders
from callwright.app.sample.season import call_season
from callwright.app.sample.speech.studio import Take


@dataclass(frozen=True)
class Company:
    """Everything that is written to files and then imported."""

    plan: Plan
    staff: tuple[Employee, ...]
    lists: tuple[SupplierList, ...]
    attempts: tuple[Attempt, ...]
    states: tuple[AgentState, ...]
    orders: tuple[Order, ...]
    goals: Goals

    @property
    def takes(self) -> list[Take]:
        """The calls to be spoken, in order of time."""
        pace = {person.number: person.pace for person in self.staff}
        return [Take(one.recording, one.dialog, pace[one.agent]) for one in self.attempts if one.recording]


def invent(plan: Plan) -> Company:
    """Make the company. About 50,000 attempts; two seconds of work, no disk, no clock."""
    staff = employees(plan)
    numbers = Numbers(dice(plan.seed, "numbers"))
    lists = supplier_lists(plan, numbers)
    log = call_season(plan, staff, lists, numbers)
    sold = orders(plan, staff, log.attempts)
    goals = set_goals(plan, staff, sold)
    return Company(
        plan, tuple(staff), tuple(lists), tuple(log.attempts), tuple(log.states), tuple(sold), goals
    )
