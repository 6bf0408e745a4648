"""Who is called next: callbacks first, then due retries, then new leads; leased, so that nobody else calls them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from callwright.flow.calls.contracts.callable import CallableLead
from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.retry import not_before
from callwright.flow.calls.decide.segments import answer_chance, opens_at, worth
from callwright.flow.calls.repository import callable as stored
from callwright.flow.calls.repository import plans
from callwright.flow.calls.repository.plans import LeadPlan
from callwright.flow.calls.service.permission import permission
from callwright.flow.calls.service.plan_rows import targets_of, tried_of
from callwright.flow.calls.service.retry import put_back
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.calling.values_retry import RetryRules, retry_rules

COMPANY = CompanyCalendar()
ROUNDS = 5
"""Picked leads may turn out barred or taken: so many times others are looked for."""
ANY_NUMBER = "+"
"""Stands for the caller number, which is chosen when the call is placed."""


async def next_leads(
    session: Session,
    *,
    campaign_code: str,
    limit: int,
    at: datetime,
    for_person: UUID | None,
    lease_seconds: int,
    mode: str = "preview",
    ready_people: Collection[UUID] = (),
    ask_law: bool = True,
    calendar: CompanyCalendar = COMPANY,
) -> list[CallableLead]:
    """Up to `limit` leads that may be called at `at` (UTC), leased for `lease_seconds` to `for_person` or the dialer.

    Order: due callbacks of `for_person` and `ready_people`; due retries; new leads by chance of an answer × fit
    (product §4.5). With a person: first its own leads, then those of nobody; without: only those of nobody.
    Whose list mix a leader softened gets well-fitting leads first and repeated tries last (product §7.3).
    Every lead was asked at the gate; what it bars is put back until the rule lets go. The dial itself asks again: who
    dials at once (`ask_law` False) need not ask twice and puts back what is barred then.
    """
    settings, simulated = await stored.settings(session), await stored.only_simulated(session)
    day = calendar.day_of(at)
    names = await stored.segments(session, campaign_code)
    values: dict[str, Any] = {
        "code": campaign_code,
        "at": at,
        "person": for_person,
        "eased": for_person is not None and for_person in await staff.easings(session, on=day),
        "people": sorted({*ready_people, *([for_person] if for_person else [])}),
        "segments": [
            one for one in names if opens_at(one, at, on=day, settings=settings, simulated=simulated) == at
        ],
    }
    ask = _Asked(campaign_code, mode, at, at + timedelta(seconds=lease_seconds), calendar, ask_law)
    taken: list[CallableLead] = []
    seen: set[UUID] = set()
    for _ in range(ROUNDS):
        picked = await _pick(session, values | {"without": list(seen), "limit": limit - len(taken)}, at)
        seen.update(row.lead_id for row, _ in picked)
        tried = {row.lead_id: row.attempts for row, _ in picked}
        held = (
            await stored.lease(session, tried, person=for_person, at=at, until=ask.until) if tried else set()
        )
        taken += await _checked(session, [pair for pair in picked if pair[0].lead_id in held], ask)
        if not picked or len(taken) >= limit:
            break
    return taken


@dataclass(frozen=True)
class _Asked:
    """What is asked for, for every lead alike."""

    campaign_code: str
    mode: str
    at: datetime
    until: datetime
    calendar: CompanyCalendar
    law: bool


async def _pick(session: Session, values: dict[str, Any], at: datetime) -> list[tuple[Any, str]]:
    """Rows to try with their reasons, best first, at most `limit`, each lead once."""
    limit = values["limit"]
    found: list[tuple[Any, str]] = []
    if values["people"]:
        found += [(row, "callback") for row in await stored.callbacks(session, values)]
    if values["person"] is not None and len(found) < limit:
        found += [(row, row.stage) for row in await stored.own(session, values)]
    for reason in ("new", "retry") if values["eased"] else ("retry", "new"):
        if len(found) >= limit:
            break
        rows = (
            await _best(session, values, at)
            if reason == "new"
            else _oldest(await stored.retries(session, values))
        )
        found += [(row, reason) for row in rows]
    once = {row.lead_id: (row, reason) for row, reason in reversed(found)}
    ordered = [pair for pair in found if once.pop(pair[0].lead_id, None)]
    return ordered[:limit]


def _oldest(rows: Sequence[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.next_callable_at, row.lead_id))


async def _best(session: Session, values: dict[str, Any], at: datetime) -> list[Any]:
    """New leads of all open segments by their worth at this hour."""
    rows = await stored.fresh(session, values)
    counts = await stored.answer_counts(session, {row.segment for row in rows})
    return sorted(
        rows,
        key=lambda row: (-worth(float(row.score), answer_chance(counts, row.segment, at, 0)), row.lead_id),
    )


async def _checked(session: Session, leased: Sequence[tuple[Any, str]], ask: _Asked) -> list[CallableLead]:
    """Those of the leased that quotas and the gate allow; the others are put back."""
    found: list[CallableLead] = []
    own = await plans.own_rules(session, [ask.campaign_code])
    rules = retry_rules(ask.calendar.day_of(ask.at), own.get(ask.campaign_code))
    again = [row.lead_id for row, reason in leased if reason == "retry"]
    retried = await plans.of_leads(session, again) if again else {}
    for row, reason in leased:
        planned = retried.get(row.lead_id)
        later = _by_quota(rules, planned, row.e164, ask.at) if planned is not None else None
        if later is not None:
            await plans.put_back(session, row.lead_id, next_at=later, barred_by="quota", at=ask.at)
            continue
        # A callback stays the first of its person's until it is made: barred, it would keep all others waiting.
        verdict = await _asked(session, row, ask) if ask.law or reason == "callback" else None
        if verdict is None or verdict.allowed:
            found.append(_lead(row, reason, ask))
        else:
            await put_back(session, lead_id=row.lead_id, verdict=verdict, at=ask.at, calendar=ask.calendar)
    return found


def _by_quota(rules: RetryRules, planned: LeadPlan, e164: str, at: datetime) -> datetime | None:
    """A later moment before which a quota keeps this retry back; None when it may be called."""
    target = next((one for one in targets_of(planned) if one.e164 == e164), None)
    return not_before(rules, target, tried_of(planned), at) if target else None


async def _asked(session: Session, row: Any, ask: _Asked) -> Verdict:
    return await permission(
        session,
        e164=row.e164,
        campaign_code=ask.campaign_code,
        mode=ask.mode,
        guaranteed_agent=row.owner_id is not None,
        caller_number=ANY_NUMBER,
        at=ask.at,
        calendar=ask.calendar,
        contact_id=row.contact_id,
        for_person=row.owner_id,
    )


def _lead(row: Any, reason: str, ask: _Asked) -> CallableLead:
    return CallableLead(
        lead_id=row.lead_id,
        contact_id=row.contact_id,
        campaign_code=ask.campaign_code,
        e164=row.e164,
        reason=reason,
        person_id=row.owner_id,
        attempts=row.attempts,
        score=float(row.score),
        leased_until=ask.until,
        task_id=row.task_id,
    )
