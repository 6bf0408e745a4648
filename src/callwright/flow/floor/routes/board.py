"""The floor's part of the wallboard."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from callwright.flow.floor import service
from callwright.flow.floor.contracts import PHONE_TROUBLES, BoardPerson, PhoneHealth, reason_name
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/floor", tags=["floor"])


class BoardPhoneOut(BaseModel):
    """A person's phone: kind "webrtc" or "sip"; times in milliseconds, lost packets since the last report."""

    kind: str
    registered: bool
    healthy: bool
    trouble: dict[str, str] | None
    last_report_at: datetime | None
    packets_lost: int
    jitter_ms: int
    round_trip_ms: int


class BoardPersonOut(BaseModel):
    """One person now. `until` is when a wrap-up ends or a break becomes over-long.

    Today's seconds (talk, work, lost by cause; product §5) are null unless they were asked for.
    """

    person_id: uuid.UUID
    employee_number: str
    person: str
    team: str | None
    state: str
    since: datetime | None
    reason: str
    reason_text: dict[str, str]
    campaign: str
    until: datetime | None
    next_state: str | None
    phone: BoardPhoneOut | None
    talk_seconds: int | None
    work_seconds: int | None
    lost: dict[str, int] | None


class AlarmOut(BaseModel):
    """Something a lead should look at."""

    code: str
    person_id: uuid.UUID
    since: datetime
    zh: str
    en: str


class BoardOut(BaseModel):
    """Everybody visible, how many are in each state, and what is wrong."""

    at: datetime
    people: list[BoardPersonOut]
    by_state: dict[str, int]
    alarms: list[AlarmOut]


@router.get("/board")
async def board(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("floor.board")],
    figures: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter has a default
) -> BoardOut:
    """What everybody within the viewer's scope does now; with `figures` also today's talk and lost minutes."""
    found = await service.board(
        session,
        visible_people=principal.visible_people,
        at=clock.now(),
        calendar=calendar,
        with_figures=figures,
    )
    alarms = [
        AlarmOut(code=one.code, person_id=one.person_id, since=one.since, **one.text.to_json())
        for one in found.alarms
    ]
    people = [_person_out(one) for one in found.people]
    return BoardOut(at=found.at, people=people, by_state=dict(found.by_state), alarms=alarms)


def _person_out(one: BoardPerson) -> BoardPersonOut:
    now = one.current
    return BoardPersonOut(
        person_id=one.person_id,
        employee_number=one.employee_number,
        person=one.name,
        team=one.team,
        state=one.state,
        since=now.since if now else None,
        reason=now.reason if now else "",
        reason_text=reason_name(now.reason if now else "").to_json(),
        campaign=now.campaign if now else "",
        until=now.until if now else None,
        next_state=now.next_state if now else None,
        phone=None if one.phone is None else _phone_out(one.phone),
        talk_seconds=one.talk_seconds,
        work_seconds=one.work_seconds,
        lost=None if one.lost is None else dict(one.lost),
    )


def _phone_out(phone: PhoneHealth) -> BoardPhoneOut:
    return BoardPhoneOut(
        kind=phone.kind,
        registered=phone.registered,
        healthy=phone.healthy,
        trouble=PHONE_TROUBLES[phone.trouble].to_json() if phone.trouble else None,
        last_report_at=phone.last_report_at,
        packets_lost=phone.packets_lost,
        jitter_ms=phone.jitter_ms,
        round_trip_ms=phone.round_trip_ms,
    )
