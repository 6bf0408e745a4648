"""May a number be called, why is nobody being called, when is a lead tried again: /api/calling and /api/campaigns."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.errors import NumberUnreadable
from callwright.flow.calls.service import number_of
from callwright.flow.calls.service.permission import permission
from callwright.flow.calls.service.rules import retry_rules_of, set_retry_rules
from callwright.flow.calls.service.why import why
from callwright.platform.audit import record
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(tags=["calling"])


class TextOut(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class PermissionOut(BaseModel):
    """The gate's answer; `until` is the first moment (UTC) at which it may be allowed, null = not by waiting."""

    allowed: bool
    rule: str | None
    text: TextOut
    until: datetime | None
    barred_by: list[str]


class FilterOut(BaseModel):
    """How many leads a filter removed and when the first of them becomes callable (UTC)."""

    code: str
    zh: str
    en: str
    removed: int
    next_at: datetime | None


class WhyOut(BaseModel):
    """Every lead of a campaign, counted once: callable now, or at the first filter that removes it.

    `simulated`: only simulated customers can be reached; hours remove nobody then.
    """

    at: datetime
    campaign: str
    candidates: int
    callable_now: int
    next_callable_at: datetime | None
    filters: list[FilterOut]
    simulated: bool


class RetryIn(BaseModel):
    """A campaign's own numbers by name; those left out are the defaults."""

    settings: dict[str, int]
    reason: str = Field(min_length=1)


@router.get("/api/calling/permission", dependencies=[require("calls.read")])
async def ask_permission(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    number: str,
    campaign: str = "",
    mode: str = "manual",
) -> PermissionOut:
    """Whether a number may be dialed now, and if not, by which rule; changes nothing. 422 for an unreadable number."""
    e164 = number_of(number)
    if e164 is None:
        raise NumberUnreadable
    verdict = await permission(
        session,
        e164=e164,
        campaign_code=campaign,
        mode=mode,
        guaranteed_agent=mode != "predictive",
        caller_number="+",
        at=clock.now(),
        calendar=calendar,
    )
    return permission_out(verdict)


def permission_out(verdict: Verdict) -> PermissionOut:
    """The gate's answer as it goes out."""
    return PermissionOut(
        allowed=verdict.allowed,
        rule=verdict.rule or None,
        text=TextOut(zh=verdict.text.zh, en=verdict.text.en),
        until=verdict.until,
        barred_by=list(verdict.barred_by),
    )


@router.get("/api/campaigns/{code}/why", dependencies=[require("campaigns.read")])
async def why_nobody(code: str, session: SessionDep, clock: ClockDep, calendar: CalendarDep) -> WhyOut:
    """Why nobody is being called: for each filter how many leads it removed and when the next becomes callable."""
    found = await why(session, code, clock.now(), calendar=calendar)
    return WhyOut(
        at=found.at,
        campaign=found.campaign_code,
        candidates=found.candidates,
        callable_now=found.callable_now,
        next_callable_at=found.next_callable_at,
        filters=[
            FilterOut(code=one.code, zh=one.text.zh, en=one.text.en, removed=one.removed, next_at=one.next_at)
            for one in found.filters
        ],
        simulated=found.simulated,
    )


@router.get("/api/campaigns/{code}/retry", dependencies=[require("campaigns.read")])
async def read_retry(
    code: str, session: SessionDep, clock: ClockDep, calendar: CalendarDep
) -> dict[str, Any]:
    """When and how often leads of a campaign are tried again: minutes, hours, days, attempts as the names say."""
    found = await retry_rules_of(session, campaign_code=code, on=calendar.day_of(clock.now()))
    return found.as_json()


@router.put("/api/campaigns/{code}/retry")
async def write_retry(
    code: str,
    wanted: RetryIn,
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("campaigns.write")],
) -> dict[str, Any]:
    """Give a campaign its own retry numbers, with the reason; 422 for a number that is unknown or too pressing."""
    now = clock.now()
    found = await set_retry_rules(
        session,
        campaign_code=code,
        settings=wanted.settings,
        reason=wanted.reason,
        by=str(principal.account_id),
        at=now,
        on=calendar.day_of(now),
    )
    await record(session, principal, action="calls.retry", object=code, details=dict(wanted.settings))
    return found.as_json()
