"""What the clock ends: wrap-ups, the READY of a silent phone, people who are gone (product §4.3)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import GONE, UNEXPLAINED, Expiry, State
from callwright.flow.floor.decide.live import Wanted
from callwright.flow.floor.decide.phones import AT_THE_DESK, AT_THE_PHONE, SILENT
from callwright.flow.floor.repository import live
from callwright.flow.floor.repository import phones as repository
from callwright.flow.floor.service.entering import apply
from callwright.flow.floor.service.limits import wrap_up_rule
from callwright.flow.floor.service.phones import free_phone
from callwright.flow.floor.service.trouble import BY_PHONE, finish
from callwright.platform.db import Session
from callwright.platform.push import push
from callwright.rules.floor.values import floor_parameters

CLOCK = "clock"


async def expire(session: Session, at: datetime) -> Expiry:
    """End what is over at `at`. Each change counts from the moment it was due, however late the clock looks.

    Meant to run every second, in one process; two at once do no harm. It waits for nobody: who is being changed
    by somebody else is left for the next look, so it can take part in no deadlock.
    """
    rules = floor_parameters(at.date())
    silence = timedelta(seconds=rules.phone_silent_seconds)
    absence = timedelta(seconds=rules.phone_gone_seconds)
    gone = await _end_gone_people(session, at, silence, absence)
    silent = await _end_silent_phones(session, at, silence)
    wrap_ups = await _end_wrap_ups(session, at)
    over_long = await live.announce_over_long(session, at)
    if over_long:
        await push(session, "desk", person_ids=over_long)
        await push(session, "wallboard", permission="floor.board")
    return Expiry(wrap_ups, silent, gone, len(over_long))


async def _end_wrap_ups(session: Session, at: datetime) -> int:
    ended = 0
    for due in await live.presents(session, states=[State.WRAP_UP], due_by=at):
        present = await live.present_if_free(session, due.person_id)
        if present is None or present.state is not State.WRAP_UP:
            continue
        if present.until is None or present.until > at:
            continue
        rule = await wrap_up_rule(session, campaign=present.campaign, at=present.until)
        reason = UNEXPLAINED if rule.then is State.BREAK else ""
        await finish(
            session,
            person_id=due.person_id,
            at=present.until,
            source=CLOCK,
            otherwise=rule.then,
            reason=reason,
        )
        ended += 1
    return ended


async def _end_silent_phones(session: Session, at: datetime, silence: timedelta) -> int:
    """READY promises a phone; after `silence` without a report it is phone trouble, from that moment on."""
    ended = 0
    for person_id, last in await repository.silent_since(session, at - silence):
        ended += await _call_silent(session, person_id, last + silence)
    return ended


async def _end_gone_people(session: Session, at: datetime, silence: timedelta, absence: timedelta) -> int:
    """A page that said nothing for long is closed: its person is offline and the phone is free again."""
    gone = 0
    for person_id, last in await repository.silent_since(session, at - absence):
        if not await _both_free(session, person_id):
            continue
        if await free_phone(session, person_id=person_id, silent_since=at - absence) is not None:
            await _call_silent(session, person_id, last + silence)
            wanted = Wanted(State.OFFLINE, last + absence, GONE, CLOCK)
            gone += await _move(session, person_id, AT_THE_DESK, wanted)
    return gone


async def _both_free(session: Session, person_id: uuid.UUID) -> bool:
    """Whether nobody is changing the phone or the state of its person (who may never have had one)."""
    if not await repository.lock_if_free(session, person_id):
        return False
    seen = await live.presents(session, person_ids=[person_id])
    return not seen or await live.present_if_free(session, person_id) is not None


async def _call_silent(session: Session, person_id: uuid.UUID, since: datetime) -> bool:
    wanted = Wanted(State.PHONE_TROUBLE, since, SILENT, BY_PHONE)
    return await _move(session, person_id, AT_THE_PHONE, wanted)


async def _move(session: Session, person_id: uuid.UUID, only_from: frozenset[State], wanted: Wanted) -> bool:
    seen = await live.presents(session, person_ids=[person_id], states=only_from)
    if not seen:
        return False
    present = await live.present_if_free(session, person_id)
    if present is None or present.state not in only_from:
        return False
    return await apply(session, present, wanted) is not present
