"""Dealing out leads that nobody owns."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from callwright.flow.leads.contracts import Assignment, AssignReport, Method
from callwright.flow.leads.decide.assignment import FreeLead, Receiver, assign_leads
from callwright.flow.leads.errors import NobodyToAssign
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads, ownership
from callwright.flow.leads.service.holding import hold_suppressed
from callwright.flow.leads.service.owning import own
from callwright.flow.lists.contracts import Suppression
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
    how many leads to deal at most. Refused contacts are barred and suppressed ones held on
    the way. Errors: CampaignNotRunning, NobodyToAssign.
    """
    found = await campaigns.campaign(session, campaign)
    if found.state is not CampaignState.RUNNING:
        raise CampaignNotRunning(campaign=campaign)
    rules = lead_parameters(day)
    chosen = await _chosen(session, people, day, visible_people)
    await ownership.lock_people(session, [one.id for one in chosen])
    free = await leads.lock_free(session, campaign_id=found.id, at=at, limit=limit)
    held = await hold_suppressed(session, free, at=at)
    receivers = await _receivers(session, chosen, rules)
    dealt = assign_leads(
        await _free_leads(session, free, held, at=at, rules=rules),
        receivers,
        method=method,
        after=await ownership.last_receiver(session, campaign_id=found.id, act=str(method)),
    )
    by_id = {row.id: row for row in free}
    given = [(by_id[one.lead_id], one.person_id, one.explanation) for one in dealt]
    await own(session, given, act=str(method), at=at, rules=rules)
    barred = sum(one.final for one in held.values())
    report = _report(campaign, method, dealt, chosen, barred=barred, left=len(free) - barred - len(dealt))
    return replace(report, held=len(held.keys() - {one.lead_id for one in dealt}) - barred)


async def _chosen(
    session: Session, references: Sequence[str] | None, day: dt.date, visible_people: frozenset[UUID] | None
) -> list[Person]:
    employed = await staff.people(session, visible_people=visible_people, on=day)
    if not references:
        outside = {one.id for one in await staff.partners(session)}
        agents = [one for one in employed if one.role is Role.AGENT and one.department_id not in outside]
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
    held = await ownership.open_held(session, [one.id for one in chosen])
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


async def _free_leads(
    session: Session,
    free: Sequence[LeadRow],
    held: Mapping[UUID, Suppression],
    *,
    at: dt.datetime,
    rules: LeadParameters,
) -> list[FreeLead]:
    """The leads that may be dealt; one protected for a person elsewhere may go to that person only."""
    since = at - dt.timedelta(days=rules.cooldown_days)
    cooling: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for lead_id, person_id in await ownership.given_up(session, [row.id for row in free], since=since):
        cooling[lead_id].add(person_id)
    found = []
    for row in free:
        why = held.get(row.id)
        if why is None or why.kind == "protected":
            mine = why.person_id if why else None
            found.append(FreeLead(row.id, row.region, row.score, frozenset(cooling[row.id]), mine))
    return found


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
    zh="其余线索未分配：人员已达持有上限、处于冷却期，或客户目前不能联系。",
    en="The other leads were left: everybody is at the cap, in a cool-down, or they must not be called now.",
)
