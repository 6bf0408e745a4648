"""Closing a month of pay: once, from closed scores, for ever (product §9.6-9.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from callwright.flow.pay.contracts import ClosedPay
from callwright.flow.pay.errors import OutOfOrder
from callwright.flow.pay.events import StatementClosed
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.flow.pay.service.drafting import Draft, drafts
from callwright.flow.pay.service.gathering import gather
from callwright.flow.pay.service.plans import plan_for_closing
from callwright.flow.pay.service.reading import closing
from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import NotClosed
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.rules.engine.explained import plain
from callwright.rules.pay.formulas.statements import earned_total, rule_versions, total
from callwright.rules.pay.snapshots import facts_to_json, fingerprint


async def close_pay(
    session: Session, *, month: Month, principal: Principal, at: datetime, calendar: CompanyCalendar
) -> ClosedPay:
    """Work out and freeze everybody's statement of a month; closing twice answers the first closing.

    Raises PlanMissing (409) without a plan of the company, scores NotClosed (409) while the month's scores are open,
    OutOfOrder (409) when another month is next, CompanyTargetMissing (409) when the managers' bonus has nothing to be
    coupled to.
    """
    await repository.lock(session)
    found = await closing(session, month)
    if found is not None:
        return found
    plan = await plan_for_closing(session, month.start)
    if await scores.closing(session, month) is None:
        raise NotClosed(month=month)
    await _in_order(session, month)
    made = drafts(await gather(session, month=month, plan=plan, calendar=calendar))
    await repository.claim(
        session, month=str(month), at=at, by=principal.name, version=plan.version, plan=plan.document()
    )
    await _save(session, made)
    for draft in made:
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
    others = list(await repository.closed_plans(session))
    if others and max(others).next() != month:
        raise OutOfOrder(month=month, next_month=max(others).next())


async def _save(session: Session, made: Sequence[Draft]) -> None:
    await repository.save_statements(session, [_head(draft) for draft in made])
    lines = [
        {"statement_id": draft.id, "place": place, **line, "amount": draft.lines[place].amount}
        for draft in made
        for place, line in enumerate(draft.plain_lines)
    ]
    await repository.save_lines(session, lines)
    await inputs.save_snapshots(session, [_snapshot(draft) for draft in made])
    await repository.save_credits(session, ((draft.id, each) for draft in made for each in draft.credits.all))
    taken = [(adjustment, draft.id) for draft in made for adjustment in draft.adjustments]
    await inputs.take_adjustments(session, taken)


def _head(draft: Draft) -> dict[str, Any]:
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


def _snapshot(draft: Draft) -> dict[str, Any]:
    return {
        "statement_id": draft.id,
        "facts": facts_to_json(draft.facts),
        "measured": {name: plain(value) for name, value in draft.measured.items()},
        "lines_sha256": fingerprint(draft.plain_lines),
    }
