"""Laying out one person's day: shift, states and call phases become segments without gap or overlap."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from callwright.flow.floor.contracts import UNEXPLAINED, Cause, Overlap, Segment, State

# What wins where several claims cover the same second (product §4.3): talk, then the way to it, then the
# work after it, then what a person declared, then a bare log-in. Calls beat declarations: a machine saw
# them.
_PHASE_RANK = {State.TALKING: 0, State.DIALING: 1, State.RINGING: 1, State.HOLD: 2, State.WRAP_UP: 2}
_DECLARED_RANK, _LOGGED_IN_RANK = 3, 4

_CAUSES: dict[State | None, Cause | None] = {
    None: Cause.UNEXPLAINED,
    State.TALKING: None,
    State.MEAL: None,
    State.DIALING: Cause.DIALING,
    State.RINGING: Cause.RINGING,
    State.READY: Cause.WAITING,
    State.HOLD: Cause.WRAP_UP,
    State.WRAP_UP: Cause.WRAP_UP,
    State.BREAK: Cause.BREAK,
    State.MEETING: Cause.MEETING,
    State.TRAINING: Cause.TRAINING,
    State.LOOKING_UP: Cause.LOOKING_UP,
    State.WRONG_DATA: Cause.WRONG_DATA,
    State.NO_LEADS: Cause.NO_LEADS,
    State.PHONE_TROUBLE: Cause.PHONE_TROUBLE,
    State.LOGGED_IN: Cause.UNEXPLAINED,
    State.OFFLINE: Cause.UNEXPLAINED,
}


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time, end exclusive."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that says what the person did from start to end. `phase`: seen on a call; else declared."""

    state: State
    start: datetime
    end: datetime
    phase: bool
    source: str = ""
    source_id: str = ""
    reason: str = ""

    @property
    def rank(self) -> int:
        """Smaller wins."""
        if self.phase:
            return _PHASE_RANK.get(self.state, _DECLARED_RANK)
        return _LOGGED_IN_RANK if self.state is State.LOGGED_IN else _DECLARED_RANK

    @property
    def order(self) -> tuple[object, ...]:
        """A total order, so that the outcome does not depend on the order of the input."""
        return (self.rank, self.start, self.end, self.state, self.source, self.source_id, self.reason)


def lay_out(shift: Sequence[Span], claims: Iterable[Claim], window: Span) -> tuple[Segment, ...]:
    """Segments that cover exactly from the first to the last thing of the day (shift and claims in `window`).

    At every second the claim of the smallest rank wins (see above; ties: earlier start). Declared talk counts
    as talk only on a day without any call phase; beside call records it is a contradiction and stays
    unexplained.
    """
    inside = [
        claim
        for claim in claims
        if claim.start < window.end and claim.end > window.start and claim.start < claim.end
    ]
    inside = [claim for claim in inside if claim.state is not State.SHIFT]
    parts = sorted(part for part in shift if part.start < part.end)
    edges = [_clip(claim.start, window) for claim in inside] + [_clip(claim.end, window) for claim in inside]
    edges += [edge for part in parts for edge in (part.start, part.end)]
    if not edges:
        return ()
    calls_known = any(claim.phase for claim in inside)
    cuts = sorted(set(edges))
    pieces = [
        _segment(start, end, winner, parts, calls_known=calls_known)
        for start, end, winner in _winners(cuts, inside)
    ]
    return _joined(pieces)


def double_booked(claims: Iterable[Claim]) -> tuple[Overlap, ...]:
    """Where phases of two different calls of the person lie on top of each other; earlier call first."""
    phases = sorted(
        (claim for claim in claims if claim.phase and claim.start < claim.end),
        key=lambda claim: claim.order[1:],
    )
    found: list[Overlap] = []
    open_until: Claim | None = None
    for phase in phases:
        if open_until and phase.start < open_until.end and phase.source_id != open_until.source_id:
            overlap = Overlap(
                phase.start, min(phase.end, open_until.end), open_until.source_id, phase.source_id
            )
            last = found[-1] if found else None
            if last and (last.kept, last.clipped, last.end) == (overlap.kept, overlap.clipped, overlap.start):
                found[-1] = Overlap(last.start, overlap.end, last.kept, last.clipped)
            else:
                found.append(overlap)
        if open_until is None or phase.end > open_until.end:
            open_until = phase
    return tuple(found)


def _clip(moment: datetime, window: Span) -> datetime:
    return min(max(moment, window.start), window.end)


def _winners(cuts: list[datetime], claims: list[Claim]) -> Iterable[tuple[datetime, datetime, Claim | None]]:
    """Between each two neighbouring cuts, the claim that wins there (lazy heap, n log n)."""
    waiting = sorted(claims, key=lambda claim: claim.start, reverse=True)
    active: list[tuple[tuple[object, ...], int, Claim]] = []
    for index in range(len(cuts) - 1):
        start, end = cuts[index], cuts[index + 1]
        while waiting and waiting[-1].start <= start:
            claim = waiting.pop()
            heapq.heappush(active, (claim.order, len(waiting), claim))
        while active and active[0][2].end <= start:
            heapq.heappop(active)
        yield start, end, active[0][2] if active else None


def _segment(
    start: datetime, end: datetime, winner: Claim | None, parts: list[Span], *, calls_known: bool
) -> Segment:
    in_shift = any(part.start <= start and end <= part.end for part in parts)
    if winner is None:
        return Segment(start, end, None, Cause.UNEXPLAINED if in_shift else None, in_shift)
    cause = _CAUSES[winner.state]
    if winner.state is State.BREAK and winner.reason == UNEXPLAINED:
        cause = Cause.UNEXPLAINED
    if winner.state is State.TALKING and not winner.phase and calls_known:
        cause = Cause.UNEXPLAINED
    return Segment(
        start,
        end,
        winner.state,
        cause if in_shift else None,
        in_shift,
        winner.reason,
        winner.source,
        winner.source_id,
    )


def _joined(pieces: list[Segment]) -> tuple[Segment, ...]:
    joined: list[Segment] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and _kind(last) == _kind(piece):
            joined[-1] = Segment(last.start, piece.end, *_kind(last))
        else:
            joined.append(piece)
    return tuple(joined)


def _kind(piece: Segment) -> tuple[State | None, Cause | None, bool, str, str, str]:
    return (piece.state, piece.cause, piece.in_shift, piece.reason, piece.source, piece.source_id)
