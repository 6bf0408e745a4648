"""How long work after a call may take, per campaign."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.floor import service
from callwright.flow.floor.contracts import State
from callwright.platform.audit import record
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/floor/wrap-up", tags=["floor"])


class WrapUpOut(BaseModel):
    """Seconds after a call; how many an agent may add once; the state that follows when the clock ends it."""

    seconds: int
    extension_seconds: int
    then: str


class WrapUpIn(BaseModel):
    """A campaign's own wrap-up in seconds; then "ready", or "break" (counted as unexplained)."""

    seconds: Annotated[int, Field(ge=0, le=3600)]
    then: Literal["ready", "break"] = "ready"


@router.get("/{campaign}", dependencies=[require("floor.board")])
async def wrap_up(session: SessionDep, clock: ClockDep, campaign: str) -> WrapUpOut:
    """What counts for a campaign now: its own setting, else the company's default."""
    rule = await service.wrap_up_rule(session, campaign=campaign, at=clock.now())
    return WrapUpOut(seconds=rule.seconds, extension_seconds=rule.extension_seconds, then=rule.then)


@router.put("/{campaign}")
async def set_wrap_up(
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("campaigns.write")],
    campaign: str,
    wanted: WrapUpIn,
) -> WrapUpOut:
    """Set a campaign's own wrap-up, for calls that end from now on. Errors: campaigns.not_found (404)."""
    await service.set_wrap_up(session, campaign=campaign, seconds=wanted.seconds, then=State(wanted.then))
    await record(session, principal, action="floor.set_wrap_up", object=campaign, details=wanted.model_dump())
    return await wrap_up(session, clock, campaign)
