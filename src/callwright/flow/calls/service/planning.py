"""Plans of leads: made when a lead appears, brought up to date by what came from outside (product §4.5)."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.flow.calls.decide.retry import Target, Tried, plan
from callwright.flow.calls.decide.segments import zone_of
from callwright.flow.calls.repository import plans
from callwright.flow.calls.repository.plans import LeadPlan
from callwright.flow.calls.service.plan_rows import numbers_of, renew, stored_tried, tried_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact
from callwright.rules.calling.values_retry import RetryRules, retry_rules

PLANNED_AT_ONCE = 5_000


async def plan_leads(
    session: Session,
    *,
    campaign_code: str | None,
    at: datetime,
    calendar: CompanyCalendar,
    limit: int = PLANNED_AT_ONCE,
    lead_id: UUID | None = None,
) -> int:
    """Make plans for open leads that have none, up to `limit`; returns how many. Attempts known already count."""
    rows = await plans.unplanned(session, code=campaign_code, limit=limit, lead_id=lead_id)
    if not rows:
        return 0
    known = await contacts.standing(session, [row.contact_id for row in rows])
    history = await _history(session, rows)
    rules = await _rules(session, rows, at, calendar)
    await plans.add(
        session,
        [
            _first_plan(
                row,
                known.get(row.contact_id),
                history.get((row.contact_id, row.campaign_code), []),
                rules[row.campaign_code],
                at,
            )
            for row in rows
        ],
    )
    return len(rows)


async def renew_plans(
    session: Session, *, contact_ids: Collection[UUID], at: datetime, calendar: CompanyCalendar
) -> int:
    """Bring plans up to date with attempts another phone system made and numbers that came or went; returns how many.

    Merged contacts are one. A plan whose attempts and numbers are as they were stays as it is.
    """
    families = await contacts.families(session, list(contact_ids))
    everyone = sorted(set(contact_ids).union(*families.values()))
    rows = await plans.of_contacts(session, everyone)
    if not rows:
        return 0
    known = await contacts.standing(session, [row.contact_id for row in rows])
    attempts = await plans.attempts_of(session, everyone, {row.campaign_code for row in rows})
    rules = await _rules(session, rows, at, calendar)
    changed = []
    for row in rows:
        family = families.get(row.contact_id, frozenset({row.contact_id}))
        seen = [one for one in attempts if one.contact_id in family]
        tried = _with_those_of_others(row, seen)
        numbers = numbers_of(known.get(row.contact_id))
        if len(tried) == len(row.tried) and numbers == row.numbers:
            continue
        row.numbers = numbers
        renew(row, rules[row.campaign_code], tried, at=at, callback_at=None)
        changed.append(row)
    await plans.save(session, changed)
    return len(changed)


async def _rules(
    session: Session, rows: Sequence[Any], at: datetime, calendar: CompanyCalendar
) -> dict[str, RetryRules]:
    """The retry rules of every campaign of these leads."""
    codes = {row.campaign_code for row in rows}
    own = await plans.own_rules(session, codes)
    return {code: retry_rules(calendar.day_of(at), own.get(code)) for code in codes}


def _with_those_of_others(row: LeadPlan, attempts: Sequence[Any]) -> list[Tried]:
    """What the plan knows and what it does not know yet, oldest first."""
    tried = tried_of(row)
    known = {one.attempt_id for one in tried}
    tried += [
        Tried(one.started_at, one.outcome, one.e164, str(one.id))
        for one in attempts
        if one.campaign_code == row.campaign_code and str(one.id) not in known
    ]
    return sorted(tried, key=lambda one: one.at)


def _first_plan(
    row: Any, contact: Contact | None, tried: Sequence[Tried], rules: RetryRules, at: datetime
) -> tuple[object, ...]:
    """A new plan, in the order of `plans.COLUMNS`."""
    numbers = numbers_of(contact)
    targets = [Target(e164, zone_of(segment)) for e164, segment in numbers]
    planned = plan(rules, targets, tried, available_from=row.available_from)
    segment = next((one[1] for one in numbers if one[0] == planned.e164), "")
    return (
        row.lead_id,
        row.campaign_code,
        row.contact_id,
        planned.e164,
        segment,
        planned.stage,
        row.score or Decimal(0),
        len(tried),
        json.dumps(stored_tried(tried)),
        json.dumps(numbers),
        planned.next_callable_at,
        planned.done_because,
        at,
    )


async def _history(session: Session, rows: Sequence[Any]) -> dict[tuple[UUID, str], list[Tried]]:
    found: dict[tuple[UUID, str], list[Tried]] = {}
    attempts = await plans.attempts_of(
        session, {row.contact_id for row in rows}, {row.campaign_code for row in rows}
    )
    for one in attempts:
        tried = Tried(one.started_at, one.outcome, one.e164, str(one.id))
        found.setdefault((one.contact_id, one.campaign_code), []).append(tried)
    return found
