"""The wallboard's part of calls: who is in which call, what campaigns dial and why, what lines carry."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from callwright.flow.calls.contracts.live import CampaignDialing
from callwright.flow.calls.contracts.wallboard import (
    Abandonment,
    BoardCall,
    BoardCampaign,
    BoardLine,
    LineNow,
    PacingMoment,
    PacingNow,
    TrunkNow,
)
from callwright.flow.calls.repository import dialing, live, settled, trunks
from callwright.flow.calls.service.dialing import pacing_samples
from callwright.flow.calls.service.lines import lines
from callwright.flow.calls.service.why import why_lately
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.phone import PhoneNumber
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns

SERIES = timedelta(minutes=10)
WINDOW = timedelta(days=30)


async def calls_of(session: Session, person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, BoardCall]:
    """The calls these people are in."""
    found: dict[uuid.UUID, BoardCall] = {}
    for call in await live.all_going_on(session):
        if call.agent_id is not None and call.agent_id in person_ids:
            number = PhoneNumber(call.e164).masked if call.e164.startswith("+") else ""
            found[call.agent_id] = BoardCall(call.id, number, call.joined_at)
    return found


async def board_campaigns(
    session: Session, *, at: datetime, calendar: CompanyCalendar
) -> list[BoardCampaign]:
    """Every campaign that was ever dialed by us, as it is now."""
    names = {one.code: one.name for one in await campaigns.campaigns(session)}
    counts = await trunks.today(session, calendar.bounds(calendar.day_of(at))[0])
    found = []
    for one in await dialing.dialings(session, running_only=False):
        dials, connected, waiting, ringing = counts.get(one.campaign_code, (0, 0, 0, 0))
        nobody = await why_lately(session, one.campaign_code, at, calendar=calendar)
        found.append(
            BoardCampaign(
                code=one.campaign_code,
                name=names.get(one.campaign_code, one.campaign_code),
                mode=str(one.mode),
                state="running" if one.running else "paused",
                dials_today=dials,
                connected_today=connected,
                abandoned=await _abandonment(session, one, at),
                waiting=waiting,
                ringing=ringing,
                callable_now=nobody.callable_now,
                next_callable_at=nobody.next_callable_at,
                pacing=await _pacing(session, one.campaign_code, at),
                polite_deferral=one.polite_deferral,
            )
        )
    return found


async def board_lines(session: Session, *, at: datetime, calendar: CompanyCalendar) -> list[BoardLine]:
    """Every line with its use and what keeps it from being used."""
    known = {one.name: one for one in await trunks.trunks(session)}
    return [
        BoardLine(
            one.id,
            one.name,
            one.trunk,
            one.in_use,
            one.capacity,
            one.used_today,
            one.daily_budget,
            health=_health(one),
            state=_state(one, known[one.trunk], at),
        )
        for one in await lines(session, at=at, calendar=calendar)
    ]


def _health(line: LineNow) -> str:
    """The best health of its caller numbers; good without any, because the trunk shows its own."""
    kinds = {one.health for one in line.caller_numbers}
    return next((one for one in ("good", "flagged", "blocked") if one in kinds), "good")


def _state(line: LineNow, trunk: TrunkNow, at: datetime) -> str:
    if not (line.enabled and trunk.enabled):
        return "off"
    if trunk.troubled_since is not None:
        return "troubled"
    over_day = line.daily_budget is not None and line.used_today >= line.daily_budget
    over_hour = line.hourly_budget is not None and line.used_this_hour >= line.hourly_budget
    if over_day or over_hour:
        return "over_budget"
    numbers = line.caller_numbers
    usable = [
        one
        for one in numbers
        if one.health == "good" and (one.resting_until is None or one.resting_until <= at)
    ]
    if numbers and not usable:
        return "resting"
    return "full" if line.in_use >= line.capacity else "free"


async def _abandonment(session: Session, one: CampaignDialing, at: datetime) -> Abandonment:
    count, answered = await settled.abandoned_share(session, one.campaign_code, at - WINDOW)
    share = count / answered if answered else None
    return Abandonment(count, answered, share, one.abandonment_budget, window="30d")


async def _pacing(session: Session, code: str, at: datetime) -> PacingNow | None:
    samples = await pacing_samples(session, code, since=at - SERIES)
    if not samples:
        return None
    last = samples[-1]
    series = tuple(
        PacingMoment(one.at, one.in_flight, _free(one.predicted), _share(one.predicted)) for one in samples
    )
    return PacingNow(last.in_flight, last.because, _plain(last.predicted), series)


def _free(predicted: dict[str, object]) -> float:
    """Agents expected to be free within the middle horizon."""
    horizons = predicted.get("horizons")
    if not isinstance(horizons, list) or not horizons:
        return 0.0
    return float(horizons[len(horizons) // 2]["agents_free"])


def _share(predicted: dict[str, object]) -> float | None:
    windows = predicted.get("windows")
    if not isinstance(windows, list) or not windows or not windows[0]["answered"]:
        return None
    return float(windows[0]["abandoned"]) / float(windows[0]["answered"])


def _plain(predicted: dict[str, object]) -> dict[str, object]:
    """The single figures; lists belong to the chart."""
    return {name: value for name, value in predicted.items() if not isinstance(value, list)}
