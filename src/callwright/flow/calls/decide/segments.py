"""Segments: numbers with the same place and type have the same rules, the same clock and much the same habits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from callwright.flow.calls.decide.permission import laws_for
from callwright.registers.contacts.contracts import Place
from callwright.rules.compliance.facts import CallFacts
from callwright.rules.compliance.judging import first_allowed
from callwright.rules.compliance.laws import Law, Settings

_CLOCK = frozenset({"hours", "rest", "closed_days", "country"})
PRIOR_DIALS, PRIOR_ANSWERS = 20.0, 4.0
"""What is believed of a segment before it was dialed: 4 answers in 20 dials."""


def segment_of(place: Place, number_type: str) -> str:
    """The segment of a number as one text."""
    return f"{place.key}#{number_type}"


@lru_cache(maxsize=10_000)
def place_in(segment: str) -> Place:
    """The place of a segment."""
    return Place.of_key(segment.rpartition("#")[0])


def zone_of(segment: str) -> ZoneInfo:
    """The zone whose clock parts of the day and hours are read on: the first of the place."""
    return ZoneInfo((place_in(segment).zones or ("UTC",))[0])


def opens_at(
    segment: str, at: datetime, *, on: date, settings: Settings, simulated: bool = False
) -> datetime | None:
    """The first moment from `at` on at which hours and days allow calls into a segment; None = never by waiting."""
    place = place_in(segment)
    facts = CallFacts(
        zones=tuple(map(ZoneInfo, place.zones)) or (ZoneInfo("UTC"),),
        at=at,
        automatic=False,
        business=True,
        caller_number=True,
        guaranteed_agent=True,
    )
    return first_allowed(_clock_laws(laws_for(place, on=on, settings=settings, simulated=simulated)), facts)


def _clock_laws(laws: Sequence[Law]) -> tuple[Law, ...]:
    return tuple(law for law in laws if law.kind in _CLOCK)


Counts = Mapping[tuple[str, int, int], tuple[int, int]]
"""(segment, hour at the called place, earlier attempts up to 2) → (dials, answers)."""


def answer_chance(counts: Counts, segment: str, at: datetime, attempts: int) -> float:
    """The posterior mean of an answer: segment × hour × freshness, the simplest estimate that was measured good."""
    hour = at.astimezone(zone_of(segment)).hour
    dials, answers = counts.get((segment, hour, min(attempts, 2)), (0, 0))
    return (answers + PRIOR_ANSWERS) / (dials + PRIOR_DIALS)


def worth(score: float, chance: float) -> float:
    """What a new lead is ordered by: the chance of an answer, times its fit to the target with room for unknown fit."""
    return chance * (0.25 + score)
