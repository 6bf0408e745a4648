"""The public pool (公海): claim one or many, return, how much is left today (product §3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads.contracts import ClaimReport, Lead, PoolStanding, RefusedClaim
from callwright.flow.leads.decide.claiming import PoolLead, why_not_claim
from callwright.flow.leads.errors import ClaimNothing, LeadBarred, LeadNotFound, LeadSuppressed, NotOwner
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads, ownership
from callwright.flow.leads.service.holding import hold_suppressed
from callwright.flow.leads.service.owning import give_up, own
from callwright.flow.leads.service.reading import lead, leads_by_id
from callwright.flow.lists import service as lists
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import CampaignState
from callwright.registers.campaigns.errors import CampaignNotRunning
from callwright.rules.leads.values import lead_parameters

MOST_AT_ONCE = 200


async def claim(
    session: Session, *, lead_id: UUID, person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> Lead:
    """Take a lead from the public pool; every claim counts for the company day, returned or not.

    Errors: LeadNotFound, LeadTaken, LeadBarred, LeadSuppressed, ClaimLimitReached, CapReached, CoolingDown,
    NotYetAvailable, CampaignNotRunning.
    """
    await ownership.lock_people(session, [person_id])
    row = await leads.lock_lead(session, lead_id)
    if row is None:
        raise LeadNotFound(lead_id=str(lead_id))
    problem = (await _take(session, [row], person_id, at, calendar)).get(lead_id)
    if problem is not None:
        raise problem
    return await lead(session, lead_id)


async def claim_many(
    session: Session,
    *,
    person_id: UUID,
    at: dt.datetime,
    calendar: CompanyCalendar,
    lead_ids: Sequence[UUID] | None = None,
    campaign: str | None = None,
    count: int | None = None,
) -> ClaimReport:
    """Take several leads: those named, or the `count` best fitting free ones of a campaign; one limit for all ways.

    Each lead is judged as by `claim`, in the order given; what cannot be taken is listed with its reason and the rest
    is taken. ClaimNothing (422) when nothing is asked for, or more than 200 at once.
    """
    asked = len(lead_ids) if lead_ids else count or 0
    if not 0 < asked <= MOST_AT_ONCE or (not lead_ids and campaign is None):
        raise ClaimNothing(most=MOST_AT_ONCE)
    await ownership.lock_people(session, [person_id])
    if lead_ids:
        order = {one: place for place, one in enumerate(lead_ids)}
        rows = sorted(await leads.lock_leads(session, lead_ids), key=lambda row: order[row.id])
    else:
        found = await campaigns.campaign(session, campaign or "")
        since = at - dt.timedelta(days=lead_parameters(calendar.day_of(at)).cooldown_days)
        cooling = await ownership.given_up_by(session, person_id, since=since)
        rows = await leads.lock_free(session, campaign_id=found.id, at=at, limit=count, without=cooling)
    problems: dict[UUID, CallwrightError] = {
        one: LeadNotFound(lead_id=str(one)) for one in set(lead_ids or ()) - {row.id for row in rows}
    }
    problems |= await _take(session, rows, person_id, at, calendar)
    taken = [row.id for row in rows if row.id not in problems]
    return ClaimReport(
        claimed=tuple(await leads_by_id(session, taken)),
        refused=tuple(RefusedClaim(one, error.code, error.sentence()) for one, error in problems.items()),
        standing=await pool_standing(session, person_id=person_id, at=at, calendar=calendar),
    )


async def _take(
    session: Session, rows: Sequence[LeadRow], person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> dict[UUID, CallwrightError]:
    """Own those of the locked rows that may be claimed; why not the others. The person is locked."""
    day = calendar.day_of(at)
    rules = lead_parameters(day)
    standing = await pool_standing(session, person_id=person_id, at=at, calendar=calendar)
    since = at - dt.timedelta(days=rules.cooldown_days)
    given_up = await ownership.given_up(session, [row.id for row in rows], since=since)
    running = {one.code for one in await campaigns.campaigns(session) if one.state is CampaignState.RUNNING}
    new = [row for row in rows if row.owner_id != person_id]
    free = [row for row in new if row.owner_id is None and row.state != "barred"]
    held = await hold_suppressed(session, free, at=at, for_person=person_id)
    claims, holding = standing.claims_today, standing.held
    problems: dict[UUID, CallwrightError] = {}
    taken: list[LeadRow] = []
    for row in new:
        facts = PoolLead(row.owner_id, row.state, row.available_from, given_up.get((row.id, person_id)))
        problem = why_not_claim(facts, claims_today=claims, held=holding, at=at, rules=rules)
        if row.id in held:
            problem = why_held(row, held[row.id].kind, held[row.id].until, final=held[row.id].final)
        elif problem is None and row.campaign_code not in running:
            problem = CampaignNotRunning(campaign=row.campaign_code)
        if problem is not None:
            problems[row.id] = problem
            continue
        claims, holding = claims + 1, holding + 1
        taken.append(row)
    await own(session, [(row, person_id, CLAIMED) for row in taken], act="claim", at=at, rules=rules)
    return problems


def why_held(row: LeadRow, kind: str, until: dt.datetime | None, *, final: bool) -> CallwrightError:
    """The error of a lead whose contact must not be called."""
    if final:
        return LeadBarred(lead_id=str(row.id))
    name = lists.kind_name(kind)
    return LeadSuppressed(
        lead_id=str(row.id),
        kind=kind,
        kind_zh=name.zh,
        kind_en=name.en,
        until=until.isoformat() if until else "–",
    )


async def pool_standing(
    session: Session, *, person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> PoolStanding:
    """How many leads a person claimed on the company day, holds, and may still take."""
    day = calendar.day_of(at)
    rules = lead_parameters(day)
    start, end = calendar.bounds(day)
    return PoolStanding(
        claims_today=await ownership.claims_between(session, person_id=person_id, start=start, end=end),
        claims_per_day=rules.claims_per_day,
        held=(await ownership.open_held(session, [person_id])).get(person_id, 0),
        owner_cap=rules.owner_cap,
    )


async def return_lead(
    session: Session, *, lead_id: UUID, person_id: UUID | None, at: dt.datetime, day: dt.date
) -> Lead:
    """Give a lead back to the pool; the owner may not claim it again before the cool-down ends.

    `person_id` is who returns it and must own it; None lets a lead of people (or the owner) do it.
    """
    row = await leads.lock_lead(session, lead_id)
    if row is None:
        raise LeadNotFound(lead_id=str(lead_id))
    if row.owner_id is None:
        return await lead(session, lead_id)
    if person_id is not None and row.owner_id != person_id:
        raise NotOwner
    await give_up(session, [row], act="return", why=RETURNED, at=at, rules=lead_parameters(day))
    return await lead(session, lead_id)


CLAIMED = Text(zh="从公海领取。", en="Claimed from the public pool.")
RETURNED = Text(zh="主动退回公海。", en="Returned to the public pool.")
