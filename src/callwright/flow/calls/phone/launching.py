"""Launching calls of running campaigns: the pacer says how many, the plan of leads whom, the law whether."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts import AttemptState
from callwright.flow.calls.contracts.callable import CallableLead
from callwright.flow.calls.contracts.live import CampaignDialing, Room
from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.decide.call_machine import BEFORE_ANSWER
from callwright.flow.calls.decide.pacing.decision import PacingMode
from callwright.flow.calls.decide.pacing.interrupting import WrapUp, deferrable, may_interrupt
from callwright.flow.calls.decide.pacing.situation import AgentNow, AgentState, Situation
from callwright.flow.calls.errors import AlreadyInACall, NoLineFree, NumberBarred
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.phone.ordering import dial, give
from callwright.flow.calls.phone.pacers import Pacers
from callwright.flow.calls.service.placing import Placed, Wish
from callwright.flow.floor.contracts import CurrentState, State
from callwright.flow.floor.errors import WrongState
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Session

log = structlog.get_logger()

LEASE_SECONDS = 30
ROUNDS = 3
"""How often others are taken at one tick for leads that the law bars."""
_STATES = {
    State.READY: AgentState.READY,
    State.TALKING: AgentState.TALKING,
    State.HOLD: AgentState.TALKING,
    State.WRAP_UP: AgentState.WRAP_UP,
}
_SIGNED_IN = frozenset(State) - {State.OFFLINE}


async def launch(
    node: Node, pacers: Pacers, dialing: CampaignDialing, people: Mapping[uuid.UUID, CurrentState]
) -> int:
    """Launch what the pacer of one campaign says; returns how many were really dialed."""
    code = dialing.campaign_code
    team = [one for one in people.values() if one.campaign == code and one.state in _SIGNED_IN]
    pacer = await pacers.of(dialing)
    now = node.now()
    seen = await _situation(node, dialing, team, now)
    decision = pacer.decide(seen)
    launched = 0
    if decision.launch:
        free = free_people(node, team)
        if decision.mode is PacingMode.PREDICTIVE:
            launched = await _launch_ahead(node, dialing, decision.launch, free)
        else:
            launched = await _launch_for(node, dialing, free[: decision.launch])
    await pacers.keep(code, decision, len(seen.dialing) + launched)
    return launched


def free_people(node: Node, team: Iterable[CurrentState]) -> list[CurrentState]:
    """Who can take a customer now, longest free first: READY, with the phone up, in no call."""
    free = [
        one
        for one in team
        if one.state is State.READY and node.leg_up(one.person_id) and node.call_of(one.person_id) is None
    ]
    return sorted(free, key=lambda one: (one.since, one.person_id))


def interruptible(
    node: Node, team: Iterable[CurrentState], now: datetime, *, after_seconds: float
) -> list[uuid.UUID]:
    """Who may be given a customer while writing up a call, the first choice first, in a campaign that allows it."""
    wrap_ups = [
        WrapUp(
            str(one.person_id),
            (now - one.since).total_seconds(),
            deferrable(campaign_allows=True, previous_wrap_up_interrupted=one.person_id in node.interrupted),
            leaving=_leaves(one),
        )
        for one in team
        if one.state is State.WRAP_UP and node.leg_up(one.person_id) and node.call_of(one.person_id) is None
    ]
    return [uuid.UUID(one) for one in may_interrupt(wrap_ups, after_seconds=after_seconds)]


async def _situation(
    node: Node, dialing: CampaignDialing, team: list[CurrentState], now: datetime
) -> Situation:
    async with node.transaction() as session:
        room = await service.room(session, node.name)
    return situation(node, dialing.campaign_code, team, now, room, polite_deferral=dialing.polite_deferral)


def situation(
    node: Node,
    code: str,
    team: list[CurrentState],
    now: datetime,
    room: Room,
    *,
    polite_deferral: bool = False,
) -> Situation:
    """A campaign as the pacer is told of it: who does what on this switch, which calls are on their way."""
    calls = [one for one in node.attempts.values() if one.campaign_code == code]
    return Situation.of(
        [_agent(node, one, now, polite_deferral=polite_deferral) for one in team],
        [
            (now - (one.dialed_at or one.planned_at)).total_seconds()
            for one in calls
            if one.state in BEFORE_ANSWER and one.person_id is None
        ],
        at=now,
        day=node.calendar.day_of(now),
        waiting=sum(one.state is AttemptState.WAITING for one in calls),
        lines_free=room.lines_free,
        calls_per_second=room.calls_per_second,
        switch_up=node.connected,
    )


def _agent(node: Node, one: CurrentState, now: datetime, *, polite_deferral: bool) -> AgentNow:
    """Who got a customer since the floor was read is not free any more: to dial for somebody busy is to abandon."""
    state, since = _STATES.get(one.state, AgentState.AWAY), one.since
    if state is AgentState.READY and node.call_of(one.person_id) is not None:
        state, since = AgentState.TALKING, now
    elif not node.works_here(one.person_id) or (
        state is AgentState.READY and node.leg_up(one.person_id) is None
    ):
        state = AgentState.AWAY  # without a phone, or at another switch, whose dialer counts this person
    defers = deferrable(
        campaign_allows=polite_deferral, previous_wrap_up_interrupted=one.person_id in node.interrupted
    )
    return AgentNow(state, max((now - since).total_seconds(), 0.0), deferrable=defers, leaving=_leaves(one))


def _leaves(one: CurrentState) -> bool:
    """Whether somebody takes no further customer after this one."""
    return one.next_state not in {None, State.READY}


async def _launch_ahead(node: Node, dialing: CampaignDialing, wanted: int, free: list[CurrentState]) -> int:
    """Predictive: whoever is free when a customer answers; a callback that is due goes to its own person."""
    return await _dial_leads(node, dialing, wanted, None, [one.person_id for one in free])


async def _launch_for(node: Node, dialing: CampaignDialing, people: list[CurrentState]) -> int:
    """Progressive: each call belongs to one free person, who waits for it; nobody can be abandoned."""
    launched = 0
    for one in people:
        launched += await _dial_leads(node, dialing, 1, one.person_id)
    return launched


async def _dial_leads(
    node: Node,
    dialing: CampaignDialing,
    wanted: int,
    person_id: uuid.UUID | None,
    ready_people: Sequence[uuid.UUID] = (),
) -> int:
    """Dial so many leads; for those the law bars at the last moment others are taken, a few times.

    Leads for whoever is free are taken, judged and written in one transaction; those of one person each in its own,
    as they change what the person does.
    """
    launched = 0
    for _ in range(ROUNDS):
        if not node.connected:
            break
        async with node.transaction() as session:
            leads = await service.next_leads(
                session,
                campaign_code=dialing.campaign_code,
                limit=wanted - launched,
                at=node.now(),
                for_person=person_id,
                lease_seconds=LEASE_SECONDS,
                mode=str(dialing.mode),
                ready_people=ready_people,
                ask_law=False,
                calendar=node.calendar,
            )
            mine = [
                (lead, person)
                for lead in leads
                if (person := person_id or (lead.person_id if lead.person_id in ready_people else None))
            ]
            personal = {lead.lead_id for lead, _ in mine}
            common = [lead for lead in leads if lead.lead_id not in personal]
            placed = await _place(session, node, dialing, common)
        launched += sum(_given(node, one) for one in placed)
        outcomes = [one.refusal for one in placed]
        for lead, person in mine:
            refusal = await _dial_for(node, dialing, lead, person)
            outcomes.append(refusal)
            launched += refusal is None
        if any(isinstance(one, NoLineFree | WrongState) for one in outcomes):
            break
        if not any(isinstance(one, NumberBarred) for one in outcomes):
            break
    return launched


async def _place(
    session: Session, node: Node, dialing: CampaignDialing, leads: Sequence[CallableLead]
) -> list[Placed]:
    """Write attempts for whoever is free; what the law bars is put back."""
    wishes = [_wish(node, dialing, lead, None) for lead in leads]
    placed = await service.place_many(session, wishes, at=node.now(), calendar=node.calendar)
    for lead, one in zip(leads, placed, strict=True):
        if isinstance(one.refusal, NumberBarred):
            await _put_back(session, node, lead, one.refusal)
    return placed


def _given(node: Node, one: Placed) -> bool:
    """Hand a committed attempt to the switch."""
    if one.attempt is None or one.order is None:
        if one.refusal is not None and not isinstance(one.refusal, NumberBarred):
            log.info("not dialed", code=one.refusal.code)
        return False
    give(node, one.attempt, one.order)
    return True


async def _dial_for(
    node: Node, dialing: CampaignDialing, lead: CallableLead, person_id: uuid.UUID
) -> CallwrightError | None:
    """Dial a lead for one person; the refusal when it is not dialed."""
    try:
        await dial(node, _wish(node, dialing, lead, person_id))
    except NumberBarred as refusal:
        async with node.transaction() as session:
            await _put_back(session, node, lead, refusal)
        return refusal
    except (AlreadyInACall, NoLineFree, WrongState) as refusal:
        log.info("not dialed", lead=str(lead.lead_id), code=refusal.code)
        return refusal
    return None


async def _put_back(session: Session, node: Node, lead: CallableLead, refusal: NumberBarred) -> None:
    verdict = Verdict(False, refusal.rule, refusal.reason, refusal.until)  # noqa: FBT003 - allowed
    await service.put_back(session, lead_id=lead.lead_id, verdict=verdict, at=node.now())


def _wish(node: Node, dialing: CampaignDialing, lead: CallableLead, person_id: uuid.UUID | None) -> Wish:
    return Wish(
        node=node.name,
        e164=lead.e164,
        campaign_code=dialing.campaign_code,
        mode=dialing.mode,
        lead_id=lead.lead_id,
        contact_id=lead.contact_id,
        person_id=person_id,
        early_media=dialing.early_media,
        detect_machine=dialing.detect_machines,
    )
