"""The pacer: how many calls to launch now, and why. One object per running campaign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Self

from callwright.flow.calls.decide.pacing.budget import Budget
from callwright.flow.calls.decide.pacing.decision import PacingDecision, PacingMode, Prediction, WindowNow
from callwright.flow.calls.decide.pacing.experience import Experience
from callwright.flow.calls.decide.pacing.forecast import Forecast
from callwright.flow.calls.decide.pacing.ledger import AbandonmentLedger, least_room, room
from callwright.flow.calls.decide.pacing.outlook import Outlook, outlook
from callwright.flow.calls.decide.pacing.situation import Situation
from callwright.flow.calls.decide.pacing.threshold import Limits, trust
from callwright.rules.calling.values import PacingParameters

_RENEW_SECONDS = 60.0  # forecasts are made anew from what was learned at most this often


class Pacer:
    """Decides how many calls a campaign launches; learns from every call. Not for two threads at once."""

    def __init__(
        self, experience: Experience, *, mode: PacingMode, budget: Budget, parameters: PacingParameters
    ) -> None:
        self.mode = mode
        self.budget = budget
        self._known = experience
        self._given = parameters
        self._forecast: Forecast | None = None
        self._renewed = 0.0

    @classmethod
    def fresh(cls, *, mode: PacingMode, budget: Budget, parameters: PacingParameters) -> Self:
        """A pacer that has learned nothing; it begins with the defaults and one call per free agent."""
        return cls(Experience.fresh(parameters, budget), mode=mode, budget=budget, parameters=parameters)

    def learn_dialed(self, at: datetime) -> None:
        """A call was really launched (once per call)."""
        self._known.rate.learn_dialed(at.timestamp())

    def learn_answered(self, day: date, seconds: float) -> None:
        """A person answered, `seconds` after the dial; `day` is the company's calendar day."""
        self._known.tables.answer.learn(seconds)
        self._known.answered(day, self.budget)

    def learn_unanswered(self, seconds: float) -> None:
        """A call ended without a person `seconds` after the dial: busy, failed, machine, nobody."""
        self._known.tables.unanswered.learn(seconds)

    def learn_abandoned(self, day: date) -> None:
        """An answered call was abandoned (`budget.abandoned`)."""
        self._known.abandoned(day, self.budget)

    def learn_talk(self, seconds: float) -> None:
        """A talk is over."""
        self._known.tables.talk.learn(seconds)

    def learn_wrap_up(self, seconds: float) -> None:
        """A wrap-up is over that could not have been interrupted; of the others only short ones end by themselves."""
        self._known.tables.wrap_up.learn(seconds)

    def set_ledger(self, days: Mapping[date, tuple[int, int]]) -> None:
        """The true (answered, abandoned) of the campaign by company day, for instance after a restart."""
        self._known.ledger = AbandonmentLedger(dict(days))

    def decide(self, now: Situation) -> PacingDecision:
        """How many calls to launch at this moment. The caller launches at most so many and says what it did."""
        moment = now.at.timestamp()
        self._known.team = now.team
        forecast = self._renewed_forecast(moment)
        self._known.rate.advance(moment, forecast.coming)
        windows = self._known.ledger.windows(self.budget, now.day)
        left = least_room(windows)
        ahead = outlook(now, forecast, self._known.rate, trust(left, now.team))
        limits = self._known.threshold.limits(left, now.team)
        mode, code = self._mode(now, windows)
        launch, code = self._launch(now, mode, code, ahead, limits)
        risks = ahead.risk(launch)
        predicted = Prediction(
            answer_rate=self._known.rate.mean,
            answer_rate_spread=self._known.rate.spread,
            risk=ahead.mean_risk(launch),
            threshold=limits.risk,
            horizons=ahead.horizons(launch, risks),
            windows=windows,
        )
        return PacingDecision(launch, code, mode, predicted, self._details(now, launch, predicted))

    def _mode(self, now: Situation, windows: tuple[WindowNow, ...]) -> tuple[PacingMode | None, str]:
        """How this moment is paced, and the reason why it is not paced as wished."""
        if not now.switch_up:
            return None, "switch_lost"
        if now.team == 0:
            return None, "nobody_signed_in"
        if self.mode is PacingMode.PROGRESSIVE or self.budget.campaign <= 0:
            return PacingMode.PROGRESSIVE, "one_per_agent"
        if now.team < self._given.tiny_team:
            return PacingMode.PROGRESSIVE, "tiny_team"
        if self._known.known_dials < self._given.minimum_known_dials:
            return PacingMode.PROGRESSIVE, "little_known"
        if least_room(windows) < 1.0:
            return PacingMode.PROGRESSIVE, "budget_spent"
        return PacingMode.PREDICTIVE, "launched_ahead"

    def _launch(
        self, now: Situation, mode: PacingMode | None, code: str, ahead: Outlook, limits: Limits
    ) -> tuple[int, str]:
        """Calls to launch; the reason changes when lines or their speed hold some back."""
        if mode is None:
            return 0, code
        allowed = self._known.speed.most(now.at.timestamp(), now.calls_per_second)
        wished = max(now.ready - now.waiting - len(now.dialing), 0)
        if mode is PacingMode.PREDICTIVE:
            wished = max(wished, ahead.calls_within(limits, max(now.lines_free, 0)))
            if not wished:
                code = "enough_in_flight" if ahead.mean_risk(0) > limits.risk else "enough_at_stake"
        launch = max(min(wished, now.lines_free, allowed), 0)
        self._known.speed.take(launch)
        if launch == wished:
            return launch, code
        return launch, "lines_full" if now.lines_free <= allowed else "line_speed"

    def _details(self, now: Situation, launch: int, predicted: Prediction) -> Mapping[str, object]:
        """Every figure a sentence may name."""
        tightest = min(predicted.windows, key=room)
        middle = predicted.horizons[len(predicted.horizons) // 2]
        return {
            "launch": launch,
            "ready": now.ready,
            "dialing": len(now.dialing),
            "lines": now.lines_free,
            "per_second": now.calls_per_second,
            "least": self._given.tiny_team,
            "known": self._known.known_dials,
            "needed": self._given.minimum_known_dials,
            "days": tightest.days,
            "answered": tightest.answered,
            "abandoned": tightest.abandoned,
            "budget": tightest.budget,
            "seconds": middle.seconds,
            "answers": middle.answers,
            "free": middle.agents_free,
            "risk": predicted.risk,
            "threshold": predicted.threshold,
        }

    def _renewed_forecast(self, moment: float) -> Forecast:
        if self._forecast is None or moment - self._renewed >= _RENEW_SECONDS:
            self._forecast = Forecast(
                self._known.tables,
                patience=self.budget.seconds,
                interrupt_after=self._given.interrupt_after_seconds,
            )
            self._renewed = moment
        return self._forecast

    def to_json(self) -> dict[str, Any]:
        """Everything learned, as plain JSON; from here on this pacer and the restored one decide alike."""
        self._forecast = None
        return self._known.to_json()

    @classmethod
    def from_json(
        cls, kept: Mapping[str, Any], *, mode: PacingMode, budget: Budget, parameters: PacingParameters
    ) -> Self:
        """A pacer with what `to_json` gave. Mode and budget may be others than before."""
        return cls(Experience.from_json(kept), mode=mode, budget=budget, parameters=parameters)
