"""The desk's own state and phone. The rest of /api/desk belongs to calls."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from callwright.flow.floor import service
from callwright.flow.floor.contracts import PHONE_TROUBLES, CurrentState, PhoneReport, reason_name
from callwright.flow.floor.errors import NoDesk
from callwright.flow.floor.ports import PhoneNetwork
from callwright.platform.audit import record
from callwright.platform.http import ClockDep, PortsDep, SessionDep, require
from callwright.platform.ports import Ports
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/desk", tags=["desk"])
OwnDesk = Annotated[Principal, require("floor.read")]
BrowserId = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
_MOST = 1_000_000_000


class ClaimIn(BaseModel):
    """A browser asks for its person's phone; `browser_id` is its own random name, kept across reloads."""

    browser_id: BrowserId
    take_over: bool = False


class ClaimOut(BaseModel):
    """What the browser registers with; the password is told this once. Claim again after losing it."""

    name: str
    password: str
    uri: str
    websocket_url: str
    ice_servers: list[str]
    expires_at: datetime | None


class BrowserIn(BaseModel):
    """A browser gives its phone back (the page is closed on purpose)."""

    browser_id: BrowserId


class ReportIn(BaseModel):
    """How the phone of a browser is; every 5 s. Lost packets since the last report, times in milliseconds."""

    browser_id: BrowserId
    registered: bool
    microphone: Literal["granted", "denied", "none"]
    packets_lost: Annotated[float, Field(ge=0, le=_MOST)] = 0
    jitter_ms: Annotated[float, Field(ge=0, le=_MOST)] = 0
    round_trip_ms: Annotated[float, Field(ge=0, le=_MOST)] = 0


class HealthOut(BaseModel):
    """Whether calls can be put through; else why not."""

    healthy: bool
    trouble: dict[str, str] | None


class StateIn(BaseModel):
    """The state a person chooses; a break names its kind (rest, personal, company) as the reason."""

    state: str
    reason: Annotated[str, Field(max_length=200)] = ""
    campaign: Annotated[str, Field(max_length=100)] | None = None


class ReasonIn(BaseModel):
    """Why work after a call takes longer."""

    reason: Annotated[str, Field(max_length=200)]


class StateOut(BaseModel):
    """The state a person is in. `wrap_up_until`: when the clock ends it; `next_state`: what follows the call."""

    person_id: uuid.UUID
    state: str
    since: datetime
    reason: str
    reason_text: dict[str, str]
    campaign: str
    until: datetime | None
    wrap_up_until: datetime | None
    extended: bool
    next_state: str | None
    allowed_states: list[str]


def state_out(current: CurrentState) -> StateOut:
    """The API form of a present."""
    return StateOut(
        person_id=current.person_id,
        state=current.state,
        since=current.since,
        reason=current.reason,
        reason_text=reason_name(current.reason).to_json(),
        campaign=current.campaign,
        until=current.until,
        wrap_up_until=current.until if current.state == "wrap_up" else None,
        extended=current.extended,
        next_state=current.next_state,
        allowed_states=[str(one) for one in service.allowed_states(current)],
    )


@router.post("/phone")
async def claim_phone(
    request: Request,
    session: SessionDep,
    clock: ClockDep,
    ports: PortsDep,
    principal: OwnDesk,
    asked: ClaimIn,
) -> ClaimOut:
    """Claim the own phone for this browser. Errors: calls.phone_in_use (409) without `take_over`."""
    network = _network(ports)
    claim = await service.claim_phone(
        session,
        person_id=_person(principal),
        browser_id=asked.browser_id,
        take_over=asked.take_over,
        at=clock.now(),
        node=network.node,
    )
    host = request.headers.get("host", "localhost")
    secure = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    return ClaimOut(
        name=claim.name,
        password=claim.password,
        uri=network.uri(claim.name),
        websocket_url=network.socket(host, secure=secure),
        ice_servers=list(network.ice_servers),
        expires_at=claim.expires_at,
    )


@router.post("/phone/report")
async def report_phone(
    session: SessionDep, clock: ClockDep, principal: OwnDesk, report: ReportIn
) -> HealthOut:
    """Say how the phone is; also prolongs the claim. Errors: floor.phone_lost (409) once it is another's."""
    health = await service.report_phone(
        session,
        person_id=_person(principal),
        browser_id=report.browser_id,
        report=PhoneReport(
            registered=report.registered,
            microphone=report.microphone,
            packets_lost=round(report.packets_lost),
            jitter_ms=round(report.jitter_ms),
            round_trip_ms=round(report.round_trip_ms),
        ),
        at=clock.now(),
    )
    trouble = PHONE_TROUBLES[health.trouble].to_json() if health.trouble else None
    return HealthOut(healthy=health.healthy, trouble=trouble)


@router.post("/phone/release")
async def release_phone(
    session: SessionDep, clock: ClockDep, principal: OwnDesk, browser: BrowserIn
) -> dict[str, bool]:
    """Give the phone back; `released` is false when another browser has it."""
    released = await service.release_phone(
        session, person_id=_person(principal), browser_id=browser.browser_id, at=clock.now()
    )
    return {"released": released}


@router.post("/state")
async def choose_state(session: SessionDep, clock: ClockDep, principal: OwnDesk, chosen: StateIn) -> StateOut:
    """Choose a state; during a call it follows the wrap-up.

    Errors: floor.undeclarable_state, floor.unknown_break (422), floor.phone_unhealthy (409).
    """
    current = await service.declare(
        session,
        person_id=_person(principal),
        state=chosen.state,
        reason=chosen.reason,
        campaign=chosen.campaign,
        at=clock.now(),
    )
    return state_out(current)


@router.post("/wrap-up/extend")
async def extend_wrap_up(
    session: SessionDep, clock: ClockDep, principal: OwnDesk, longer: ReasonIn
) -> StateOut:
    """Prolong the wrap-up once. Errors: floor.wrong_state, floor.already_extended (409), floor.reason_missing."""
    person_id = _person(principal)
    current = await service.extend_wrap_up(session, person_id=person_id, reason=longer.reason, at=clock.now())
    details: dict[str, object] = {"reason": longer.reason, "call": current.source_id}
    await record(session, principal, action="floor.extend_wrap_up", object=str(person_id), details=details)
    return state_out(current)


def _person(principal: Principal) -> uuid.UUID:
    if principal.person_id is None:
        raise NoDesk
    return principal.person_id


def _network(ports: Ports) -> PhoneNetwork:
    """How the company's telephony is reached; a single server's way when nothing is set."""
    try:
        return ports.get(PhoneNetwork)
    except LookupError:
        return PhoneNetwork()
