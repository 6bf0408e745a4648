"""How campaigns are dialed: start, pause, mode, budget; what the pacer has learned and what it did."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from callwright.flow.calls.contracts.live import CampaignDialing, PacingSample, Room
from callwright.flow.calls.decide.pacing.budget import Budget, checked_budget
from callwright.flow.calls.repository import desk, dialing
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.push import push
from callwright.registers.campaigns import service as campaigns
from callwright.registers.campaigns.contracts import CampaignState, DialingMode
from callwright.registers.campaigns.errors import CampaignNotRunning

SAMPLES_KEPT = timedelta(days=2)
AT_FIRST = {"detect_machines": False, "early_media": True, "polite_deferral": False}
"""Of a campaign that was never dialed: machines are not looked for, early sound is kept, nobody is interrupted."""


async def set_dialing(
    session: Session,
    *,
    campaign_code: str,
    running: bool,
    by: str,
    at: datetime,
    calendar: CompanyCalendar,
    mode: DialingMode | None = None,
    abandonment_budget: Decimal | None = None,
    detect_machines: bool | None = None,
    early_media: bool | None = None,
    polite_deferral: bool | None = None,
    country: str = "cn",
) -> CampaignDialing:
    """Start or pause the dialing of a campaign, and say how. The dialer follows within a second.

    Of machines, early sound and deferral what is not said (None) stays as it is; see `AT_FIRST`. Raises
    CampaignNotFound, CampaignNotRunning; BudgetAboveCap when more abandoned calls are wished than the law of the called
    country tolerates.
    """
    campaign = await campaigns.campaign(session, campaign_code)
    if running and campaign.state is not CampaignState.RUNNING:
        raise CampaignNotRunning(campaign=campaign_code)
    budget = checked_budget(country, abandonment_budget, on=calendar.day_of(at))
    known = (await _dialings(session)).get(campaign_code)
    said = {
        "detect_machines": detect_machines,
        "early_media": early_media,
        "polite_deferral": polite_deferral,
    }
    choices = {
        name: one if one is not None else getattr(known, name, AT_FIRST[name]) for name, one in said.items()
    }
    await dialing.save_dialing(
        session,
        campaign_code,
        running=running,
        mode=mode or campaign.dialing_mode,
        abandonment_budget=Decimal(str(budget.campaign)),
        **choices,
        changed_by=by,
        at=at,
    )
    await desk.wake_dialer(session, "campaign")
    await push(session, "wallboard", permission="floor.board")
    return (await _dialings(session))[campaign_code]


async def _dialings(session: Session) -> dict[str, CampaignDialing]:
    return {one.campaign_code: one for one in await dialing.dialings(session, running_only=False)}


def budget_of(found: CampaignDialing, country: str, on: date) -> Budget:
    """The budget of a campaign as the pacer wants it."""
    return checked_budget(country, found.abandonment_budget, on=on)


async def running_dialings(session: Session) -> list[CampaignDialing]:
    """Campaigns that are dialed now."""
    return await dialing.dialings(session, running_only=True)


async def dialings(session: Session) -> list[CampaignDialing]:
    """Every campaign that was ever dialed by us, and how."""
    return await dialing.dialings(session, running_only=False)


async def save_learned(session: Session, campaign_code: str, learned: dict[str, Any]) -> None:
    """What a pacer has learned survives the dialer."""
    await dialing.save_learned(session, campaign_code, learned)


async def note_pacing(
    session: Session,
    *,
    campaign_code: str,
    at: datetime,
    launched: int,
    in_flight: int,
    because: Text,
    predicted: dict[str, Any],
) -> None:
    """Keep what the pacer saw and did, for the chart that explains it; old samples go."""
    sample = PacingSample(campaign_code, at, launched, in_flight, because, predicted)
    await dialing.add_sample(session, sample)
    if at.second == 0:
        await dialing.drop_samples(session, at - SAMPLES_KEPT)


async def answered_by_day(
    session: Session, campaign_code: str, *, since: datetime, calendar: CompanyCalendar
) -> dict[date, tuple[int, int]]:
    """(answered by a person, abandoned) of a campaign per company day."""
    return await dialing.answered_by_day(session, campaign_code, since=since, zone=calendar.zone_name)


async def room(session: Session, node: str) -> Room:
    """What the lines of a node can still carry."""
    return await dialing.room(session, node)


async def pacing_samples(session: Session, campaign_code: str, *, since: datetime) -> list[PacingSample]:
    """What the pacer of a campaign saw and did since a moment."""
    return [
        PacingSample(
            one.campaign_code, one.at, one.launched, one.in_flight, Text(**one.because), dict(one.predicted)
        )
        for one in await dialing.samples(session, campaign_code, since)
    ]
