"""What a change of state does: the next present, and the piece of the past it closes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import LAYERS, PHASES, CurrentState, State

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The state asked for, and the moment it began according to whoever saw it.

    `campaign` None keeps the campaign the person works for.
    """

    state: State
    at: datetime
    reason: str = ""
    source: str = "desk"
    source_id: str = ""
    campaign: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A state that is over: start inclusive, end exclusive, never empty."""

    state: State
    start: datetime
    end: datetime
    reason: str
    source: str
    source_id: str


def change(present: CurrentState, wanted: Wanted) -> tuple[CurrentState, Past | None]:
    """The present after the change, and what becomes past at the same instant (None: no time went by).

    Every past piece ends where the next begins, so a life has no gap and no overlap. An event earlier than the
    present state is moved to its beginning and noted in `late_ms`. The same state again changes nothing.
    """
    if wanted.state in LAYERS:
        raise ValueError(f"{wanted.state} is no state of a moment")
    after = _next(present, wanted)
    if _kind(after) == _kind(present):
        return present, None
    past = None
    if after.since > present.since and present.version:
        past = Past(
            present.state, present.since, after.since, present.reason, present.source, present.source_id
        )
    return after, past


def _next(present: CurrentState, wanted: Wanted) -> CurrentState:
    since = max(wanted.at, present.since) if present.version else wanted.at
    campaign = present.campaign if wanted.campaign is None else wanted.campaign
    source_id = wanted.source_id
    if not source_id and {wanted.state, present.state} <= PHASES:
        source_id = present.source_id
    keeps_wish = wanted.state in PHASES
    return CurrentState(
        person_id=present.person_id,
        state=wanted.state,
        since=since,
        reason=wanted.reason,
        campaign="" if wanted.state is State.OFFLINE else campaign,
        source=wanted.source,
        source_id=source_id,
        until=None if wanted.until is None else wanted.until + (since - wanted.at),
        next_state=present.next_state if keeps_wish else None,
        next_reason=present.next_reason if keeps_wish else "",
        late_ms=(since - wanted.at) // _MILLISECOND,
        version=present.version + 1,
    )


def _kind(one: CurrentState) -> tuple[object, ...]:
    """What makes a state another one; who set it and when does not."""
    return (one.version > 0, one.state, one.reason, one.campaign, one.source_id)


def wish(present: CurrentState, state: State, reason: str) -> CurrentState:
    """The same present with what the person wishes to do after the call; READY is no wish but the rule.

    After a practice call the rule is to stay in training, so READY is a wish there.
    """
    ready = state is State.READY and not present.practising
    return replace(
        present,
        next_state=None if ready else state,
        next_reason="" if ready else reason,
        version=present.version + 1,
    )
