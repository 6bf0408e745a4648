"""Closing a month of pay: once, from closed scores, for ever (product §9.6-9.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from callwright.flow.pay import repository
from callwright.flow.pay.contracts import ClosedPay, Credit
from callwright.flow.pay.decide.awards import awards
from callwright.flow.pay.decide.crediting import Credits, credited, new_credits
from callwright.flow.pay.decide.people import pay_kind
from callwright.flow.pay.errors import OutOfOrder
from callwright.flow.pay.events import StatementClosed
from callwright.flow.pay.service.gathering import Gathered, gather
from callwright.flow.pay.service.plans import plan_on
from callwright.flow.pay.service.reading import closing
from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import NotClosed
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import from_dict
from callwright.rules.pay.facts import Award, GateResult, Line, PastMonth, PersonMonth, RevenueItem
from callwright.rules.pay.formulas.statements import earned_total, rule_versions, statement_lines, total
from callwright.rules.pay.plan import PayPlan


@dataclass(frozen=True)
class _Draft:
    """A statement about to be written."""

    person: Person
    plan: PayPlan
    facts: PersonMonth
    lines: tuple[Line, ...]
    credits: Credits

    @property
    def id(self) -> UUID:
        return derive_id("pay.statement", self.facts.month, self.person.id)


async def close_pay(
    session: Session, *, month: Month, principal: Principal, at: datetime, calendar: CompanyCalendar
) -> ClosedPay:
    """Work out and freeze everybody's statement of a month; closing twice answers the first closing.

    Raises scores NotClosed (409) while the month's scores are open, OutOfOrder (409) when another month is next,
    CompanyTargetMissing (409) when the managers' bonus has nothing to be coupled to.
    """
    plan = await plan_on(session, month.start)
    document = plan.model_dump(mode="json")
    if not await repository.claim(
        session, month=str(month), at=at, by=principal.name, version=plan.version, plan=document
    ):
        found = await closing(session, month)
        assert found is not None  # the claim failed because the row is there
        return found
    if await scores.closing(session, month) is None:
        raise NotClosed(month=month)
    await _in_order(session, month)
    drafts = _drafts(await gather(session, month=month, plan=plan, calendar=calendar))
    await _save(session, drafts)
    for draft in drafts:
        event = StatementClosed(draft.id, draft.person.id, str(month))
        await publish(session, event, subject=str(draft.person.id))
    await record(
        session, principal, action="pay.close", object=f"pay:{month}", details={"plan": plan.version}
    )
    found = await closing(session, month)
    assert found is not None  # written above
    return replace(found, already_closed=False)


async def _in_order(session: Session, month: Month) -> None:
    """After the first one, months are closed without a gap."""
    others = [each for each in await repository.closed_plans(session) if each != month]
    if others and max(others).next() != month:
        raise OutOfOrder(month=month, next_month=max(others).next())


def _drafts(known: Gathered) -> list[_Draft]:
    """The statement of everybody who is paid, and of those who left but have corrections."""
    prizes = awards(
        known.plan,
        month=known.month,
        kinds={key: kind for key, person in known.people.items() if (kind := pay_kind(person)) is not None},
        facts=known.facts,
        scores={key: score.score for key, score in known.scores.items()},
    )
    drafts: list[_Draft] = []
    for person in known.everybody.values():
        new = _credits(known, person.id)
        past = _past(known, person.id, new.late)
        if person.id not in known.people and not past:
            continue
        facts = _person_month(known, person, new, past, prizes.get(person.id, ()))
        drafts.append(_Draft(person, known.plan, facts, statement_lines(facts, known.plan), new))
    return drafts


def _credits(known: Gathered, person_id: UUID) -> Credits:
    """What this month's statement counts anew; the first month of the system looks back no further than itself."""
    closed = frozenset(known.closed_plans)
    first = min([*closed, known.month])
    facts = [fact for fact in known.facts.get(person_id, ()) if Month.of(fact.on) >= first]
    return new_credits(known.month, facts, known.counted.get(person_id, ()), closed)


def _past(known: Gathered, person_id: UUID, late: Sequence[Credit]) -> tuple[PastMonth, ...]:
    """Late facts by the closed month they correct; months in which the person had no commission stay out."""
    found: list[PastMonth] = []
    for month in sorted({credit.origin for credit in late}):
        paid = known.paid.get((person_id, month))
        if paid is not None and paid.kind != "rep":
            continue
        found.append(
            PastMonth(
                month=month,
                credited=credited(known.counted.get(person_id, ()), month),
                plan=known.closed_plans[month],
                commission_paid=paid is None or paid.commission_paid,
                changes=tuple(_item(credit) for credit in late if credit.origin == month),
            )
        )
    return tuple(found)


def _item(credit: Credit) -> RevenueItem:
    return RevenueItem(str(credit.fact_id), credit.order_number, credit.kind, credit.amount, credit.day)


def _person_month(
    known: Gathered, person: Person, new: Credits, past: tuple[PastMonth, ...], prizes: tuple[Award, ...]
) -> PersonMonth:
    score = known.scores.get(person.id)
    department = known.departments.get(score.department_id if score else person.department_id)
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
        company_factor=known.company_factor,
        gate=GateResult(department.passes, from_dict(department.explanation)) if department else None,
        awards=prizes,
        past=past,
    )


async def _save(session: Session, drafts: Sequence[_Draft]) -> None:
    await repository.save_statements(session, [_head(draft) for draft in drafts])
    lines = [_line(draft.id, place, line) for draft in drafts for place, line in enumerate(draft.lines)]
    await repository.save_lines(session, lines)
    await repository.save_credits(
        session, ((draft.id, each) for draft in drafts for each in draft.credits.all)
    )


def _head(draft: _Draft) -> dict[str, Any]:
    facts = draft.facts
    shut = facts.gate is not None and not facts.gate.passes
    return {
        "id": draft.id,
        "month": str(facts.month),
        "person_id": draft.person.id,
        "kind": facts.kind,
        "grade": facts.grade,
        "currency": draft.plan.currency,
        "earned_total": earned_total(draft.lines),
        "paid_total": total(draft.lines),
        "commission_paid": not (shut and "commission" in draft.plan.gate.applies_to),
        "scored": facts.score is not None
        or not any(line.code == "performance_bonus" for line in draft.lines),
        "rule_versions": list(rule_versions(draft.plan, facts)),
    }


def _line(statement_id: UUID, place: int, line: Line) -> dict[str, Any]:
    return {
        "statement_id": statement_id,
        "place": place,
        "code": line.code,
        "title": line.title.to_json(),
        "amount": line.amount,
        "reason": line.reason.to_dict(),
        "sources": list(line.sources),
    }
