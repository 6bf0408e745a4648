"""Plans of leads after an attempt, and leads given back undialed (product §4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.retry import ABANDONED, Tried
from callwright.flow.calls.decide.segments import zone_of
from callwright.flow.calls.repository import plans
from callwright.flow.calls.repository.plans import LeadPlan
from callwright.flow.calls.service.plan_rows import renew, segment_in, tried_of
from callwright.flow.calls.service.planning import plan_leads
from callwright.flow.leads import service as leads
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.rules.calling.values_retry import RetryRules, retry_rules

COMPANY = CompanyCalendar()
CALLED_BACK = Text("已回电。", "Called back.")
BARRED_REST = timedelta(days=1)
"""A lead that no waiting lifts (no consent on record, not compared with a register) is looked at again after this."""


@dataclass(frozen=True, slots=True)
class Told:
    """An attempt at a lead that ended, or whose result was recorded; it began at `at`.

    `counts` False: the network did not bring the dial to the lead's phone, and it ended at `at`. That is no try, but
    the usual gap is kept: without it a number that its network never reaches would be dialed again at the end of
    every lease.
    """

    lead_id: UUID
    attempt_id: UUID
    e164: str
    outcome: str
    answered: bool
    abandoned: bool
    at: datetime
    callback_at: datetime | None = None
    counts: bool = True


async def plan_after(session: Session, told: Sequence[Told], *, calendar: CompanyCalendar) -> None:
    """Renew the plans of leads after attempts, and end their leases. Again = the newer outcome counts.

    Told at the end of an attempt and once more when the agent records a result, with the same `attempt_id`.
    """
    if not told:
        return
    rows = await _locked(session, told, calendar)
    own = await plans.own_rules(session, {row.campaign_code for row in rows.values()})
    counted: Counter[tuple[str, int, int, bool]] = Counter()
    for one in told:
        row = rows.get(one.lead_id)
        if row is None:
            continue
        rules = retry_rules(calendar.day_of(one.at), own.get(row.campaign_code))
        if one.counts:
            counted.update(_renewed(row, rules, one))
        elif row.next_callable_at is not None:
            gap = timedelta(minutes=rules.minimum_gap_minutes)
            row.next_callable_at, row.updated_at = max(row.next_callable_at, one.at + gap), one.at
    await plans.save(session, list(rows.values()))
    await plans.count_dials(session, counted)
    await _close_callbacks(session, [one for one in told if one.counts and one.answered], calendar)
    dead = sorted({one.e164 for one in told if one.counts and one.outcome == "invalid_number"})
    if dead:
        await contacts.mark_numbers_health(session, e164s=dead, health="bad")


def _renewed(row: LeadPlan, rules: RetryRules, one: Told) -> list[tuple[str, int, int, bool]]:
    """Renew a plan; what is counted of it: segment, hour, earlier attempts, answered."""
    known = tried_of(row)
    others = [tried for tried in known if tried.attempt_id != str(one.attempt_id)]
    new = len(others) == len(known)
    segment = segment_in(row, one.e164)
    tried = Tried(one.at, ABANDONED if one.abandoned else one.outcome, one.e164, str(one.attempt_id))
    in_order = sorted([*others, tried], key=lambda each: each.at)
    renew(row, rules, in_order, at=one.at, callback_at=one.callback_at)
    hour = one.at.astimezone(zone_of(segment)).hour
    return [(segment, hour, min(len(others), 2), one.answered)] if new else []


async def _locked(session: Session, told: Sequence[Told], calendar: CompanyCalendar) -> dict[UUID, LeadPlan]:
    """The plans of leads by lead, made now when there are none; not of those that are closed and were never planned."""
    wanted = {one.lead_id: one.at for one in told}
    rows = await plans.lock(session, sorted(wanted))
    unplanned = [
        lead_id
        for lead_id in wanted.keys() - rows.keys()
        if await plan_leads(
            session, campaign_code=None, at=wanted[lead_id], calendar=calendar, lead_id=lead_id
        )
    ]
    return rows | (await plans.lock(session, sorted(unplanned)) if unplanned else {})


async def _close_callbacks(session: Session, answered: Sequence[Told], calendar: CompanyCalendar) -> None:
    """Callbacks whose time had come are kept by an answered call."""
    for one in answered:
        for task_id in await plans.callbacks_due(session, one.lead_id, at=one.at):
            await leads.close_task(
                session, task_id=task_id, done=True, note=CALLED_BACK.zh, at=one.at, calendar=calendar
            )


async def put_back(
    session: Session,
    *,
    lead_id: UUID,
    verdict: Verdict | None,
    at: datetime,
    calendar: CompanyCalendar = COMPANY,
) -> None:
    """Give a leased lead back undialed: a barred one waits until the rule lets go, a skipped one (None) for a while."""
    if verdict is None:
        rest = timedelta(minutes=retry_rules(calendar.day_of(at)).skipped_minutes)
        await plans.put_back(session, lead_id, next_at=at + rest, barred_by="", at=at)
    elif verdict.allowed:
        await plans.put_back(session, lead_id, next_at=at, barred_by="", at=at)
    else:
        next_at = verdict.until or at + BARRED_REST
        await plans.put_back(session, lead_id, next_at=next_at, barred_by=verdict.rule, at=at)
