"""Actual values of indicators from what happened. None means that nobody measured it, never 0 (product §9.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from callwright.flow.calls.contracts import PersonActivity, PersonDayActivity
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.scores.decide.members import Presence
from callwright.rules.appraisal.errors import KeyWorkUndecided
from callwright.rules.appraisal.formulas.key_work import KeyWork, key_work_completion
from callwright.rules.engine.rounding import exact_division, settle

HUNDRED, SIXTY = Decimal(100), Decimal(60)


@dataclass(frozen=True)
class Measured:
    """An actual value and where it came from."""

    value: Decimal
    source: str


@dataclass(frozen=True)
class MonthData:
    """Everything that was measured or entered in a month.

    Revenue is known for everybody as soon as the company has any order facts in the month (who sold nothing sold
    0); calls are known for a person only when attempts of that person were recorded.
    """

    facts: Mapping[UUID, Sequence[RevenueFact]]
    activity: Mapping[UUID, PersonActivity]
    entered: Mapping[tuple[UUID, str], Decimal]
    key_work: Mapping[UUID, Sequence[KeyWork]] = field(default_factory=dict)
    moved: Mapping[UUID, Sequence[PersonDayActivity]] = field(default_factory=dict)
    """By day, of those who changed the department: the calls of a day count where the person was."""

    def revenue(self, over: Iterable[Presence]) -> Decimal | None:
        """Net revenue of people: sales less returns and cancellations, each on its day."""
        if not self.facts:
            return None
        return sum((fact.amount for fact in self._of(over)), Decimal(0))

    def actual(self, indicator: str, *, person_id: UUID, over: Sequence[Presence]) -> Measured | None:
        """The actual value of an indicator; `over` is what it is summed over (a manager's department).

        What the system measures comes first; an entered value fills what it cannot or did not measure.
        """
        measured = self._from_orders(indicator, over) or self._from_calls(indicator, over)
        if measured is not None:
            return measured
        if indicator == "key_work_completion" and self.key_work.get(person_id):
            return _from_key_work(self.key_work[person_id])
        value = self.entered.get((person_id, indicator))
        return None if value is None else Measured(value, "goals: entered value")

    def _of(self, over: Iterable[Presence]) -> list[RevenueFact]:
        return [
            fact
            for there in over
            for fact in self.facts.get(there.person.id, ())
            if there.first <= fact.on <= there.last
        ]

    def _calls_of(self, there: Presence) -> list[PersonActivity | PersonDayActivity]:
        days = self.moved.get(there.person.id)
        if days is not None:
            return [each for each in days if there.first <= each.day <= there.last]
        return [self.activity[there.person.id]] if there.person.id in self.activity else []

    def _from_orders(self, indicator: str, over: Sequence[Presence]) -> Measured | None:
        if not self.facts:
            return None
        facts = self._of(over)
        sales = [fact for fact in facts if fact.kind == "sale"]
        if indicator == "revenue":
            return Measured(sum((fact.amount for fact in facts), Decimal(0)), f"orders: {len(facts)} facts")
        if indicator == "new_customers":
            count = sum((fact.share for fact in sales if fact.new_customer), Decimal(0))
            return Measured(count, "orders: first sales to a customer, by share of credit")
        if indicator == "main_push_share":
            return Measured(_main_push_percent(sales), f"orders: {len(sales)} sales")
        return None

    def _from_calls(self, indicator: str, over: Sequence[Presence]) -> Measured | None:
        rows = [row for there in over for row in self._calls_of(there) if row.dials or row.connected]
        if not rows:
            return None
        if indicator == "effective_contacts":
            return Measured(Decimal(sum(row.effective for row in rows)), "calls: effective contacts")
        if indicator == "interested_leads":
            return Measured(Decimal(sum(row.interested for row in rows)), "calls: interested outcomes")
        if indicator == "talk_minutes":
            with exact_division():
                return Measured(settle(sum(row.talk_seconds for row in rows) / SIXTY), "calls: talk time")
        return None


def _from_key_work(plan: Sequence[KeyWork]) -> Measured | None:
    """Percent of the plan; None while a proof waits for the leader's decision."""
    try:
        share = key_work_completion(plan).value_as_number
    except KeyWorkUndecided:
        return None
    return Measured(share, f"goals: key work, {len(plan)} pieces")


def _main_push_percent(sales: Sequence[RevenueFact]) -> Decimal:
    """Main-push sales in percent of all sales; who sold nothing sold none of it."""
    total = sum((fact.amount for fact in sales), Decimal(0))
    if total <= 0:
        return Decimal(0)
    pushed = sum((fact.amount for fact in sales if fact.main_push), Decimal(0))
    with exact_division():
        return settle(pushed * HUNDRED / total)
