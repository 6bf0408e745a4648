"""Practising from the own desk: with whom, and the call itself. Its number is nobody's choice."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Verb
from callwright.flow.calls.contracts.practice import PracticeRoom
from callwright.flow.calls.errors import CallNotFound, PracticeCustomerUnknown
from callwright.flow.calls.routes.asking import ask_dialer, own_person
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.platform.http.dependencies import RuntimeDep
from callwright.platform.principal import Principal
from callwright.rules.practice.profiles import profile_named

router = APIRouter(prefix="/api/desk/practice", tags=["desk"])
OwnDesk = Annotated[Principal, require("calls.dial")]


class PracticeIn(BaseModel):
    """With whom to practise; nothing else can be asked for, least of all a number."""

    model_config = ConfigDict(extra="forbid")

    profile: Annotated[str, Field(max_length=40)]


class PracticeStarted(BaseModel):
    """The practice call that was placed."""

    call_id: uuid.UUID


@router.get("")
async def practice_room(session: SessionDep, clock: ClockDep, principal: OwnDesk) -> PracticeRoom:
    """The customers to practise with, and whether one can be called now (`why_not` null) and speaks."""
    return await service.practice_room(session, person_id=own_person(principal), at=clock.now())


@router.post("")
async def practise(
    runtime: RuntimeDep, clock: ClockDep, principal: OwnDesk, wanted: PracticeIn
) -> PracticeStarted:
    """Call a synthesised customer over the own phone. It is in no figure, and no person is dialed.

    Errors: calls.practice_customer_unknown, .practice_unavailable, .phone_not_ready, .disposition_missing,
    floor.wrong_state.
    """
    person_id = own_person(principal)
    if profile_named(wanted.profile) is None:
        raise PracticeCustomerUnknown(profile=wanted.profile)
    async with runtime.database.transaction() as session:
        node = await service.practice_node(session, person_id=person_id, at=clock.now())
    said = await ask_dialer(runtime, Verb.PRACTISE, person_id, None, {"profile": wanted.profile}, node=node)
    if said.attempt_id is None:
        raise CallNotFound
    return PracticeStarted(call_id=said.attempt_id)
