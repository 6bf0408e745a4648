"""Entering a state: the one way in which the present of a person changes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import structlog

from callwright.flow.floor.contracts import STATE_NAMES, CurrentState, State
from callwright.flow.floor.decide.live import Wanted, change
from callwright.flow.floor.errors import WrongState
from callwright.flow.floor.repository import live, rolled
from callwright.flow.floor.service.limits import ends_at
from callwright.kernel.clock import SystemClock
from callwright.platform.db import Session
from callwright.platform.push import Message, push_all

log = structlog.get_logger()

_NOTEWORTHY = timedelta(seconds=1)
_LONG_AGO = timedelta(hours=1)


async def enter(
    session: Session,
    *,
    person_id: uuid.UUID,
    state: State,
    at: datetime,
    reason: str = "",
    source: str = "desk",
    source_id: str = "",
    campaign: str | None = None,
    only_from: Collection[State] | None = None,
) -> CurrentState:
    """Put a person into a state; the one before ends at the same instant, in the caller's transaction.

    `at` is aware UTC; one before the present state's beginning is moved up to it (`late_ms` of the answer).
    `source_id` of a call state is the id its attempt has in `calls.attempt`; inside one call it may be left
    out. `campaign` None keeps what the person works for. A wrap-up gets its deadline here. The same state with
    the same reason, campaign and call again changes nothing, so events may be repeated. Raises WrongState (409)
    when the present state is not one of `only_from`. The row stays locked until the transaction ends: whoever
    changes several people in one transaction does it in the order of their ids.
    """
    present = await live.present_for_change(session, person_id, at)
    if only_from is not None and present.state not in only_from:
        raise wrong_state(present)
    works_for = present.campaign if campaign is None else campaign
    until = await ends_at(session, state, reason, works_for, at)
    wanted = Wanted(state, at.astimezone(UTC), reason, source, source_id, campaign, until)
    return await apply(session, present, wanted)


async def apply(session: Session, present: CurrentState, wanted: Wanted) -> CurrentState:
    """Carry out a change of a present that is locked by this transaction."""
    after, past = change(present, wanted)
    if after is present:
        return present
    if after.late_ms >= _NOTEWORTHY // timedelta(milliseconds=1):
        log.warning("state came late", state=str(after.state), source=after.source, late_ms=after.late_ms)
    if past is not None:
        await live.save_past(session, after.person_id, past)
    now = SystemClock().now()  # only tells whether days may have been counted meanwhile; it dates nothing
    if now - after.since > _LONG_AGO:
        await rolled.forget_days(session, [(after.person_id, after.since, now)])
    await save(session, after, present.version)
    return after


async def save(session: Session, after: CurrentState, seen: int) -> None:
    """Store a present and tell the screens it shows on."""
    if not await live.save_present(session, after, seen):
        raise RuntimeError("the present of a person changed while it was locked")
    own_desk = Message("desk", person_ids=frozenset({after.person_id}))
    await push_all(session, own_desk, Message("wallboard", permission="floor.board"))


async def sign_off(
    session: Session, *, person_id: uuid.UUID, at: datetime, reason: str = "", source: str = "desk"
) -> CurrentState:
    """Go offline. Raises WrongState (409) during a call: hang up first, or wish it for afterwards."""
    off_call = frozenset(State) - {State.DIALING, State.RINGING, State.TALKING, State.HOLD}
    return await enter(
        session,
        person_id=person_id,
        state=State.OFFLINE,
        at=at,
        reason=reason,
        source=source,
        only_from=off_call,
    )


def wrong_state(present: CurrentState) -> WrongState:
    """The refusal that names the state the person is in."""
    return WrongState(state=STATE_NAMES[present.state].en, state_zh=STATE_NAMES[present.state].zh)
