"""Closing a month of pay: once, from closed scores, for ever (product §9.6-9.10)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from callwright.flow.pay.contracts import ClosedPay
from callwright.flow.pay.errors import OutOfOrder
from callwright.flow.pay.events import StatementClosed
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.flow.pay.service.drafting import Draft, month_drafts
from callwright.flow.pay.service.plans import plan_for_closing
from callwright.flow.pay.service.reading import closing
from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import NotClosed
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.events import publish_all
from callwright.platform.garbage import garbage_rests
from callwright.rules.engine.explained import plain
from callwright.rules.pay.formulas.statements import earned_total, rule_versions, total
from callwright.rules.pay.snapshots import facts_to_json


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
    with garbage_rests():
        made = await month_drafts(session, month=month, plan=plan, calendar=calendar)
        await repository.claim(
            session, month=str(month), at=at, by=principal.name, version=plan.version, plan=plan.document()
        )
        await _save(session, made)
        events = [StatementClosed(draft.id, draft.person.id, str(month)) for draft in made]
        del made
    await publish_all(session, [(event, str(event.person_id)) for event in events])
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
    await repository.save_lines(session, (line for draft in made for line in _lines(draft)))
    await inputs.save_snapshots(session, map(_snapshot, made))
    await repository.save_credits(session, ((draft.id, each) for draft in made for each in draft.credits.all))
    taken = [(adjustment, draft.id) for draft in made for adjustment in draft.adjustments]
    await inputs.take_adjustments(session, taken)


def _lines(draft: Draft) -> Iterator[tuple[object, ...]]:
    """The lines in the order of `repository.LINE_COLUMNS`."""
    for place, (line, text) in enumerate(zip(draft.lines, draft.written, strict=True)):
        yield (draft.id, place, line.code, text.title, line.amount, text.reason, text.sources, line.corrects)


def _head(draft: Draft) -> dict[str, Any]:
    facts = draft.facts
    return {
        "id": draft.id,
        "month": str(facts.month),
        "person_id": draft.person.id,
        "kind": facts.kind,
        "grade": facts.grade,
        "currency": draft.plan.currency,
        "earned_total": earned_total(draft.lines),
        "paid_total": total(draft.lines),
        "commission_paid": not (facts.shut_share == 1 and "commission" in draft.plan.gate.applies_to),
        "scored": facts.score is not None
        or not any(line.code == "performance_bonus" for line in draft.lines),
        "rule_versions": list(rule_versions(draft.plan, facts)),
    }


def _snapshot(draft: Draft) -> tuple[object, ...]:
    """The snapshot in the order of `inputs.SNAPSHOT_COLUMNS`."""
    facts = json.dumps(facts_to_json(draft.facts), ensure_ascii=False)
    measured = json.dumps({name: plain(value) for name, value in draft.measured.items()})
    return draft.id, facts, measured, draft.fingerprint
