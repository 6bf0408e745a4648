"""The agent's desk over HTTP: what it shows, whom to dial, what to do with the call, its result.

State and phone of the desk belong to the floor. Everything that touches the switch is asked of the dialer and answered
by it: an error here carries the dialer's own code and sentence.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Outcome, Verb
from callwright.flow.calls.contracts.desk import Desk
from callwright.flow.calls.errors import CallNotFound
from callwright.flow.calls.routes.asking import ask_dialer, own_person
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.http.dependencies import RuntimeDep
from callwright.platform.principal import Principal
from callwright.registers.campaigns.contracts import DialingMode

router = APIRouter(prefix="/api/desk", tags=["desk"])
OwnDesk = Annotated[Principal, require("calls.dial")]


class CallStarted(BaseModel):
    """The call that was placed."""

    call_id: uuid.UUID


class CampaignIn(BaseModel):
    """A campaign to work for."""

    campaign: Annotated[str, Field(max_length=100)]


class SkipIn(BaseModel):
    """A lead that is not dialed, and why."""

    lead_id: uuid.UUID
    reason: Annotated[str, Field(max_length=200)] = ""


class DialIn(BaseModel):
    """Whom to dial: a number of a lead, or a written number for a campaign."""

    lead_id: uuid.UUID | None = None
    number_index: Annotated[int, Field(ge=0, le=50)] = 0
    number: Annotated[str, Field(max_length=40)] = ""
    campaign: Annotated[str, Field(max_length=100)] = ""


class DigitsIn(BaseModel):
    """Keys to press."""

    digits: Annotated[str, Field(pattern=r"^[0-9*#]{1,32}$")]


class TransferIn(BaseModel):
    """To whom the customer is handed over; `split` is the receiver's share of the credit, 0…1."""

    to_person_id: uuid.UUID
    kind: Literal["warm", "blind"] = "warm"
    split: Annotated[Decimal, Field(ge=0, le=1)] | None = None


class DispositionIn(BaseModel):
    """The result of a call; a callback names its time (ISO with offset)."""

    outcome: Outcome
    note: Annotated[str, Field(max_length=2000)] = ""
    callback_at: datetime | None = None


@router.get("")
async def show_desk(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: OwnDesk,
    browser_id: Annotated[str, Query(max_length=64)] = "",
) -> Desk:
    """The own desk as it is now."""
    return await service.desk(
        session,
        person_id=own_person(principal),
        browser_id=browser_id,
        at=clock.now(),
        calendar=calendar,
    )


@router.post("/next")
async def next_lead(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: OwnDesk, wanted: CampaignIn
) -> dict[str, Any]:
    """Show the next lead of a campaign; it stays with the asker for ten minutes. `lead_id` null: none may be called."""
    lead_id = await service.preview_next(
        session,
        person_id=own_person(principal),
        campaign_code=wanted.campaign,
        at=clock.now(),
        calendar=calendar,
    )
    why = None if lead_id else service.NOTHING_LEFT.to_json()
    return {"lead_id": lead_id, "why": why}


@router.post("/skip")
async def skip_lead(
    session: SessionDep, clock: ClockDep, principal: OwnDesk, skipped: SkipIn
) -> dict[str, bool]:
    """Give the shown lead back undialed."""
    await service.skip(session, person_id=own_person(principal), lead_id=skipped.lead_id, at=clock.now())
    return {"skipped": True}


@router.post("/dial")
async def dial(runtime: RuntimeDep, clock: ClockDep, principal: OwnDesk, wanted: DialIn) -> CallStarted:
    """Dial. Errors: calls.barred (with the rule), .no_line_free, .phone_not_ready, .disposition_missing."""
    person_id = own_person(principal)
    async with runtime.database.transaction() as session:
        if wanted.lead_id is not None:
            lead = await service.dialable(
                session, person_id=person_id, lead_id=wanted.lead_id, at=clock.now()
            )
            if wanted.number_index >= len(lead.numbers):
                raise CallNotFound
            asked: dict[str, Any] = {
                "e164": lead.numbers[wanted.number_index],
                "campaign": lead.campaign_code,
                "mode": str(DialingMode.PREVIEW),
                "lead_id": str(lead.id),
                "contact_id": str(lead.contact_id),
            }
        else:
            number = await service.written_number(session, person_id=person_id, written=wanted.number)
            asked = {"e164": number, "campaign": wanted.campaign, "mode": str(DialingMode.MANUAL)}
    said = await ask_dialer(runtime, Verb.DIAL, person_id, None, asked)
    assert said.attempt_id is not None
    return CallStarted(call_id=said.attempt_id)


@router.post("/calls/{call_id}/digits")
async def press_digits(
    runtime: RuntimeDep, principal: OwnDesk, call_id: uuid.UUID, keys: DigitsIn
) -> CallStarted:
    """Press keys towards the customer."""
    return await _verb(runtime, principal, call_id, Verb.DIGITS, {"digits": keys.digits})


@router.post("/calls/{call_id}/transfer")
async def transfer(
    runtime: RuntimeDep, principal: OwnDesk, call_id: uuid.UUID, wanted: TransferIn
) -> CallStarted:
    """Hand the customer over to a colleague who is ready. Errors: calls.receiver_not_free."""
    asked = {
        "to_person_id": str(wanted.to_person_id),
        "kind": wanted.kind,
        "share": None if wanted.split is None else str(wanted.split),
    }
    return await _verb(runtime, principal, call_id, Verb.TRANSFER, asked)


@router.post("/calls/{call_id}/transfer/{act}")
async def finish_transfer(
    runtime: RuntimeDep, principal: OwnDesk, call_id: uuid.UUID, act: Literal["complete", "cancel"]
) -> CallStarted:
    """Let the colleague go on with the customer, or take the customer back."""
    verb = Verb.TRANSFER_COMPLETE if act == "complete" else Verb.TRANSFER_CANCEL
    return await _verb(runtime, principal, call_id, verb, {})


@router.post("/calls/{call_id}/disposition")
async def record_disposition(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: OwnDesk,
    call_id: uuid.UUID,
    result: DispositionIn,
) -> Desk:
    """Record the result of a call. Errors: calls.already_disposed, calls.wrong_disposition."""
    person_id = own_person(principal)
    await service.dispose(
        session,
        call_id,
        person_id=person_id,
        outcome=result.outcome,
        note=result.note,
        callback_at=result.callback_at,
        at=clock.now(),
        calendar=calendar,
    )
    return await service.desk(session, person_id=person_id, browser_id="", at=clock.now(), calendar=calendar)


@router.post("/calls/{call_id}/{act}")
async def act_on_call(
    runtime: RuntimeDep,
    principal: OwnDesk,
    call_id: uuid.UUID,
    act: Literal["hang-up", "hold", "retrieve", "mute", "unmute", "resume"],
) -> CallStarted:
    """Hang up, hold, retrieve, mute, unmute, or resume (恢复通话) after the own phone was lost."""
    return await _verb(runtime, principal, call_id, Verb(act.replace("-", "_")), {})


async def _verb(
    runtime: RuntimeDep, principal: Principal, call_id: uuid.UUID, verb: Verb, arguments: dict[str, Any]
) -> CallStarted:
    said = await ask_dialer(runtime, verb, own_person(principal), call_id, arguments)
    return CallStarted(call_id=said.attempt_id or call_id)
