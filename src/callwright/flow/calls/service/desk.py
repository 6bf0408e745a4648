"""An agent's desk: what it shows, and the lead an agent may dial."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from callwright.flow.calls.contracts import AttemptState, LiveAttempt
from callwright.flow.calls.contracts.desk import (
    CardNumber,
    CardTask,
    Colleague,
    Desk,
    DeskCall,
    DeskCampaign,
    DeskPhone,
    LastCall,
    LeadCard,
    NextTask,
    PastCall,
    ScriptStep,
    TransferNow,
)
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.decide.script import said_to
from callwright.flow.calls.errors import DispositionMissing, NumberUnreadable
from callwright.flow.calls.repository import callable as stored
from callwright.flow.calls.repository import desk_reading, live
from callwright.flow.calls.service.callable import next_leads
from callwright.flow.calls.service.permission import permission
from callwright.flow.calls.service.retry import put_back
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import CurrentState, State
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import Lead, TaskState
from callwright.flow.leads.errors import LeadNotFound
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.phone import PhoneNumber
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import CampaignState, DialingMode
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber
from callwright.registers.staff import service as staff
from callwright.rules.practice.profiles import profile_named

PREVIEW_LEASE = timedelta(minutes=10)
"""How long a lead stays with the person who looks at it before dialing."""
LAST_CALL_SHOWN = timedelta(seconds=60)
"""How long the desk says what became of a call that reached nobody."""
ANY_NUMBER = "+"
SHOWN_CALLS = 10
NOTHING_LEFT = Text(
    "这个活动现在没有您可以拨打的线索：其余的归同事，或还没到可拨时间。“外呼设置”的“原因”里逐项说明。",
    "This campaign has no lead you may call now: the others are colleagues' or not due yet. Calling → Why counts them.",
)


async def desk(
    session: Session, *, person_id: uuid.UUID, browser_id: str, at: datetime, calendar: CompanyCalendar
) -> Desk:
    """The desk of a person as it is now."""
    person = await staff.person(session, person_id)
    present = (await floor.current(session, person_ids=[person_id])).get(person_id) or CurrentState(
        person_id, State.OFFLINE, at
    )
    call = await live.of_agent(session, person_id)
    waiting = next(iter(await live.undisposed(session, [person_id])), None)
    leased = None if call else await desk_reading.leased_lead(session, person_id, at)
    running = [one for one in await campaigns.campaigns(session) if one.state is CampaignState.RUNNING]
    return Desk(
        person_id=person_id,
        person=person.name,
        state=str(present.state),
        since=present.since,
        reason=present.reason,
        allowed_states=tuple(str(one) for one in floor.allowed_states(present)),
        wrap_up_until=present.until if present.state is State.WRAP_UP else None,
        phone=await _phone(session, person_id, browser_id, at),
        campaigns=tuple(DeskCampaign(one.code, one.name, str(one.dialing_mode)) for one in running),
        campaign=present.campaign or None,
        preview=await _card_of(session, person_id, leased, at, calendar) if leased else None,
        call=await _call(session, person_id, call, at, calendar) if call else None,
        pending_disposition=await _call(session, person_id, waiting, at, calendar) if waiting else None,
        next_task=await _next_task(session, person_id, at, calendar),
        colleagues=await _colleagues(session, person_id),
        simulated=await stored.only_simulated(session),
        last_call=None if call else await _last_call(session, person_id, at),
    )


async def _last_call(session: Session, person_id: uuid.UUID, at: datetime) -> LastCall | None:
    found = await desk_reading.last_unanswered(session, person_id, at - LAST_CALL_SHOWN)
    if found is None or found.ended_at is None:
        return None
    lead = next(iter(await leads.leads_by_id(session, [found.lead_id])), None) if found.lead_id else None
    return LastCall(
        PhoneNumber(found.e164).masked, lead.company if lead else "", found.ended_reason, found.ended_at
    )


async def preview_next(
    session: Session, *, person_id: uuid.UUID, campaign_code: str, at: datetime, calendar: CompanyCalendar
) -> uuid.UUID | None:
    """Lease the next lead of a campaign to a person; None when nothing may be called. DispositionMissing first."""
    if await live.undisposed(session, [person_id]):
        raise DispositionMissing
    found = await next_leads(
        session,
        campaign_code=campaign_code,
        limit=1,
        at=at,
        for_person=person_id,
        lease_seconds=int(PREVIEW_LEASE.total_seconds()),
        mode=str(DialingMode.PREVIEW),
        calendar=calendar,
    )
    return found[0].lead_id if found else None


async def skip(session: Session, *, person_id: uuid.UUID, lead_id: uuid.UUID, at: datetime) -> None:
    """Give the lead back that a person looked at and did not dial; LeadNotFound when it is not leased to it."""
    if await desk_reading.leased_lead(session, person_id, at) != lead_id:
        raise LeadNotFound(lead_id=str(lead_id))
    await put_back(session, lead_id=lead_id, verdict=None, at=at)


async def dialable(session: Session, *, person_id: uuid.UUID, lead_id: uuid.UUID, at: datetime) -> Lead:
    """A lead this person may dial: its own, or one leased to it. LeadNotFound otherwise, DispositionMissing first."""
    if await live.undisposed(session, [person_id]):
        raise DispositionMissing
    lead = await leads.lead(session, lead_id)
    if lead.owner_id != person_id and await desk_reading.leased_lead(session, person_id, at) != lead_id:
        raise LeadNotFound(lead_id=str(lead_id))
    return lead


async def written_number(session: Session, *, person_id: uuid.UUID, written: str) -> str:
    """A number typed by hand as E.164; NumberUnreadable, and DispositionMissing first."""
    if await live.undisposed(session, [person_id]):
        raise DispositionMissing
    found = read_number(written)
    if found is None:
        raise NumberUnreadable
    return found


async def node_of(session: Session, person_id: uuid.UUID | None) -> str:
    """The switch node a person works on."""
    return await desk_reading.node_of(session, person_id)


async def _phone(session: Session, person_id: uuid.UUID, browser_id: str, at: datetime) -> DeskPhone:
    known = (await floor.phones(session, person_ids=[person_id], at=at)).get(person_id)
    if known is None:
        return DeskPhone(
            "", claimed_by_this_browser=False, claimed_elsewhere=False, registered=False, kind="webrtc"
        )
    mine = known.browser_id is not None and known.browser_id == browser_id
    return DeskPhone(
        known.name,
        claimed_by_this_browser=mine,
        claimed_elsewhere=known.browser_id is not None and not mine,
        registered=known.registered,
        kind=known.kind,
    )


async def _colleagues(session: Session, person_id: uuid.UUID) -> tuple[Colleague, ...]:
    ready = await floor.current(session, states=[State.READY])
    people = {one.id: one for one in await staff.people(session)}
    return tuple(
        Colleague(one, people[one].name)
        for one in sorted(ready, key=str)
        if one != person_id and one in people
    )


async def _call(
    session: Session, person_id: uuid.UUID, call: LiveAttempt, at: datetime, calendar: CompanyCalendar
) -> DeskCall:
    card = await _card_of(session, person_id, call.lead_id, at, calendar) if call.lead_id else None
    transfer = None
    if call.transfer is not None:
        to = call.transfer.to_person_id
        name = (await staff.person(session, to)).name if to else PhoneNumber(call.transfer.to_number).masked
        transfer = TransferNow(call.transfer.kind, name)
    known = call.e164.startswith("+")
    return DeskCall(
        id=call.id,
        attempt_state=str(call.state),
        direction=str(call.direction),
        mode=str(call.mode),
        number=PhoneNumber(call.e164).masked if known else "",
        lead_id=call.lead_id,
        company=card.company if card else "",
        person=card.person if card else "",
        campaign=call.campaign_code,
        started_at=call.dialed_at or call.planned_at,
        answered_at=call.answered_at,
        talking_since=call.joined_at,
        muted=call.muted,
        held=call.state is AttemptState.HELD,
        recording=bool(call.recording) and call.joined_at is not None,
        resume_until=call.resume_until,
        ended_reason=call.ended_reason or None,
        transfer=transfer,
        lead=card,
        practice=_practised(call),
    )


def _practised(call: LiveAttempt) -> Text | None:
    """With whom a practice call practises; the code itself when the profile is not offered any more."""
    if not call.practice:
        return None
    profile = profile_named(call.practice)
    return profile.name if profile else Text(call.practice, call.practice)


async def _card_of(
    session: Session, person_id: uuid.UUID, lead_id: uuid.UUID, at: datetime, calendar: CompanyCalendar
) -> LeadCard | None:
    found = await leads.leads_by_id(session, [lead_id])
    if not found:
        return None
    lead = found[0]
    contact = (await contacts.standing(session, [lead.contact_id])).get(lead.contact_id)
    known = {one.code: one for one in await campaigns.campaigns(session)}
    script = known[lead.campaign_code].script if lead.campaign_code in known else ()
    return LeadCard(
        lead_id=lead.id,
        campaign=lead.campaign_code,
        company=lead.company,
        person=lead.person,
        region=lead.region,
        numbers=await _numbers(session, person_id, lead, contact.numbers if contact else (), at, calendar),
        score=lead.score,
        state=str(lead.state),
        fit_parts=lead.fit_parts,
        history=await _history(session, lead.contact_id),
        script=tuple(
            ScriptStep(one.step, one.title, said_to(one.text, company=lead.company, person=lead.person))
            for one in script
        ),
        tasks=await _tasks(session, lead, at, calendar),
    )


async def _numbers(
    session: Session,
    person_id: uuid.UUID,
    lead: Lead,
    numbers: Sequence[ContactNumber],
    at: datetime,
    calendar: CompanyCalendar,
) -> tuple[CardNumber, ...]:
    """Each number with the clock at its place and the law's word about it, for the person who would dial."""
    cards = []
    for index, number in enumerate(numbers):
        verdict = await permission(
            session,
            e164=number.e164,
            campaign_code=lead.campaign_code,
            mode=str(DialingMode.PREVIEW),
            guaranteed_agent=True,
            caller_number=ANY_NUMBER,
            at=at,
            calendar=calendar,
            contact_id=lead.contact_id,
            for_person=person_id,
        )
        place = contacts.place_of(number.e164, lead.region)
        cards.append(
            CardNumber(
                index=index,
                masked=PhoneNumber(number.e164).masked,
                type=str(number.type),
                region=number.region or "",
                local_time=at.astimezone(ZoneInfo(place.zones[0])).strftime("%H:%M") if place.zones else "",
                may_call=verdict.allowed,
                why_not=None if verdict.allowed else verdict.text,
            )
        )
    return tuple(cards)


