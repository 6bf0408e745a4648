"""One person's day: shift, states, calls and the state that still lasts become a timeline and its figures."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from callwright.flow.floor.contracts import PHASES, CurrentState, State, Timeline
from callwright.flow.floor.decide.figures import count_day, covered_seconds
from callwright.flow.floor.decide.logbook import Logbook
from callwright.flow.floor.decide.shifts import StandardShift, frame_day
from callwright.flow.floor.decide.states import Interval
from callwright.flow.floor.decide.timeline import Claim, Span, double_booked, lay_out
from callwright.kernel.calendar import CompanyCalendar

PRESENCE = frozenset(State) - {State.SHIFT, State.OFFLINE}
"""States that show that the person was at work."""

FAR_OFF = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class PersonFacts:
    """What is known about one person in a stretch of time.

    `current` is the state that still lasts; it counts until `read_at`, when the facts were read.
    """

    shifts: Sequence[Span] = ()
    states: Logbook[Interval] = field(default_factory=lambda: Logbook(()))
    phases: Logbook[Claim] = field(default_factory=lambda: Logbook(()))
    current: CurrentState | None = None
    read_at: datetime = FAR_OFF


def lay_out_day(
    person_id: uuid.UUID,
    day: date,
    standard: StandardShift,
    facts: PersonFacts,
    calendar: CompanyCalendar,
    now: datetime | None = None,
) -> Timeline:
    """The day without gap or overlap; `figures` is None when the person was not present.

    With `now` the day runs until then: the rest of the shift is no lost time yet.
    """
    frame = frame_day(day, standard, facts.shifts, calendar)
    shift = _until(frame.shift, now)
    window = frame.window
    states = facts.states.touching(window.start, window.end)
    claims = facts.phases.touching(window.start, window.end)
    lasting = _lasting(facts, window)
    if lasting is not None and lasting.phase:
        claims.append(lasting)
    elif lasting is not None:
        states.append(_as_interval(person_id, lasting))
    claims += [_claim(one) for one in states]
    segments = lay_out(shift, _trimmed(claims, shift), window)
    figures = None
    if any(claim.phase or claim.state in PRESENCE for claim in claims):
        figures = count_day(
            person_id,
            day,
            segments,
            standard_work_seconds=standard.work_minutes * 60,
            rest_seconds=standard.rest_minutes * 60,
            running=shift != frame.shift,
        )
        figures = replace(figures, logged_in_seconds=_logged_in(states, claims, window))
    start, end = (segments[0].start, segments[-1].end) if segments else (window.start, window.start)
    return Timeline(person_id, day, start, end, segments, double_booked(claims), figures)


def _until(shift: tuple[Span, ...], now: datetime | None) -> tuple[Span, ...]:
    """The parts of the shift that are over."""
    if now is None or all(part.end <= now for part in shift):
        return shift
    return tuple(Span(part.start, min(part.end, now)) for part in shift if part.start < now)


def _lasting(facts: PersonFacts, window: Span) -> Claim | None:
    """The state that still lasts, up to when it was read."""
    current, end = facts.current, min(facts.read_at, window.end)
    if current is None or current.version == 0 or current.since >= end or end <= window.start:
        return None
    phase = current.state in PHASES
    return Claim(
        current.state,
        current.since,
        end,
        phase=phase,
        source="calls" if phase else "floor",
        source_id=current.source_id,
        reason="" if phase else current.reason,
    )


def _trimmed(claims: Sequence[Claim], shift: tuple[Span, ...]) -> list[Claim]:
    """Claims without the hours before and after the day in which somebody was merely offline."""
    seen = [claim for claim in claims if claim.state is not State.OFFLINE]
    edges = [(one.start, one.end) for one in seen] + [(part.start, part.end) for part in shift]
    if len(seen) == len(claims) or not edges:
        return seen
    first, last = min(start for start, _ in edges), max(end for _, end in edges)
    offline = (claim for claim in claims if claim.state is State.OFFLINE)
    return seen + [replace(one, start=max(one.start, first), end=min(one.end, last)) for one in offline]


def _claim(one: Interval) -> Claim:
    return Claim(
        one.state,
        one.start,
        one.end,
        phase=False,
        source="floor",
        source_id=str(one.id),
        reason=one.reason,
    )


def _as_interval(person_id: uuid.UUID, lasting: Claim) -> Interval:
    return Interval(
        person_id, person_id, lasting.state, lasting.start, lasting.end, lasting.reason, lived=True
    )


def _logged_in(states: list[Interval], claims: list[Claim], window: Span) -> int | None:
    """Seconds covered by declared states that mean "at work in the system"; None when none was declared.

    A desk's own states and calls follow each other, so where states were lived through, calls belong to it.
    """
    spans = [(one.start, one.end) for one in states if one.state in PRESENCE - {State.MEAL}]
    if any(one.lived for one in states):
        spans += [(claim.start, claim.end) for claim in claims if claim.phase]
    clipped = [(max(start, window.start), min(end, window.end)) for start, end in spans]
    return covered_seconds(clipped) if spans else None
