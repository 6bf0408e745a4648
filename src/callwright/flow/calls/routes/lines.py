"""What calls go through, and how campaigns are dialed, over HTTP."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.calls import service
from callwright.flow.calls.contracts.wallboard import LineNow, OwnNumber, TrunkNow
from callwright.platform.audit import record
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.principal import Principal
from callwright.registers.campaigns.contracts import DialingMode

router = APIRouter(tags=["calling"])
Keeper = Annotated[Principal, require("calling.write")]
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w.-]+$")]


class TrunkIn(BaseModel):
    """A trunk as it shall be. `address` is host or host:port; `secret` left out keeps the stored one."""

    name: Name
    node: Name = "main"
    address: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9.:\[\]_-]+$")]
    transport: Literal["udp", "tcp", "tls"] = "udp"
    username: Annotated[str, Field(max_length=100)] = ""
    secret: Annotated[str, Field(max_length=200)] | None = None
    registers: bool = False
    calls_per_second: Annotated[int, Field(ge=1, le=200)] = 5
    enabled: bool = True


class CallerNumberIn(BaseModel):
    """A number of ours that customers see."""

    number: Annotated[str, Field(max_length=40)]
    health: Literal["good", "flagged", "blocked"] = "good"
    resting_until: datetime | None = None
    note: Annotated[str, Field(max_length=200)] = ""


class LineIn(BaseModel):
    """A line as it shall be: calls at once, calls per hour and per company day (null = no limit)."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    trunk: Name
    capacity: Annotated[int, Field(ge=1, le=5000)]
    hourly_budget: Annotated[int, Field(ge=0)] | None = None
    daily_budget: Annotated[int, Field(ge=0)] | None = None
    enabled: bool = True
    caller_numbers: list[CallerNumberIn] = []


class DialingIn(BaseModel):
    """How a campaign is dialed; `abandonment_budget` is a share of answered calls, refused above the lawful cap.

    `polite_deferral`: a customer whom nobody is free for may interrupt a wrap-up, never in its first seconds and never
    two of one person in a row. What is null of the last three stays as it is.
    """

    state: Literal["running", "paused"]
    mode: DialingMode | None = None
    abandonment_budget: Annotated[Decimal, Field(ge=0, le=1)] | None = None
    detect_machines: bool | None = None
    early_media: bool | None = None
    polite_deferral: bool | None = None


class DialingOut(BaseModel):
    """How a campaign is dialed now."""

    campaign: str
    state: str
    mode: str
    abandonment_budget: Decimal
    detect_machines: bool
    early_media: bool
    polite_deferral: bool


@router.get("/api/trunks", dependencies=[require("floor.board")])
async def list_trunks(session: SessionDep) -> list[TrunkNow]:
    """Every trunk; secrets are never shown."""
    return await service.all_trunks(session)


@router.put("/api/trunks")
async def keep_trunk(
    session: SessionDep, clock: ClockDep, principal: Keeper, trunk: TrunkIn
) -> dict[str, bool]:
    """Set a trunk up or change it; the switch follows within a second."""
    await service.keep_trunk(session, **trunk.model_dump(), at=clock.now())
    details: dict[str, object] = trunk.model_dump(exclude={"secret"})
    await record(session, principal, action="calls.keep_trunk", object=trunk.name, details=details)
    return {"kept": True}


@router.get("/api/lines", dependencies=[require("floor.board")])
async def list_lines(session: SessionDep, clock: ClockDep, calendar: CalendarDep) -> list[LineNow]:
    """Every line with its limits and what is used of them."""
    return await service.lines(session, at=clock.now(), calendar=calendar)


@router.put("/api/lines")
async def keep_line(session: SessionDep, principal: Keeper, line: LineIn) -> dict[str, uuid.UUID]:
    """Set a line up or change it. Errors: calls.unknown_trunk, calls.number_unreadable."""
    numbers = [OwnNumber(one.number, one.health, one.resting_until, one.note) for one in line.caller_numbers]
    facts = line.model_dump(exclude={"caller_numbers"})
    line_id = await service.keep_line(session, **facts, numbers=numbers)
    await record(session, principal, action="calls.keep_line", object=line.name, details=facts)
    return {"id": line_id}


@router.post("/api/campaigns/{code}/dialing")
async def set_dialing(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Keeper,
    code: str,
    wanted: DialingIn,
) -> DialingOut:
    """Start, pause or change the dialing of a campaign. Errors: a budget above the lawful cap, campaign not running."""
    kept = await service.set_dialing(
        session,
        campaign_code=code,
        running=wanted.state == "running",
        by=str(principal.account_id),
        at=clock.now(),
        calendar=calendar,
        mode=wanted.mode,
        abandonment_budget=wanted.abandonment_budget,
        detect_machines=wanted.detect_machines,
        early_media=wanted.early_media,
        polite_deferral=wanted.polite_deferral,
    )
    details: dict[str, object] = wanted.model_dump(mode="json")
    await record(session, principal, action="calls.set_dialing", object=code, details=details)
    return DialingOut(
        campaign=code,
        state="running" if kept.running else "paused",
        mode=str(kept.mode),
        abandonment_budget=kept.abandonment_budget,
        detect_machines=kept.detect_machines,
        early_media=kept.early_media,
        polite_deferral=kept.polite_deferral,
    )
