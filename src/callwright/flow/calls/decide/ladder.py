"""The ladder: dials → connected → effective → interested → ordered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from callwright.flow.calls.contracts import EFFECTIVE_OUTCOMES, LadderStep, Outcome, PersonActivity

STEPS = ("dials", "connected", "effective", "interested", "ordered")


def is_effective(outcome: Outcome, talk_seconds: int, *, answered: bool, minimum_talk_seconds: int) -> bool:
    """An answered call of at least the minimum talk with an outcome marked effective (product §1)."""
    return answered and talk_seconds >= minimum_talk_seconds and outcome in EFFECTIVE_OUTCOMES


def ladder_of(activities: Iterable[PersonActivity]) -> tuple[LadderStep, ...]:
    """The steps of everybody together, each with its share of the step before."""
    found = list(activities)
    counts = [sum(getattr(activity, step) for activity in found) for step in STEPS]
    rates = [
        None,
        *(after / before if before else None for before, after in pairwise(counts)),
    ]
    return tuple(
        LadderStep(name, count, rate) for name, count, rate in zip(STEPS, counts, rates, strict=True)
    )
