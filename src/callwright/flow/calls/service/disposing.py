"""Recording the result of a call: the disposition (小结), and what follows from it at once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from callwright.flow.calls.contracts import FINAL_REFUSALS, LiveAttempt, Outcome
from callwright.flow.calls.errors import AlreadyDisposed, CallNotFound, PracticeStaysWithYou, WrongDisposition
from callwright.flow.calls.repository import live
from callwright.flow.calls.service.settling import record_outcome
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import TaskKind
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts

MACHINE_OUTCOMES = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.SWITCHED_OFF})
"""Outcomes the network decides; nobody can record them about a call that was answered."""

GOES_ON = frozenset({Outcome.CALLBACK, Outcome.INTERESTED, Outcome.ORDERED})
"""Results after which the person who talked goes on with the lead."""

_NEEDS_TIME = Text("请选择回电时间。", "choose when to call back.")
_IN_THE_PAST = Text("回电时间必须在将来。", "the time to call back lies in the past.")
_WAS_ANSWERED = Text("电话接通了。", "the call was answered.")


async def dispose(
    session: Session,
    attempt_id: uuid.UUID,
    *,
    person_id: uuid.UUID,
    outcome: Outcome,
    note: str,
    callback_at: datetime | None,
    at: datetime,
    calendar: CompanyCalendar,
) -> LiveAttempt:
    """Record the result of a call, running or over. The same result again changes nothing.

    A final refusal bars the number before this transaction's commit is over (product §2.5); a callback becomes a task
    of the person. Raises CallNotFound, AlreadyDisposed, WrongDisposition, PracticeStaysWithYou.
    """
    attempt = await live.find_for_change(session, attempt_id)
    if (
        attempt is None
        or person_id not in {attempt.person_id, attempt.closer_id}
        or attempt.joined_at is None
    ):
        raise CallNotFound
    if attempt.practice:
        raise PracticeStaysWithYou
    if attempt.disposed_at is not None:
        if attempt.outcome is outcome and attempt.note == note:
            return attempt
        raise AlreadyDisposed(outcome=str(attempt.outcome))
    _check(outcome, callback_at, at)
    disposed = replace(
        attempt,
        outcome=outcome,
        note=note,
        callback_at=callback_at,
        disposed_at=at,
        disposed_by=str(person_id),
    )
    after = await live.save(session, attempt, disposed)
    assert after is not None  # locked above
    if after.ended:
        await record_outcome(session, after, outcome, calendar=calendar)
    await _follow(session, after, person_id, at, calendar)
    return after


def _check(outcome: Outcome, callback_at: datetime | None, at: datetime) -> None:
    why = None
    if outcome in MACHINE_OUTCOMES:
        why = _WAS_ANSWERED
    elif outcome is Outcome.CALLBACK and callback_at is None:
        why = _NEEDS_TIME
    elif callback_at is not None and callback_at <= at:
        why = _IN_THE_PAST
    if why is not None:
        raise WrongDisposition(why=why.pick("zh"))


async def _follow(
    session: Session, attempt: LiveAttempt, person_id: uuid.UUID, at: datetime, calendar: CompanyCalendar
) -> None:
    """What a result sets going at once."""
    assert attempt.outcome is not None
    if attempt.outcome in FINAL_REFUSALS:
        source = f"calls:{attempt.id}"
        await contacts.refuse(session, e164=attempt.e164, reason=str(attempt.outcome), source=source, at=at)
        if attempt.contact_id is not None:
            await leads.bar_refused(session, contact_ids=[attempt.contact_id], at=at)
    if attempt.lead_id is None:
        return
    if attempt.outcome in GOES_ON:
        await leads.keep_after_talk(
            session, lead_id=attempt.lead_id, person_id=person_id, at=at, calendar=calendar
        )
    if attempt.callback_at is not None:
        await leads.add_task(
            session,
            lead_id=attempt.lead_id,
            kind=TaskKind.CALLBACK,
            due_at=attempt.callback_at,
            note=attempt.note,
            by=str(person_id),
            at=at,
            calendar=calendar,
        )
