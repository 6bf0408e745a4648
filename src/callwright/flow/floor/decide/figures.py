"""Counting a laid-out day: work time, talk, lost minutes by cause (product §5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from callwright.flow.floor.contracts import Cause, PersonDay, Segment, State

# Rest that a shift allows is taken from the declared meal first, then from the longest empty or break
# stretches, then from waiting. What is left of it after that was worked through and is work time.
_REST_FROM = (Cause.BREAK, Cause.UNEXPLAINED)


def count_day(
    person_id: uuid.UUID,
    day: date,
    segments: Sequence[Segment],
    *,
    standard_work_seconds: int,
    rest_seconds: int,
    running: bool = False,
) -> PersonDay:
    """The figures of a day; work_seconds is always talk + the sum of the lost seconds.

    Rest not paid = what the shift is longer than the standard working time, at most `rest_seconds`: a shift
    09–18 with an hour of rest is 8 h of work, and so is 09–12 plus 13–18. On a day that is still `running`
    the meal so far is rest already.
    """
    inside = [segment for segment in segments if segment.in_shift]
    talk = sum(segment.seconds for segment in inside if is_talk(segment))
    lost = dict.fromkeys((str(cause) for cause in Cause), 0)
    for segment in inside:
        if segment.cause is not None:
            lost[segment.cause] += segment.seconds
    meal = sum(segment.seconds for segment in inside if segment.state is State.MEAL)
    shift_seconds = sum(segment.seconds for segment in inside)
    if running:
        standard_work_seconds = min(standard_work_seconds, shift_seconds - min(rest_seconds, meal))
    rest = max(0, min(rest_seconds, shift_seconds - standard_work_seconds))
    lost[Cause.BREAK] += max(0, meal - rest)
    _take_rest(lost, inside, max(0, rest - meal))
    return PersonDay(
        person_id=person_id,
        day=day,
        work_seconds=talk + sum(lost.values()),
        logged_in_seconds=None,
        talk_seconds=talk,
        lost=lost,
        outside_talk_seconds=sum(
            segment.seconds for segment in segments if is_talk(segment) and not segment.in_shift
        ),
    )


def is_talk(segment: Segment) -> bool:
    """Whether the segment is talk time: the person talks, and no call record contradicts it."""
    return segment.state is State.TALKING and segment.cause is None


def covered_seconds(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """Seconds covered by at least one of the spans (overlaps counted once)."""
    total, reached = 0.0, None
    for start, end in sorted(spans):
        begin = start if reached is None else max(start, reached)
        if end > begin:
            total += (end - begin).total_seconds()
            reached = end
    return int(total)


def _take_rest(lost: dict[str, int], inside: Sequence[Segment], rest: int) -> None:
    """Remove `rest` seconds from the longest stretches that can have been the rest, then from waiting."""
    stretches = sorted(
        (piece for piece in inside if piece.cause in _REST_FROM),
        key=lambda piece: (-piece.seconds, piece.start),
    )
    for piece in [*stretches, *(piece for piece in inside if piece.cause is Cause.WAITING)]:
        taken = min(rest, piece.seconds)
        lost[str(piece.cause)] -= taken
        rest -= taken
