"""What a simulated day comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class DayFigures:
    """Counts and seconds of one day, or of several added up (`seconds` and `agent_seconds` then add up too)."""

    agents: int
    seconds: float
    agent_seconds: float = 0.0
    dials: int = 0
    answered: int = 0
    abandoned: int = 0
    connected: int = 0
    interrupted: int = 0
    talk: float = 0.0
    wrap_up: float = 0.0
    watched_answered: int = 0
    watched_abandoned: int = 0

    def __post_init__(self) -> None:
        self.agent_seconds = self.agent_seconds or self.agents * self.seconds

    @property
    def ratio(self) -> float:
        """(talk + wrap-up) / logged-in time: all agents are logged in all day."""
        return (self.talk + self.wrap_up) / self.agent_seconds

    @property
    def abandoned_share(self) -> float:
        """Abandoned / answered by a person."""
        return self.abandoned / self.answered if self.answered else 0.0

    @property
    def interrupted_share(self) -> float:
        """Talks that interrupted a wrap-up / all talks."""
        return self.interrupted / self.connected if self.connected else 0.0


def together(days: Iterable[DayFigures]) -> DayFigures:
    """Days added up."""
    found = list(days)
    total = DayFigures(found[0].agents, 0.0)
    total.agent_seconds = 0.0
    for name in DayFigures.__slots__:
        if name != "agents":
            setattr(total, name, sum(getattr(day, name) for day in found))
    return total
