"""A phone's health is part of its person's state (product §4.3, cause "phone trouble")."""

from __future__ import annotations

import uuid
from datetime import datetime

from callwright.flow.floor.contracts import PRACTICE, CurrentState, PhoneHealth, State
from callwright.flow.floor.decide.live import Wanted
from callwright.flow.floor.decide.phones import AT_THE_PHONE
from callwright.flow.floor.repository import live
from callwright.flow.floor.repository import phones as repository
from callwright.flow.floor.service.entering import apply, enter
from callwright.platform.db import Session
from callwright.rules.floor.values import floor_parameters

BY_PHONE = "phone"
"""The source of states that a phone's trouble brought about; only those end by themselves."""


async def follow_health(session: Session, health: PhoneHealth, at: datetime) -> None:
    """End READY when the phone is in trouble; come back when the phone alone had ended it."""
    seen = await live.presents(session, person_ids=[health.person_id])
    if not seen or not _concerned(seen[0], healthy=health.healthy):
        return
    present = await live.present_for_change(session, health.person_id, at)
    if not _concerned(present, healthy=health.healthy):
        return
    state = State.READY if health.healthy else State.PHONE_TROUBLE
    await apply(session, present, Wanted(state, at, health.trouble, BY_PHONE))


def _concerned(present: CurrentState, *, healthy: bool) -> bool:
    if healthy:
        return present.state is State.PHONE_TROUBLE and present.source == BY_PHONE
    return present.state in AT_THE_PHONE


async def trouble_of(session: Session, person_id: uuid.UUID, at: datetime) -> PhoneHealth | None:
    """The person's phone when it is claimed and in trouble; None when it is sound, or the person has none.

    Somebody without a phone of ours (a company's own phones, mobiles) is never in trouble here.
    """
    silent = floor_parameters(at.date()).phone_silent_seconds
    found = await repository.phones_of(session, person_ids=[person_id], at=at, silent_seconds=silent)
    if not found or found[0].healthy or (found[0].kind == "webrtc" and found[0].browser_id is None):
        return None
    return found[0]


async def end_practice(session: Session, *, person_id: uuid.UUID, call: str, at: datetime) -> None:
    """A practice call is over: the person's wish, else training goes on until they choose.

    Nobody is made READY by it: who has just practised reads what came of it first. Who left meanwhile is left alone.
    """
    present = await live.present_for_change(session, person_id, at)
    if not present.practising or present.source_id != call:
        return
    await finish(
        session, person_id=person_id, at=at, source="desk", otherwise=State.TRAINING, reason=PRACTICE
    )


async def finish(
    session: Session,
    *,
    person_id: uuid.UUID,
    at: datetime,
    source: str = "dialer",
    only_from: frozenset[State] | None = None,
    otherwise: State = State.READY,
    reason: str = "",
) -> CurrentState:
    """What follows a call or its wrap-up: the person's wish, else `otherwise` — phone trouble instead of READY.

    For the dialer after a dial that nobody answered, for the desk after the disposition, and for the clock.
    Raises WrongState (409) when the present state is not one of `only_from`.
    """
    present = await live.present_for_change(session, person_id, at)
    state, why, by = otherwise, reason, source
    if present.next_state is not None:
        state, why = present.next_state, present.next_reason
    if state is State.READY:
        phone = await trouble_of(session, person_id, at)
        if phone is not None:
            state, why, by = State.PHONE_TROUBLE, phone.trouble, BY_PHONE
    return await enter(
        session, person_id=person_id, state=state, at=at, reason=why, source=by, only_from=only_from
    )
