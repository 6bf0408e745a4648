"""The end of an attempt: from the dialer's ledger into `calls.attempt`, where every figure reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from callwright.flow.calls.contracts import (
    DEFAULT_EFFECTIVE_TALK_SECONDS,
    EFFECTIVE_OUTCOMES,
    Attempt,
    EndedReason,
    LiveAttempt,
    Outcome,
)
from callwright.flow.calls.contracts.live import OWN_SYSTEM
from callwright.flow.calls.decide.hangup_causes import automatic_outcome, reached_nobody
from callwright.flow.calls.decide.ladder import is_effective
from callwright.flow.calls.events import CallEnded, PracticeEnded
from callwright.flow.calls.repository import settled
from callwright.flow.calls.service.retry import Told, plan_after
from callwright.flow.calls.service.telling import tell_leads_and_lists
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.campaigns import service as campaigns


async def settle(session: Session, attempts: Sequence[LiveAttempt], *, calendar: CompanyCalendar) -> None:
    """Write ended attempts into `calls.attempt`; what was never dialed is no attempt. Again = nothing new.

    Practice calls are written nowhere: no figure, no plan and no list may hear of them.
    """
    for attempt in attempts:
        if attempt.practice and attempt.joined_at is not None:
            await publish(session, PracticeEnded(attempt.id), subject=str(attempt.id))
    rows: list[Attempt] = []
    told: list[Told] = []
    events: list[tuple[LiveAttempt, CallEnded]] = []
    for attempt in attempts:
        if attempt.practice or attempt.ended_reason == EndedReason.NOT_DIALED or attempt.ended_at is None:
            continue
        outcome = attempt.outcome or automatic_outcome(
            EndedReason(attempt.ended_reason), answered=attempt.answered_at is not None
        )
        found = _settled(attempt, outcome)
        rows.append(replace(found, effective=await _effective(session, found)))
        told += _told(attempt, outcome)
        if attempt.answered_at is not None:
            events.append((attempt, CallEnded(found.id, attempt.id, found.recording_name)))
    if rows:
        await settled.settle(session, rows)
    await plan_after(session, told, calendar=calendar)
    for attempt, event in events:
        await publish(session, event, subject=str(attempt.lead_id or attempt.id))


async def record_outcome(
    session: Session, attempt: LiveAttempt, outcome: Outcome, *, calendar: CompanyCalendar
) -> None:
    """The agent's result of an attempt that is settled."""
    found = _settled(attempt, outcome)
    effective = await _effective(session, found)
    await settled.set_outcome(session, found.id, outcome=outcome, effective=effective)
    await settled.mark_told(session, [attempt.id], None)
    await plan_after(session, _told(attempt, outcome), calendar=calendar)


async def tell_settled(
    session: Session, *, now: datetime, calendar: CompanyCalendar, limit: int = 500
) -> int:
    """Tell leads and lists of attempts they have not heard of (product §2.7, §3); returns how many."""
    waiting = await settled.untold(session, limit=limit)
    contact_ids = {contact_id for _, contact_id in waiting if contact_id is not None}
    await tell_leads_and_lists(session, contact_ids=contact_ids, now=now, calendar=calendar)
    await settled.mark_told(session, [one for one, _ in waiting], now)
    return len(waiting)


def _told(attempt: LiveAttempt, outcome: Outcome) -> list[Told]:
    """What the plan of its lead, if any, has to know. What never reached a phone does not count as a try."""
    if attempt.lead_id is None:
        return []
    unreached = reached_nobody(attempt.ended_reason, rang=attempt.ringing_at is not None)
    began = attempt.dialed_at or attempt.planned_at
    return [
        Told(
            lead_id=attempt.lead_id,
            attempt_id=attempt.settled_id,
            e164=attempt.e164,
            outcome=str(outcome),
            answered=attempt.answered_at is not None,
            abandoned=attempt.abandoned,
            at=(attempt.ended_at or attempt.planned_at) if unreached else began,
            callback_at=attempt.callback_at,
            counts=not unreached,
        )
    ]


def _settled(attempt: LiveAttempt, outcome: Outcome) -> Attempt:
    """Talk is on the agent's own leg (product §1); without an agent it is the customer's time on the line."""
    assert attempt.ended_at is not None
    answered = attempt.joined_at or attempt.answered_at
    started = _whole(attempt.dialed_at or attempt.planned_at)
    ended = _whole((attempt.agent_left_at if attempt.joined_at else None) or attempt.ended_at)
    return Attempt(
        id=attempt.settled_id,
        person_id=attempt.person_id,
        e164=attempt.e164,
        contact_id=attempt.contact_id,
        campaign_code=attempt.campaign_code,
        direction=attempt.direction,
        started_at=started,
        answered_at=max(_whole(answered), started) if answered else None,
        ended_at=max(ended, _whole(answered) if answered else ended, started),
        outcome=outcome,
        raw_outcome=attempt.ended_reason,
        recording_name=attempt.recording if attempt.answered_at else "",
        system=OWN_SYSTEM,
        record_id=str(attempt.id),
        effective=False,
    )


async def _effective(session: Session, found: Attempt) -> bool:
    if found.outcome not in EFFECTIVE_OUTCOMES:
        return False
    minimum = DEFAULT_EFFECTIVE_TALK_SECONDS
    if found.campaign_code:
        known = {one.code: one for one in await campaigns.campaigns(session)}.get(found.campaign_code)
        minimum = known.minimum_effective_talk_seconds if known else minimum
    return is_effective(
        found.outcome,
        found.talk_seconds,
        answered=found.answered_at is not None,
        minimum_talk_seconds=minimum,
    )


def _whole(moment: datetime) -> datetime:
    """Attempts are kept in whole seconds."""
    return moment.replace(microsecond=0)