async def _history(session: Session, contact_id: uuid.UUID) -> tuple[PastCall, ...]:
    family = (await contacts.families(session, [contact_id])).get(contact_id, frozenset({contact_id}))
    rows = await desk_reading.earlier(session, family, limit=SHOWN_CALLS)
    people = {one.id: one.name for one in await staff.people(session)} if rows else {}
    return tuple(
        PastCall(
            at=one.started_at,
            person=people.get(one.person_id, "") if one.person_id else "",
            outcome=one.outcome,
            note=note,
            talk_seconds=int((one.ended_at - one.answered_at).total_seconds()) if one.answered_at else 0,
        )
        for one, note in rows
    )


async def _tasks(
    session: Session, lead: Lead, at: datetime, calendar: CompanyCalendar
) -> tuple[CardTask, ...]:
    if lead.owner_id is None:
        return ()
    tasks, _ = await leads.tasks_page(
        session, visible_people=frozenset({lead.owner_id}), at=at, calendar=calendar, limit=200
    )
    return tuple(
        CardTask(one.id, str(one.kind), one.due_at, one.note) for one in tasks if one.lead_id == lead.id
    )


async def _next_task(
    session: Session, person_id: uuid.UUID, at: datetime, calendar: CompanyCalendar
) -> NextTask | None:
    tasks, _ = await leads.tasks_page(
        session,
        visible_people=frozenset({person_id}),
        at=at,
        calendar=calendar,
        states=(TaskState.OVERDUE, TaskState.TODAY),
        limit=1,
    )
    if not tasks:
        return None
    one = tasks[0]
    return NextTask(one.id, str(one.kind), one.due_at, one.note, company=one.company, lead_id=one.lead_id)
