"""What the pacer has to reach: ratio (talk + wrap-up) / logged-in time, by number of agents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Goal:
    """`ratios`: least ratio for so many agents, at most `share` of the answered calls abandoned."""

    name: str
    share: Decimal
    ratios: dict[int, float]
    polite_deferral: bool = False


GOALS = (
    Goal(
        "at most 3 % abandoned",
        Decimal("0.03"),
        {5: 0.75, 20: 0.87, 50: 0.925, 100: 0.95, 300: 0.98},
    ),
    Goal(
        "the same, wrap-ups politely interrupted",
        Decimal("0.03"),
        {5: 0.82, 20: 0.935, 50: 0.97, 100: 0.985},
        polite_deferral=True,
    ),
    Goal("at most 1 % abandoned", Decimal("0.01"), {5: 0.70, 20: 0.84, 100: 0.935}),
)

# The answer rate doubles: most abandoned calls, of those answered in the 15 minutes after it.
SHOCK_GOALS = {5: 0.06, 20: 0.05, 50: 0.04, 100: 0.03}

# CPU milliseconds of decisions for one second of campaign, at 1,000 agents and 5,000 lines.
DECISION_MILLISECONDS = 50.0
