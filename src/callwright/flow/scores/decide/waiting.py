"""What a cycle waits for besides data: self-views, reviews, closed months (product §9.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from callwright.flow.scores.contracts import Lack
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.registers.staff.contracts import Person


def no_self_view(people: Sequence[Person], written: Collection[UUID]) -> list[Lack]:
    """People who have not said how they see the period."""
    return [
        Lack.of(person, "no_self_view", Text("未自评", ": no self-view"))
        for person in people
        if person.id not in written
    ]


def no_review(people: Sequence[Person], reviewed: Collection[UUID]) -> list[Lack]:
    """People nobody has reviewed."""
    return [
        Lack.of(person, "no_review", Text("上级未评议", ": not reviewed"))
        for person in people
        if person.id not in reviewed
    ]


def months_open(months: Iterable[Month], closed: Collection[Month]) -> list[Lack]:
    """Months of the period whose scores are not closed."""
    return [
        Lack(
            str(month),
            "month_open",
            Text(f"{month} 的成绩未关账", f"the scores of {month} are not closed"),
        )
        for month in months
        if month not in closed
    ]


def not_over(period: str) -> Lack:
    """The period has not ended: its figures would be frozen half-way."""
    return Lack(period, "not_over", Text(f"{period} 尚未结束", f"{period} is not over"))
