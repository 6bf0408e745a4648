"""How long states may last: wrap-up by campaign, breaks by kind (product §4.3; rules/floor)."""

from __future__ import annotations

from datetime import datetime, timedelta

from callwright.flow.floor.contracts import State, WrapUpRule
from callwright.flow.floor.repository import settings
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.rules.floor.values import FloorParameters, floor_parameters


async def wrap_up_rule(session: Session, *, campaign: str, at: datetime) -> WrapUpRule:
    """How long work after a call of this campaign may take; the default of rules/floor without a setting."""
    rules = floor_parameters(at.date())
    chosen = await settings.wrap_up_of(session, campaign) if campaign else None
    seconds, then = chosen or (rules.wrap_up_seconds, rules.wrap_up_then)
    return WrapUpRule(seconds, rules.wrap_up_extension_seconds, State(then))


async def set_wrap_up(session: Session, *, campaign: str, seconds: int, then: State = State.READY) -> None:
    """Set a campaign's own wrap-up: 0 to 3600 seconds, then READY or BREAK. ValueError for anything else.

    It counts for wrap-ups that begin from now on. Raises CampaignNotFound (404).
    """
    if not 0 <= seconds <= 3600 or then not in {State.READY, State.BREAK}:
        raise ValueError("a wrap-up takes 0 to 3600 seconds and ends in ready or break")
    await campaigns.campaign(session, campaign)
    await settings.save_wrap_up(session, campaign, seconds, str(then))


async def ends_at(
    session: Session, state: State, reason: str, campaign: str, at: datetime
) -> datetime | None:
    """When the state is over (wrap-up) or over-long (break, meal); None when it may last for ever."""
    if state is State.WRAP_UP:
        rule = await wrap_up_rule(session, campaign=campaign, at=at)
        return at + timedelta(seconds=rule.seconds)
    allowed = allowed_seconds(state, reason, floor_parameters(at.date()))
    return at + timedelta(seconds=allowed) if allowed else None


def allowed_seconds(state: State, reason: str, rules: FloorParameters) -> int:
    """The allowed length of a break or meal in seconds; 0 = no limit."""
    if state is State.MEAL:
        return rules.meal_seconds
    if state is State.BREAK:
        return rules.break_seconds.get(reason, rules.break_seconds["rest"])
    return 0
