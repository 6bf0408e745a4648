"""The shared library and its examples to hear, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.coaching import service
from callwright.flow.coaching.contracts.library import CardKind, Consent
from callwright.flow.recordings.service import SoundVault
from callwright.platform.auth import Principal
from callwright.platform.http import ClockDep, Page, PageParams, PortsDep, SessionDep, require

router = APIRouter(prefix="/library")
Reader = Annotated[Principal, require("library.read")]
Writer = Annotated[Principal, require("library.write")]


class CardUseOut(BaseModel):
    """How often a card was used, and what became of the calls."""

    model_config = ConfigDict(from_attributes=True)

    uses: int
    people: int
    calls: int
    effective: int
    interested: int
    ordered: int


class LibraryCardOut(BaseModel):
    """The newest version of a card."""

    model_config = ConfigDict(from_attributes=True)

    key: UUID
    version: int
    kind: CardKind
    title: str
    text: str
    campaign: str
    step: str
    product: str
    retired: bool
    written_at: dt.datetime
    written_by: str
    use: CardUseOut


class LibraryCardIn(BaseModel):
    """A new card, or with `key` and the `version` it was read in, the next version of a known one."""

    key: UUID | None = None
    version: int = Field(default=0, ge=0)
    kind: CardKind
    title: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=8000)
    campaign: str = Field(default="", max_length=100)
    step: str = Field(default="", max_length=100)
    product: str = Field(default="", max_length=100)
    retired: bool = False


class CardUsedIn(BaseModel):
    """The own call it was used in, if any."""

    attempt_id: UUID | None = None


class ExampleOut(BaseModel):
    """A part of a call to hear; `person` is empty unless the person agreed to be named."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person: str
    mine: bool
    campaign: str
    step: str
    title: str
    why: str
    said: str
    start: float
    end: float
    consent: Consent
    named: bool
    proposed_at: dt.datetime
    proposed_by: str
    plays: int


class ExampleIn(BaseModel):
    """A part of a call, in seconds; `checked`: somebody listened and no data of the customer is heard."""

    attempt_id: UUID
    step: str = Field(default="", max_length=100)
    title: str = Field(min_length=2, max_length=200)
    why: str = Field(default="", max_length=2000)
    start: float = Field(ge=0)
    end: float = Field(gt=0)
    checked: bool = False


class ExampleConsentIn(BaseModel):
    """The person's own decision; `named`: others may read the name."""

    agree: bool
    named: bool = False


@router.get("/cards")
async def cards(
    session: SessionDep, principal: Reader, page: PageParams, kind: CardKind | None = None, words: str = ""
) -> Page[LibraryCardOut]:
    """The cards in use, by kind and title; `words` is looked for in title and text."""
    del principal
    found = await service.cards(session, kind=kind, words=words.strip())
    part = found[page.offset : page.offset + page.size]
    items = [LibraryCardOut.model_validate(one) for one in part]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/cards", status_code=201)
async def write_card(
    session: SessionDep, clock: ClockDep, principal: Writer, body: LibraryCardIn
) -> LibraryCardOut:
    """Write a card, or its next version."""
    found = await service.write_card(session, **body.model_dump(), principal=principal, now=clock.now())
    return LibraryCardOut.model_validate(found)


@router.post("/cards/{key}/use")
async def use_card(
    session: SessionDep, clock: ClockDep, principal: Reader, key: UUID, body: CardUsedIn
) -> LibraryCardOut:
    """Mark that the asker used a card."""
    found = await service.use_card(
        session, key=key, attempt_id=body.attempt_id, principal=principal, now=clock.now()
    )
    return LibraryCardOut.model_validate(found)


@router.get("/examples")
async def examples(
    session: SessionDep, principal: Reader, page: PageParams, step: str = "", campaign: str = ""
) -> Page[ExampleOut]:
    """Examples whose person agreed, and the asker's own."""
    found = await service.examples(session, step=step, campaign=campaign, principal=principal)
    part = found[page.offset : page.offset + page.size]
    items = [
        ExampleOut(
            mine=one.person_id == principal.person_id,
            **{name: getattr(one, name) for name in ExampleOut.model_fields if name != "mine"},
        )
        for one in part
    ]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/examples", status_code=201)
async def propose_example(
    session: SessionDep, clock: ClockDep, principal: Writer, body: ExampleIn
) -> dict[str, str]:
    """Propose a part of a call in scope; it is heard by nobody else until the person agrees."""
    found = await service.propose_example(session, **body.model_dump(), principal=principal, now=clock.now())
    return {"id": str(found.id), "consent": found.consent}


@router.post("/examples/{example_id}/consent")
async def answer_example(
    session: SessionDep, clock: ClockDep, principal: Reader, example_id: UUID, body: ExampleConsentIn
) -> dict[str, str]:
    """Agree, refuse or withdraw: only the person who speaks in it."""
    found = await service.answer_example(
        session,
        example_id=example_id,
        agree=body.agree,
        named=body.named,
        principal=principal,
        now=clock.now(),
    )
    return {"id": str(found.id), "consent": found.consent}


@router.get("/examples/{example_id}/audio", response_class=Response)
async def example_audio(
    session: SessionDep, ports: PortsDep, principal: Reader, example_id: UUID
) -> Response:
    """The part as a WAV file; every time it is heard is logged."""
    found = await service.example_sound(
        session, example_id=example_id, vault=ports.get(SoundVault), principal=principal
    )
    return Response(found, media_type="audio/wav", headers={"Cache-Control": "private, no-store"})
