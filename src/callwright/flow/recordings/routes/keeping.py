"""Who heard a recording, what keeps it, and its erasure."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.calls import service as calls
from callwright.flow.recordings import service
from callwright.flow.recordings.errors import OneSubject
from callwright.kernel.phone import PhoneNumber
from callwright.platform.audit import record
from callwright.platform.audit.trail import acts_on
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter()

ACCESSES = ("recordings.play", "recordings.download")


class AccessOut(BaseModel):
    """One time somebody listened: who, when (UTC), and which bytes were asked for ("" = everything)."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    account_id: uuid.UUID | None
    actor: str
    action: str
    details: dict[str, Any]


class HoldOut(BaseModel):
    """A legal hold; `number` is masked, times UTC."""

    id: uuid.UUID
    recording_id: uuid.UUID | None
    number: str | None
    campaign_code: str | None
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None
    lifted_at: datetime | None


class HoldIn(BaseModel):
    """A new hold on exactly one subject, with its reason."""

    recording_id: uuid.UUID | None = None
    number: str | None = None
    campaign_code: str | None = None
    reason: str = Field(min_length=3)


class ErasureIn(BaseModel):
    """A wish to be erased: a number or a contact, and who asked for it why."""

    number: str | None = None
    contact_id: uuid.UUID | None = None
    reason: str = Field(min_length=3)


class NotErasedOut(BaseModel):
    """A recording that stays: the rule or hold that keeps it, in words, and until when (None = until lifted)."""

    recording_id: uuid.UUID
    rule: str
    until: datetime | None
    zh: str
    en: str


class ErasureOut(BaseModel):
    """What was erased and what had to stay."""

    erased: list[uuid.UUID]
    refused: list[NotErasedOut]


@router.get("/holds")
async def holds(
    session: SessionDep,
    principal: Annotated[Principal, require("recordings.erase")],
    lifted: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> list[HoldOut]:
    """Legal holds in force, oldest first; `lifted` adds those that were lifted."""
    del principal
    return [HoldOut.model_validate(one.to_json()) for one in await service.holds(session, lifted=lifted)]


@router.post("/holds", status_code=201)
async def place_hold(
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("recordings.erase")],
    wanted: HoldIn,
) -> HoldOut:
    """Keep everything of one recording, number or campaign until the hold is lifted."""
    hold = await service.place_hold(
        session,
        reason=wanted.reason,
        by=principal.name,
        now=clock.now(),
        recording_id=wanted.recording_id,
        e164=calls.number_of(wanted.number) if wanted.number else None,
        campaign_code=wanted.campaign_code,
    )
    await record(
        session, principal, action="recordings.hold", object=f"hold:{hold.id}", details=_plain(hold.to_json())
    )
    return HoldOut.model_validate(hold.to_json())


@router.delete("/holds/{hold_id}", status_code=204)
async def lift_hold(
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("recordings.erase")],
    hold_id: uuid.UUID,
) -> None:
    """End a hold; it stays on record."""
    await service.lift_hold(session, hold_id=hold_id, by=principal.name, now=clock.now())
    await record(session, principal, action="recordings.lift_hold", object=f"hold:{hold_id}")


@router.post("/erase")
async def erase(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("recordings.erase")],
    wish: ErasureIn,
) -> ErasureOut:
    """Erase what is kept of a person, as far as the law lets; what must stay is named with its rule."""
    number = calls.number_of(wish.number) if wish.number else None
    if (number is None) == (wish.contact_id is None):
        raise OneSubject
    numbers = [number] if number else await service.numbers_of(session, wish.contact_id or uuid.uuid4())
    report = await service.erase_on_request(
        session, numbers=numbers, reason=wish.reason, now=clock.now(), calendar=calendar
    )
    subject = f"contact:{wish.contact_id}" if wish.contact_id else f"number:{PhoneNumber(numbers[0]).masked}"
    details = {"reason": wish.reason, **report.to_json()}
    await record(session, principal, action="recordings.erase", object=subject, details=details)
    await submit(session, "recordings.finish_erasures", {})
    return ErasureOut.model_validate(report.to_json())


@router.get("/{recording_id}/access")
async def accesses(
    session: SessionDep,
    page: PageParams,
    principal: Annotated[Principal, require("recordings.read_access")],
    recording_id: uuid.UUID,
) -> Page[AccessOut]:
    """Who listened to a recording and when, newest first (product §4.7); for recordings one may see oneself."""
    await service.recording(session, recording_id, visible_people=principal.visible_people)
    found, total = await acts_on(
        session, str(recording_id), actions=ACCESSES, offset=page.offset, limit=page.size
    )
    items = [AccessOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


def _plain(hold: dict[str, object]) -> dict[str, object]:
    return {name: str(value) for name, value in hold.items() if value is not None}
