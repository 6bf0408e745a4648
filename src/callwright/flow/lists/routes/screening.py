"""Suppression and fit of a batch for a campaign (product §2.5, §2.6)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.lists import service
from callwright.flow.lists.contracts import SuppressionKind
from callwright.flow.lists.decide.fit import CRITERIA
from callwright.flow.lists.decide.screening import Screening
from callwright.flow.lists.decide.suppression import KINDS
from callwright.flow.lists.routes.shapes import Shape, shown_numbers
from callwright.platform.http import ClockDep, Page, PageParams, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/lists/{batch_id}", tags=["lists"])
Reader = Annotated[Principal, require("lists.read")]


class KindCount(BaseModel):
    """Contacts kept off by one kind of suppression."""

    kind: SuppressionKind
    count: int
    zh: str
    en: str


class FitBand(BaseModel):
    """Contacts whose fit is at least `low` and below the next band's; the last band is exactly 1."""

    low: Decimal
    count: int


class FitCriterion(BaseModel):
    """One criterion of the target: its words, and for how many contacts it holds, fails or is not known."""

    criterion: str
    zh: str
    en: str
    words: list[str]
    holds: int
    fails: int
    unknown: int


class ScreeningOut(BaseModel):
    """Who of the batch must not be called, and how well it fits the campaign's target.

    `contacts` = `callable` + `suppressed`; a contact may count under several kinds. `average` 0…1, null when the
    campaign names no target or nothing could be judged.
    """

    batch_id: UUID
    campaign: str | None
    at: datetime
    contacts: int
    suppressed: int
    callable: int
    by_kind: list[KindCount]
    judged: int
    unknown: int
    average: Decimal | None
    bands: list[FitBand]
    criteria: list[FitCriterion]

    @classmethod
    def of(cls, found: Screening) -> ScreeningOut:
        """From the stage's own form."""
        fit: dict[str, Any] = found.fit
        return cls(
            batch_id=found.batch_id,
            campaign=found.campaign_code or None,
            at=found.at,
            contacts=found.contacts,
            suppressed=found.suppressed,
            callable=found.callable,
            by_kind=[
                KindCount(kind=kind, count=found.by_kind[kind], **name.to_json())
                for kind, name in KINDS.items()
                if kind in found.by_kind
            ],
            judged=fit["judged"],
            unknown=fit["unknown"],
            average=fit["average"],
            bands=[FitBand(low=one["from"], count=one["count"]) for one in fit["bands"]],
            criteria=[FitCriterion(**one, **CRITERIA[one["criterion"]].to_json()) for one in fit["criteria"]],
        )


class ScreenIn(BaseModel):
    """The campaign to screen for; without one the batch's own."""

    campaign: str | None = None


class SuppressedOut(BaseModel):
    """One contact that must not be called, and why; `until` null = for good; `row` is its first row."""

    contact_id: UUID
    kind: SuppressionKind
    zh: str
    en: str
    until: datetime | None
    reason: str
    source: str
    company: str
    person: str
    row: int
    numbers: list[str]


class ScoredOut(Shape):
    """One contact with its fit 0…1; each criterion {criterion, zh, en, words, holds: true, false or null}."""

    contact_id: UUID
    company: str
    person: str
    score: Decimal | None
    explained: list[dict[str, Any]]


@router.get("/screening")
async def show_screening(
    session: SessionDep, batch_id: UUID, principal: Reader, campaign: str | None = None
) -> ScreeningOut:
    """Counts of suppressed contacts per kind and the distribution of fit, as stored at import or release."""
    return ScreeningOut.of(await service.screening(session, batch_id, campaign_code=campaign))


@router.post("/screening")
async def screen_again(
    session: SessionDep,
    clock: ClockDep,
    batch_id: UUID,
    wanted: ScreenIn,
    principal: Annotated[Principal, require("lists.write")],
) -> ScreeningOut:
    """Decide suppression and fit anew, also for another campaign than the batch's own."""
    return ScreeningOut.of(
        await service.screen(session, batch_id=batch_id, at=clock.now(), campaign_code=wanted.campaign)
    )


@router.get("/suppressed")
async def list_suppressed(
    session: SessionDep,
    batch_id: UUID,
    page: PageParams,
    principal: Reader,
    kind: SuppressionKind | None = None,
    campaign: str | None = None,
) -> Page[SuppressedOut]:
    """The suppressed contacts in file order, a line per kind."""
    found, total = await service.suppressed_page(
        session, batch_id, campaign_code=campaign, kind=kind, page=page.page, size=page.size
    )
    reveal = principal.may("numbers.reveal")
    items = [
        SuppressedOut(
            **{name: getattr(one, name) for name in one.__dataclass_fields__ if name != "numbers"},
            **KINDS[one.kind].to_json(),  # type: ignore[index]  # a stored kind
            numbers=shown_numbers(one.numbers, reveal=reveal),
        )
        for one in found
    ]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/fit")
async def list_fit(
    session: SessionDep,
    batch_id: UUID,
    page: PageParams,
    principal: Reader,
    order: str = "best",
    campaign: str | None = None,
) -> Page[ScoredOut]:
    """Contacts by fit, `order` best or worst first, each with its criteria explained."""
    found, total = await service.scored_page(
        session, batch_id, campaign_code=campaign, best=order != "worst", page=page.page, size=page.size
    )
    items = [ScoredOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)
