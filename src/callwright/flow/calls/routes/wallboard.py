"""The wallboard over HTTP: people, campaigns, lines; listening in, which is always logged."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Verb
from callwright.flow.calls.contracts.wallboard import BoardCall, BoardCampaign, BoardLine
from callwright.flow.calls.errors import CallNotFound, PhoneNotReady
from callwright.flow.calls.routes.asking import ask_dialer
from callwright.flow.floor import service as floor
from callwright.platform.audit import record
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.http.dependencies import RuntimeDep
from callwright.platform.principal import Principal
from callwright.registers.campaigns import service as campaigns

router = APIRouter(prefix="/api/wallboard", tags=["wallboard"])
Listener = Annotated[Principal, require("calls.listen")]


class WallboardPersonOut(BaseModel):
    """One person: state since when and why, the name of the campaign worked for, the phone, the call."""

    person_id: uuid.UUID
    person: str
    team: str | None
    state: str
    since: datetime | None
    reason: str
    campaign: str | None
    phone_registered: bool
    call: BoardCall | None


class WallboardAlarmOut(BaseModel):
    """Something to look at, since when (UTC)."""

    code: str
    since: datetime
    zh: str
    en: str


class WallboardOut(BaseModel):
    """Everything the wallboard shows at `at` (UTC)."""

    at: datetime
    people: list[WallboardPersonOut]
    by_state: dict[str, int]
    campaigns: list[BoardCampaign]
    lines: list[BoardLine]
    alarms: list[WallboardAlarmOut]


class ListenIn(BaseModel):
    """Whom to listen to; with `whisper` that person hears the listener, the customer does not."""

    person_id: uuid.UUID
    whisper: bool = False


class ListeningOut(BaseModel):
    """The listener's own call; end it with DELETE."""

    call_id: uuid.UUID


@router.get("")
async def wallboard(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("floor.board")],
) -> WallboardOut:
    """Everybody within the viewer's scope, every dialed campaign, every line."""
    at = clock.now()
    board = await floor.board(session, visible_people=principal.visible_people, at=at, calendar=calendar)
    names = {one.code: one.name for one in await campaigns.campaigns(session)}
    calls = await service.calls_of(session, {one.person_id for one in board.people})
    return WallboardOut(
        at=board.at,
        people=[
            WallboardPersonOut(
                person_id=one.person_id,
                person=one.name,
                team=one.team,
                state=one.state,
                since=one.current.since if one.current else None,
                reason=one.current.reason if one.current else "",
                campaign=names.get(one.current.campaign, one.current.campaign) or None
                if one.current
                else None,
                phone_registered=one.phone.registered if one.phone else False,
                call=calls.get(one.person_id),
            )
            for one in board.people
        ],
        by_state=dict(board.by_state),
        campaigns=await service.board_campaigns(session, at=at, calendar=calendar),
        lines=await service.board_lines(session, at=at, calendar=calendar),
        alarms=[
            WallboardAlarmOut(code=one.code, since=one.since, zh=one.text.zh, en=one.text.en)
            for one in board.alarms
        ],
    )


@router.post("/listen")
async def listen(runtime: RuntimeDep, clock: ClockDep, principal: Listener, wanted: ListenIn) -> ListeningOut:
    """Hear a call within the own scope. The log says who listened to whom, and whether they whispered."""
    if principal.visible_people is not None and wanted.person_id not in principal.visible_people:
        raise CallNotFound
    if principal.person_id is None:
        raise PhoneNotReady
    async with runtime.database.transaction() as session:
        phones = await floor.phones(session, person_ids=[principal.person_id], at=clock.now())
        phone = phones.get(principal.person_id)
        if phone is None or not phone.registered:
            raise PhoneNotReady
        details: dict[str, object] = {"whisper": wanted.whisper}
        await record(session, principal, action="calls.listen", object=str(wanted.person_id), details=details)
    asked = {"person_id": str(wanted.person_id), "phone": phone.name, "whisper": wanted.whisper}
    said = await ask_dialer(runtime, Verb.LISTEN, principal.person_id, None, asked)
    assert said.attempt_id is not None
    return ListeningOut(call_id=said.attempt_id)


@router.delete("/listen/{call_id}")
async def stop_listening(runtime: RuntimeDep, principal: Listener, call_id: uuid.UUID) -> ListeningOut:
    """Stop listening."""
    await ask_dialer(runtime, Verb.LISTEN_END, principal.person_id, call_id, {})
    return ListeningOut(call_id=call_id)
