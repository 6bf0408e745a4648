"""Which call a file belongs to, when its call record does not name it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from callwright.flow.calls.contracts import Attempt
from callwright.kernel.moments import read_moment

TOLERANCE = timedelta(seconds=120)

_MOMENT = re.compile(
    r"(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})[-_T .]?(\d{2})[-_.：:]?(\d{2})[-_.：:]?(\d{2})(?!\d)"
)
_EPOCH = re.compile(r"(?<!\d)(1[4-9]\d{8}|2[01]\d{8})(?:\.\d+|\d{3})?(?!\d)")
_TOKENS = re.compile(r"[^\w+]+|_+")


@dataclass(frozen=True)
class Clue:
    """What the name of a file tells: when the call began, whom it may have called, who may have called."""

    moment: datetime
    numbers: tuple[str, ...]
    people: tuple[uuid.UUID, ...]


def read_name(
    stem: str,
    zone: tzinfo,
    number_of: Callable[[str], str | None],
    person_of: Callable[[str], uuid.UUID | None],
) -> Clue | None:
    """The clue in a name such as `E001_13800138000_20261001-090000`; None without a time or a number."""
    found = _MOMENT.search(stem) or _EPOCH.search(stem)
    if found is None:
        return None
    try:
        moment = (
            read_moment("".join(found.groups()), zone)
            if found.re is _MOMENT
            else datetime.fromtimestamp(int(found[1]), UTC)
        )
    except ValueError:
        return None
    tokens = [token for token in _TOKENS.split(stem[: found.start()] + " " + stem[found.end() :]) if token]
    numbers = tuple(
        dict.fromkeys(number for token in tokens if len(token) >= 7 and (number := number_of(token)))
    )
    people = tuple(dict.fromkeys(person for token in tokens if (person := person_of(token))))
    return Clue(moment, numbers, people) if numbers else None


def nearest(clue: Clue, candidates: Sequence[Attempt], tolerance: timedelta = TOLERANCE) -> list[Attempt]:
    """The attempts that fit best: of the clue's number, of its agent when it names one, nearest in time.

    The time in a name is that of the dial or of the answer. More than one = equally near, cannot be told apart.
    """
    near: list[tuple[timedelta, Attempt]] = []
    for attempt in candidates:
        if attempt.e164 not in clue.numbers or (clue.people and attempt.person_id not in clue.people):
            continue
        distance = min(
            abs(moment - clue.moment) for moment in (attempt.started_at, attempt.answered_at) if moment
        )
        if distance <= tolerance:
            near.append((distance, attempt))
    best = min((distance for distance, _ in near), default=None)
    return [attempt for distance, attempt in near if distance == best]
