"""What a person says about themselves: the state chosen on the desk, and a longer wrap-up."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import (
    BREAK_NAMES,
    DECLARABLE,
    PHONE_TROUBLES,
    STATE_NAMES,
    UNEXPLAINED,
    CurrentState,
    State,
)
from callwright.flow.floor.decide.live import wish
from callwright.flow.floor.errors import (
    AlreadyExtended,
    PhoneUnhealthy,
    ReasonMissing,
    UndeclarableState,
    UnknownBreak,
)
from callwright.flow.floor.repository import live
from callwright.flow.floor.service.entering import enter, save, wrong_state
from callwright.flow.floor.service.trouble import trouble_of
from callwright.platform.db import Session
from callwright.rules.floor.values import floor_parameters


def allowed_states(current: CurrentState | None) -> tuple[State, ...]:
    """The states a person may choose now; during a call each is a wish for afterwards."""
    if current is None:
        return tuple(one for one in DECLARABLE if one is not State.OFFLINE)
    return tuple(one for one in DECLARABLE if one is not current.state or one is State.BREAK)


async def declare(
    session: Session,
    *,
    person_id: uuid.UUID,
    state: str,
    at: datetime,
    reason: str = "",
    campaign: str | None = None,
) -> CurrentState:
    """Take the state a person chose. During a call it is kept as a wish and follows the wrap-up.

    A break needs a kind as its reason (rest, personal, company; empty = rest). Raises UndeclarableState (422),
    UnknownBreak (422), PhoneUnhealthy (409) when READY is chosen with a phone in trouble.
    """
    chosen, why = _chosen(state, reason)
    present = await live.present_for_change(session, person_id, at)
    if present.on_call:
        wishing = wish(present, chosen, why)
        await save(session, wishing, present.version)
        return wishing
    if chosen is State.READY:
        phone = await trouble_of(session, person_id, at)
        if phone is not None:
            why_not = PHONE_TROUBLES[phone.trouble]
            raise PhoneUnhealthy(why=why_not.en, why_zh=why_not.zh)
    return await enter(session, person_id=person_id, state=chosen, at=at, reason=why, campaign=campaign)


async def extend_wrap_up(
    session: Session, *, person_id: uuid.UUID, reason: str, at: datetime
) -> CurrentState:
    """Prolong work after a call once, by the seconds of rules/floor, with a reason that the lead sees.

    Raises WrongState (409) outside a wrap-up, AlreadyExtended (409), ReasonMissing (422).
    """
    if not reason.strip():
        raise ReasonMissing
    present = await live.present_for_change(session, person_id, at)
    if present.state is not State.WRAP_UP or present.until is None:
        raise wrong_state(present)
    if present.extended:
        raise AlreadyExtended
    longer = timedelta(seconds=floor_parameters(at.date()).wrap_up_extension_seconds)
    after = replace(
        present,
        until=present.until + longer,
        extended=True,
        reason=reason.strip(),
        version=present.version + 1,
    )
    await save(session, after, present.version)
    return after


def _chosen(state: str, reason: str) -> tuple[State, str]:
    try:
        chosen = State(state)
    except ValueError:
        chosen = State.SHIFT
    if chosen not in DECLARABLE:
        allowed = "、".join(f"{one} {STATE_NAMES[one].zh}" for one in DECLARABLE)
        raise UndeclarableState(state=state, allowed=allowed)
    if chosen is not State.BREAK:
        return chosen, reason.strip()
    kinds = [kind for kind in BREAK_NAMES if kind != UNEXPLAINED]
    kind = reason.strip() or kinds[0]
    if kind not in kinds:
        raise UnknownBreak(kind=kind, allowed="、".join(f"{one} {BREAK_NAMES[one].zh}" for one in kinds))
    return chosen, kind
