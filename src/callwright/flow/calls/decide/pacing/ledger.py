"""How many calls were answered and abandoned on each day, and what the budget still allows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from callwright.flow.calls.decide.pacing.budget import Budget
from callwright.flow.calls.decide.pacing.decision import WindowNow


class AbandonmentLedger:
    """Answered and abandoned calls of one campaign by the company's calendar day."""

    def __init__(self, days: dict[date, tuple[int, int]] | None = None) -> None:
        self._days = dict(days or {})

    def answered(self, day: date) -> None:
        """A person answered."""
        answered, abandoned = self._days.get(day, (0, 0))
        self._days[day] = (answered + 1, abandoned)

    def abandoned(self, day: date) -> None:
        """An answered call was abandoned."""
        answered, abandoned = self._days.get(day, (0, 0))
        self._days[day] = (answered, abandoned + 1)

    def windows(self, budget: Budget, today: date) -> tuple[WindowNow, ...]:
        """Every window the budget speaks of, ending today; days before the longest are forgotten."""
        first = today - timedelta(days=budget.window_days - 1)
        self._days = {day: counts for day, counts in self._days.items() if day >= first}
        answered = sum(counts[0] for counts in self._days.values())
        abandoned = sum(counts[1] for counts in self._days.values())
        campaign = WindowNow(budget.window_days, answered, abandoned, budget.campaign)
        if budget.day is None:
            return (campaign,)
        return (campaign, WindowNow(1, *self._days.get(today, (0, 0)), budget.day))

    def to_json(self) -> dict[str, Any]:
        """Counts by day, to be kept."""
        return {day.isoformat(): list(counts) for day, counts in self._days.items()}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls({date.fromisoformat(day): (int(a), int(b)) for day, (a, b) in kept.items()})


def room(window: WindowNow) -> float:
    """Calls that may still be abandoned at once without breaking the window's budget; below 1 none may."""
    return window.budget * window.answered - window.abandoned


def least_room(windows: tuple[WindowNow, ...]) -> float:
    """The room of the tightest window."""
    return min(map(room, windows))
