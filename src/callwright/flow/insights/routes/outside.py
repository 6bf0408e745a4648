"""The judge outside the house over HTTP: for the owner alone."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.insights import service
from callwright.flow.insights.contracts.outside import LEAVES_THE_HOUSE, OutsideSetting
from callwright.flow.insights.ports import OutsideJudge, SecretBox
from callwright.flow.insights.routes.hits import TextOut
from callwright.platform.audit import service as audit
from callwright.platform.db import Session
from callwright.platform.http import CalendarDep, ClockDep, PortsDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/insights/outside")
Owner = Annotated[Principal, require("insights.outside")]


class TroubleOut(BaseModel):
    """Why asking failed, and how often."""

    reason: str
    calls: int


class OutsideOut(BaseModel):
    """What is set about the outside judge, what leaves the house when it is on, and what became of asking.

    The key is never given out; `has_key` says whether there is one. Calls judged by the `model`, by the rules because
    asking failed (`fell_back`), hits `refused` because their quote is not in the transcript.
    """

    enabled: bool
    address: str
    model: str
    seconds: int
    has_key: bool
    set_by: str | None
    set_at: dt.datetime | None
    leaves: TextOut
    judged: int
    fell_back: int
    refused: int
    troubles: list[TroubleOut]


class OutsideRequest(BaseModel):
    """What to set. `key` null keeps the key (of the same address), "" means none.

    `told`: whoever sets it has read what leaves the house.
    """

    enabled: bool
    address: str = Field("", max_length=300)
    model: str = Field("", max_length=120)
    seconds: int = Field(20, ge=1, le=120)
    key: str | None = Field(None, max_length=500)
    told: bool = False


class QuotedOut(BaseModel):
    """A hit of a trial."""

    check: str
    quote: str


class TrialOut(BaseModel):
    """What came of a trial with made-up sentences, one of which presses the customer."""

    hits: list[QuotedOut]
    refused: int


@router.get("")
async def outside(session: SessionDep, principal: Owner) -> OutsideOut:
    """What is set; off until the owner turns it on."""
    del principal
    return await _shown(session)


@router.put("")
async def set_outside(
    session: SessionDep, principal: Owner, ports: PortsDep, clock: ClockDep, request: OutsideRequest
) -> OutsideOut:
    """Turn it on or off; calls judged from now on are asked about, earlier ones stay as judged."""
    setting = await service.set_outside(
        session,
        **request.model_dump(),
        by=principal.name,
        now=clock.now(),
        box=ports.get(SecretBox),
    )
    await audit.record(
        session,
        principal,
        action="insights.outside",
        object="outside_judge",
        details=_details(setting, told=request.told),
    )
    return await _shown(session)


@router.post("/trial")
async def trial(
    session: SessionDep, principal: Owner, ports: PortsDep, clock: ClockDep, calendar: CalendarDep
) -> TrialOut:
    """Ask about three made-up sentences; nothing of the company's is sent."""
    tried = await service.try_outside(
        session,
        judge=ports.get(OutsideJudge),
        box=ports.get(SecretBox),
        on=calendar.day_of(clock.now()),
    )
    await audit.record(
        session, principal, action="insights.outside_trial", object="outside_judge", details={}
    )
    hits = [QuotedOut(check=check, quote=quote) for check, quote in tried.hits]
    return TrialOut(hits=hits, refused=tried.refused)


async def _shown(session: Session) -> OutsideOut:
    setting, use = await service.outside_setting(session), await service.outside_use(session)
    leaves = TextOut.model_validate(LEAVES_THE_HOUSE)
    return OutsideOut(
        enabled=setting.enabled if setting else False,
        address=setting.address if setting else "",
        model=setting.model if setting else "",
        seconds=setting.seconds if setting else OutsideRequest(enabled=False).seconds,
        has_key=setting.has_key if setting else False,
        set_by=setting.set_by if setting else None,
        set_at=setting.set_at if setting else None,
        leaves=leaves,
        judged=use.model,
        fell_back=use.fell_back,
        refused=use.refused,
        troubles=[TroubleOut(reason=reason, calls=number) for reason, number in use.troubles],
    )


def _details(setting: OutsideSetting, *, told: bool) -> dict[str, object]:
    """What the trail keeps: never the key."""
    return {"enabled": setting.enabled, "address": setting.address, "model": setting.model, "told": told}
