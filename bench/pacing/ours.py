"""Callwright's own pacer in the simulation: the very class that drives the dialer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Self

import numpy as np
from bench.pacing.floor import TALKING, WRAP_UP, Floor

from callwright.flow.calls.decide.pacing.budget import Budget
from callwright.flow.calls.decide.pacing.decision import PacingMode
from callwright.flow.calls.decide.pacing.pacer import Pacer
from callwright.flow.calls.decide.pacing.situation import Situation
from callwright.rules.calling.values import PacingParameters, pacing_parameters

FIRST_DAY = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


class Ours:
    """One campaign over several days: what was learned is kept from day to day."""

    def __init__(
        self, share: Decimal, *, strict_day: bool = False, parameters: PacingParameters | None = None
    ) -> None:
        limit = float(share)
        self.budget = Budget(limit, 30, limit if strict_day else None, 2.0)
        self.parameters = parameters or pacing_parameters(FIRST_DAY.date())
        self.pacer = Pacer.fresh(mode=PacingMode.PREDICTIVE, budget=self.budget, parameters=self.parameters)
        self.codes: dict[str, int] = {}
        self.begin_day(0)

    @classmethod
    def knowing(cls, share: Decimal, known: dict[str, Any]) -> Self:
        """A campaign with what another had learned (`Pacer.to_json`)."""
        one = cls(share)
        one.pacer = Pacer.from_json(
            known, mode=PacingMode.PREDICTIVE, budget=one.budget, parameters=one.parameters
        )
        return one

    def begin_day(self, number: int) -> None:
        """The campaign's day `number` begins at nine."""
        self._start = FIRST_DAY + timedelta(days=number)
        self._day = self._start.date()

    def launch(self, moment: float, floor: Floor) -> int:
        """Asks the pacer and counts its reasons."""
        decision = self.pacer.decide(self._situation(moment, floor))
        self.codes[decision.code] = self.codes.get(decision.code, 0) + 1
        return decision.launch

    def _situation(self, moment: float, floor: Floor) -> Situation:
        ages = moment - floor.since
        talking, wrapping = floor.state == TALKING, floor.state == WRAP_UP
        calm = floor.calm if floor.deferral else np.zeros_like(floor.calm)
        flying = floor.flying[: floor.highest]
        return Situation(
            at=self._start + timedelta(seconds=moment),
            day=self._day,
            team=floor.world.agents,
            ready=floor.ready,
            waiting=floor.waiting,
            lines_free=floor.world.lines - floor.in_flight,
            talking=ages[talking & ~calm],
            talking_deferrable=ages[talking & calm],
            wrapping=ages[wrapping & ~calm],
            wrapping_deferrable=ages[wrapping & calm],
            dialing=moment - floor.launched[: floor.highest][flying],
        )

    def dialed(self, moment: float) -> None:
        self.pacer.learn_dialed(self._start + timedelta(seconds=moment))

    def answered(self, seconds: float) -> None:
        self.pacer.learn_answered(self._day, seconds)

    def unanswered(self, seconds: float) -> None:
        self.pacer.learn_unanswered(seconds)

    def abandoned(self) -> None:
        self.pacer.learn_abandoned(self._day)

    def talked(self, seconds: float) -> None:
        self.pacer.learn_talk(seconds)

    def wrapped_up(self, seconds: float) -> None:
        self.pacer.learn_wrap_up(seconds)
