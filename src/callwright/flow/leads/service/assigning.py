"""Dealing out leads that nobody owns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads import repository
from callwright.flow.leads.contracts import Assignment, AssignReport, LeadState, Method
from callwright.flow.leads.decide.assignment import FreeLead, Receiver, assign_leads
from callwright.flow.leads.errors import NobodyToAssign
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.service.refusals import bar_refused_of
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import CampaignState
from callwright.registers.campaigns.errors import CampaignNotRunning
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Grade, Person, Role
from callwright.rules.leads.values import LeadParameters, lead_parameters

_GRADES = list(Grade)


async def assign(
    session: Session,
    *,
    campaign: str,
    method: Method,
    at: dt.datetime,
    day: dt.date,
    people: Sequence[str] | None = None,
    limit: int | None = None,
    visible_people: frozenset[UUID] | None = None,
) -> AssignReport:
    """Give the free leads of a running campaign to people; each assignment keeps its explanation.

    `people` are employee numbers or names (default: all agents employed on `day` within the scope); `limit` is
    how many leads to deal at most. Refused contacts are barred on the way. Errors: CampaignNotRunning, NobodyToAssign.
    """
    found = await campaigns.campaign(session, campaign)
    if found.state is not CampaignState.RUNNING:
        raise CampaignNotRunning(campaign=campaign)
    rules = lead_parameters(day)
    chosen = await _chosen(session, people, day, visible_people)
    free = await repository.lock_free(session, campaign_id=found.id, at=at, limit=limit)
    barred = await bar_refused_of(session, free)
    open_leads = [row for row in free if row.id not in barred]
    receivers = await _receivers(session, chosen, rules)
    dealt = assign_leads(
        [_free_lead(row) for row in open_leads],
        receivers,
        method=method,
        at=at,
        after=await repository.last_receiver(session, campaign_id=found.id, act=str(method)),
    )
    await _write(session, dealt, open_leads, act=str(method), at=at, rules=rules)
    return _report(campaign, method, dealt, chosen, barred=len(barred), left=len(open_leads) - len(dealt))


async def _chosen(
    session: Session, references: Sequence[str] | None, day: dt.date, visible_people: frozenset[UUID] | None
) -> list[Person]:
    employed = await staff.people(session, visible_people=visible_people, on=day)
    if not references:
        agents = [one for one in employed if one.role is Role.AGENT]
        if not agents:
            raise NobodyToAssign(reason="没有在职的电销代表 / no agents employed")
        return agents
    resolver = await staff.resolver(session)
    by_id = {one.id: one for one in employed}
    chosen = []
    for reference in references:
        one = resolver.find(reference)
        if one is None:
            why = resolver.why_not(reference)
            raise NobodyToAssign(reason=f"{why.zh} {why.en}")
        if one.id not in by_id:
            raise NobodyToAssign(
                reason=f"{one.name} 不在职或不在您的范围内 / not employed or outside your scope"
            )
        chosen.append(by_id[one.id])
    return sorted({one.id: one for one in chosen}.values(), key=lambda one: one.employee_number)


async def _receivers(session: Session, chosen: Sequence[Person], rules: LeadParameters) -> list[Receiver]:
    held = await repository.open_held(session, [one.id for one in chosen])
    return [
        Receiver(
            id=one.id,
            name=one.name,
            held=held.get(one.id, 0),
            places=max(0, rules.owner_cap - held.get(one.id, 0)),
            market=one.market,
            grade=_GRADES.index(one.grade),
        )
        for one in chosen
    ]


def _free_lead(row: LeadRow) -> FreeLead:
    return FreeLead(row.id, row.region, row.score, row.previous_owner_id, row.cooldown_until)


async def _write(
    session: Session,
    dealt: Sequence[Assignment],
    rows: Sequence[LeadRow],
    *,
    act: str,
    at: dt.datetime,
    rules: LeadParameters,
) -> None:
    """Owner, protection and explanation on the lead, and one appended line of its history."""
    by_id = {row.id: row for row in rows}
    for given in dealt:
        row = by_id[given.lead_id]
        row.owner_id = given.person_id
        row.owned_since = at
        row.protected_until = at + dt.timedelta(days=rules.protection_days)
        row.explanation = given.explanation.to_json()
        if row.state == str(LeadState.NEW):
            row.state = str(LeadState.ASSIGNED)
    await session.flush()
    await repository.add_ownership(
        session,
        [
            {
                "lead_id": given.lead_id,
                "person_id": given.person_id,
                "act": act,
                "explanation": given.explanation.to_json(),
                "at": at,
            }
            for given in dealt
        ],
    )


def _report(
    campaign: str,
    method: Method,
    dealt: Sequence[Assignment],
    chosen: Sequence[Person],
    *,
    barred: int,
    left: int,
) -> AssignReport:
    counts = Counter(given.person_id for given in dealt)
    return AssignReport(
        campaign=campaign,
        method=method,
        assigned=len(dealt),
        by_person={one.employee_number: counts[one.id] for one in chosen},
        barred=barred,
        left=left,
        left_because=LEFT if left else None,
    )


LEFT = Text(
    zh="其余线索未分配：人员已达持有上限，或处于冷却期。",
    en="The other leads were left: everybody is at the cap or in a cool-down.",
)
