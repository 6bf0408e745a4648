"""What a pacer has learned: durations, the answer rate, the ledger, the accepted risk; all of it can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from callwright.flow.calls.decide.pacing.answer_rate import AnswerRate
from callwright.flow.calls.decide.pacing.budget import Budget
from callwright.flow.calls.decide.pacing.ledger import AbandonmentLedger, least_room
from callwright.flow.calls.decide.pacing.speed import LineSpeed
from callwright.flow.calls.decide.pacing.tables import Tables
from callwright.flow.calls.decide.pacing.threshold import Threshold
from callwright.rules.calling.values import PacingParameters


class Experience:
    """The memory of one campaign's pacer. `team` is the last known number of agents signed in."""

    def __init__(
        self,
        tables: Tables,
        rate: AnswerRate,
        ledger: AbandonmentLedger,
        threshold: Threshold,
        speed: LineSpeed,
        team: int = 0,
    ) -> None:
        self.tables = tables
        self.rate = rate
        self.ledger = ledger
        self.threshold = threshold
        self.speed = speed
        self.team = team

    @classmethod
    def fresh(cls, parameters: PacingParameters, budget: Budget) -> Self:
        """Nothing learned yet: the defaults of rules/calling."""
        return cls(
            Tables.default(parameters),
            AnswerRate.around(parameters.answer_rate),
            AbandonmentLedger(),
            Threshold.careful(budget.campaign),
            LineSpeed(),
        )

    @property
    def known_dials(self) -> int:
        """Dials whose end was learned, ever."""
        return self.tables.answer.learned + self.tables.unanswered.learned

    def answered(self, day: date, budget: Budget) -> None:
        """A person answered on this company day."""
        self.ledger.answered(day)
        self.rate.learn_answered()
        self._learn_room(day, budget)

    def abandoned(self, day: date, budget: Budget) -> None:
        """An answered call was abandoned on this company day."""
        self.ledger.abandoned(day)
        self._learn_room(day, budget)

    def _learn_room(self, day: date, budget: Budget) -> None:
        self.threshold.learn(least_room(self.ledger.windows(budget, day)), self.team)

    def to_json(self) -> dict[str, Any]:
        """Everything, to be kept."""
        return {
            "tables": self.tables.to_json(),
            "rate": self.rate.to_json(),
            "ledger": self.ledger.to_json(),
            "threshold": self.threshold.to_json(),
            "speed": self.speed.to_json(),
            "team": self.team,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(
            Tables.from_json(kept["tables"]),
            AnswerRate.from_json(kept["rate"]),
            AbandonmentLedger.from_json(kept["ledger"]),
            Threshold.from_json(kept["threshold"]),
            LineSpeed.from_json(kept["speed"]),
            int(kept["team"]),
        )
