"""The budget of abandoned calls of a campaign, and the definition of an abandoned call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from callwright.flow.calls.decide.pacing.errors import BudgetAboveCap
from callwright.rules.calling.abandonment import AbandonmentRule, StartPoint, abandonment_rule


@dataclass(frozen=True, slots=True)
class Budget:
    """The most abandoned calls as shares (fractions of 1) of the calls answered by a person.

    `campaign`: over the campaign's last `window_days` days, today included. `day`: over the calendar day alone, counted
    from nothing every morning; None = the day has no limit of its own. Both hold: the stricter wins at every moment.
    `seconds`: how long a customer may wait for an agent.
    """

    campaign: float
    window_days: int
    day: float | None
    seconds: float


def checked_budget(country: str, wished: Decimal | None, *, on: date, strict_day: bool = False) -> Budget:
    """The budget a campaign may have; `wished` None takes the country's default.

    `country` is the called party's ("cn", "us", "uk", "de"); with several, take the strictest. Where the law counts by
    calendar day, or with `strict_day`, the day has the same limit. BudgetAboveCap when more is wished than the country
    tolerates, UnknownParameter for a country nobody has looked up: then campaigns are dialed one call per free agent.
    """
    rule = abandonment_rule(country, on=on)
    share = rule.default if wished is None else wished
    if not 0 <= share <= rule.cap:
        raise BudgetAboveCap(
            country=country.upper(), wished=_percent(share), cap=_percent(rule.cap), rule=rule.versions[0]
        )
    by_day = strict_day or rule.window_days == 1
    return Budget(
        campaign=float(share),
        window_days=max(rule.window_days, 30),
        day=float(share) if by_day else None,
        seconds=float(rule.seconds),
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"


@dataclass(frozen=True, slots=True)
class AnsweredCall:
    """The moments of a call a person answered, aware UTC; None = did not happen or is not known."""

    answered_at: datetime
    greeting_started_at: datetime | None = None
    greeting_ended_at: datetime | None = None
    agent_at: datetime | None = None
    customer_left_at: datetime | None = None


# Where a greeting is the start point and nobody heard one, the seconds start this long after the answer at the latest.
_LATEST_GREETING = timedelta(seconds=2)


def abandoned(call: AnsweredCall, rule: AbandonmentRule) -> bool:
    """Whether a call counts as abandoned: no agent was on it `rule.seconds` after the rule's start point.

    A customer who hangs up before that moment was not abandoned (and still counts as answered).
    """
    deadline = _start(call, rule.starts_at) + timedelta(seconds=float(rule.seconds))
    if call.agent_at is not None and call.agent_at <= deadline:
        return False
    return call.customer_left_at is None or call.customer_left_at > deadline


def _start(call: AnsweredCall, point: StartPoint) -> datetime:
    if point is StartPoint.ANSWER:
        return call.answered_at
    heard = call.greeting_started_at if point is StartPoint.GREETING_START else call.greeting_ended_at
    latest = call.answered_at + _LATEST_GREETING
    return latest if heard is None else min(heard, latest)
