"""Statements as they would be written now, from what was gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from callwright.flow.pay.contracts import Credit, DecidedAdjustment, PaidMonth, UnpaidLeave
from callwright.flow.pay.decide.awards import awards, measures
from callwright.flow.pay.decide.crediting import Credits, new_credits
from callwright.flow.pay.decide.people import department_days, pay_kind
from callwright.flow.pay.service.gathering import Gathered, gather
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.gates import company_coupling
from callwright.rules.engine.explained import Explained, from_dict
from callwright.rules.pay.facts import (
    Adjustment,
    Award,
    GatePart,
    GateResult,
    Line,
    Owed,
    PastMonth,
    PersonMonth,
    RevenueItem,
)
from callwright.rules.pay.formulas.statements import statement_lines
from callwright.rules.pay.plan import PayPlan
from callwright.rules.pay.snapshots import WrittenLine, written, written_fingerprint

NOBODY: dict[str, Decimal] = {}


@dataclass(frozen=True)
class Draft:
    """A statement about to be written; `measured` is what triggers looked at."""

    person: Person
    plan: PayPlan
    facts: PersonMonth
    lines: tuple[Line, ...]
    credits: Credits
    measured: dict[str, Decimal]
    adjustments: tuple[UUID, ...]

    @property
    def id(self) -> UUID:
        """The same for the same person and month."""
        return derive_id("pay.statement", self.facts.month, self.person.id)

    @cached_property
    def written(self) -> list[WrittenLine]:
        """The lines as they are kept, in their order."""
        return [written(line) for line in self.lines]

    @property
    def fingerprint(self) -> str:
        """Of the lines, for ever the same."""
        return written_fingerprint(self.written)


async def month_drafts(
    session: Session, *, month: Month, plan: PayPlan, calendar: CompanyCalendar
) -> list[Draft]:
    """Everybody's statement of a month as it would be written now."""
    return drafts(await gather(session, month=month, plan=plan, calendar=calendar))


def drafts(known: Gathered) -> list[Draft]:
    """The statement of everybody who is paid, and of those who left but have corrections or adjustments."""
    kinds = {key: kind for key, person in known.people.items() if (kind := pay_kind(person)) is not None}
    measured = {key: _measured(known, key) for key in kinds}
    prizes = awards(known.plan, kinds=kinds, measured=measured)
    factor = _factor(known)
    gates = {
        key: GateResult(each.passes, from_dict(each.explanation)) for key, each in known.departments.items()
    }
    found: list[Draft] = []
    for person in known.everybody.values():
        new = _credits(known, person.id)
        past = _past(known, person, new.late)
        waiting = known.adjustments.get(person.id, ())
        if person.id not in known.people and not past and not waiting:
            continue
        facts = _person_month(known, person, new, past, prizes.get(person.id, ()), factor, gates)
        lines = statement_lines(facts, known.plan)
        taken = tuple(each.id for each in waiting)
        found.append(Draft(person, known.plan, facts, lines, new, measured.get(person.id, NOBODY), taken))
    return found


def _measured(known: Gathered, person_id: UUID) -> dict[str, Decimal]:
    score = known.scores.get(person_id)
    return measures(
        known.month,
        known.facts.get(person_id, ()),
        before=known.before.get(person_id, Decimal(0)),
        score=score.score if score else None,
    )


def _factor(known: Gathered) -> Explained | None:
    """The managers' coupling to the company, in the month that ends a quarter."""
    return (
        None
        if known.company is None
        else company_coupling(*known.company, known.plan.manager_bonus.curve.curve)
    )


def _credits(known: Gathered, person_id: UUID) -> Credits:
    """What this month's statement counts anew."""
    facts, counted = known.facts.get(person_id, ()), known.counted.get(person_id, ())
    return new_credits(known.month, facts, counted, frozenset(known.closed_plans))


def _past(known: Gathered, person: Person, late: Sequence[Credit]) -> tuple[PastMonth, ...]:
    """Late facts by the closed month they correct; months in which the person had no commission stay out.

    For a month without a statement of the person, what the person is now decides.
    """
    found: list[PastMonth] = []
    for month in sorted({credit.origin for credit in late}):
        paid = known.paid.get((person.id, month))
        if (paid.kind if paid else pay_kind(person)) != "rep":
            continue
        found.append(
            PastMonth(
                month=month,
                credited=known.credited.get((person.id, month), Decimal(0)),
                plan=known.closed_plans[month],
                commission_paid=paid is None or paid.commission_paid,
                changes=tuple(_item(credit) for credit in late if credit.origin == month),
                paid_share=_paid_share(paid, known.closed_plans[month]),
                prizes=tuple(known.past_prizes.get((person.id, month), ())),
            )
        )
    return tuple(found)


def _paid_share(paid: PaidMonth | None, plan: PayPlan) -> Fraction:
    """The part of a closed month's commission that the gate left."""
    gated = paid is not None and paid.commission_paid and "commission" in plan.gate.applies_to
    return 1 - paid.shut_share if paid is not None and gated else Fraction(1)


def _item(credit: Credit) -> RevenueItem:
    return RevenueItem(
        str(credit.fact_id), credit.order_number, credit.kind, credit.amount, credit.day, credit.share
    )


def _person_month(
    known: Gathered,
    person: Person,
    new: Credits,
    past: tuple[PastMonth, ...],
    prizes: tuple[Award, ...],
    factor: Explained | None,
    gates: Mapping[UUID, GateResult],
) -> PersonMonth:
    score = known.scores.get(person.id)
    parts = department_days(person, known.stays.get(person.id, ()), known.month)
    graded = known.people.get(person.id, person)
    return PersonMonth(
        month=known.month,
        kind=pay_kind(person) or "rep",
        grade=str(graded.grade),
        hired_on=person.hired_on,
        left_on=person.left_on,
        revenue=tuple(_item(credit) for credit in new.current),
        score=score.score if score else None,
        score_reason=from_dict(score.explanation) if score else None,
        quarter_score=known.quarter_scores.get(person.id),
        company_factor=factor,
        gate=gates.get(parts[-1][0] if parts else score.department_id if score else person.department_id),
        gate_parts=tuple(
            GatePart(known.department_names.get(key, str(key)), days, gates.get(key)) for key, days in parts
        )
        if len(parts) > 1
        else (),
        awards=prizes,
        past=past,
        unpaid_days=_unpaid(known, person, known.leaves.get(person.id, ())),
        adjustments=tuple(map(_adjustment, known.adjustments.get(person.id, ()))),
        owed=Owed(*known.owed.get(person.id, (Decimal(0), Decimal(0)))),
    )


def _unpaid(known: Gathered, person: Person, leaves: Sequence[UnpaidLeave]) -> int:
    """Days of the month without pay, each counted once and only while employed."""
    days = set()
    for leave in leaves:
        first = max(leave.first_day, known.month.start, person.hired_on)
        last = min(leave.last_day, known.month.end - timedelta(days=1), person.left_on or leave.last_day)
        days |= {first + timedelta(days=place) for place in range((last - first).days + 1)}
    return len(days)


def _adjustment(each: DecidedAdjustment) -> Adjustment:
    return Adjustment(
        id=str(each.id),
        title=each.title,
        amount=each.amount,
        reason=each.reason,
        decided_by=each.decided_by,
        month=None if each.corrects is None else str(each.corrects),
        dispute=None if each.dispute_id is None else str(each.dispute_id),
    )
