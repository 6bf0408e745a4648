"""What the pacer answers: how many calls, why, and what it expects to happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from callwright.flow.calls.decide.pacing.reasons import REASONS
from callwright.kernel.text import Text


class PacingMode(StrEnum):
    """How a campaign may be dialed without a person confirming every dial (product §4.2)."""

    PROGRESSIVE = "progressive"  # one call per free agent: nobody can be abandoned for want of an agent
    PREDICTIVE = "predictive"  # calls ahead of free agents, within the budget of abandoned calls


@dataclass(frozen=True, slots=True)
class HorizonForecast:
    """What is expected within `seconds` from now.

    `answers`: customers who answer (of the calls in flight, those launched now included); `agents_free`: agents ready
    or becoming free in time for them; `risk`: probability that one more customer answering then would be abandoned.
    """

    seconds: float
    answers: float
    agents_free: float
    risk: float


@dataclass(frozen=True, slots=True)
class WindowNow:
    """How much of the budget is used: `share` = abandoned / answered, of at most `budget`, over the last `days`."""

    days: int
    answered: int
    abandoned: int
    budget: float

    @property
    def share(self) -> float:
        """Abandoned as a fraction of answered; 0 while nobody has answered."""
        return self.abandoned / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class Prediction:
    """The figures behind a decision; fractions of 1, seconds.

    `answer_rate`: share of dials a person answers, with `answer_rate_spread` its standard deviation. `risk` is the
    mean of the horizons' risks at the decided number of calls, `threshold` the most it may be. `windows` has one entry
    for every window of the budget (rolling days of the campaign, calendar day).
    """

    answer_rate: float
    answer_rate_spread: float
    risk: float
    threshold: float
    horizons: tuple[HorizonForecast, ...]
    windows: tuple[WindowNow, ...]


@dataclass(frozen=True, slots=True)
class PacingDecision:
    """`launch` calls may be dialed now. `code` names the reason for programs, `because` says it to people.

    `mode` is how this moment was paced: predictive, progressive, or None when nothing may be dialed at all.
    `details` fills the sentence.
    """

    launch: int
    code: str
    mode: PacingMode | None
    predicted: Prediction
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def because(self) -> Text:
        """The reason as a sentence with its figures."""
        return REASONS[self.code].format(**self.details)
