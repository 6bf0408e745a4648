"""Screening a batch for its campaign: who must not be called, and how well everybody fits (product §2.5, §2.6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from callwright.flow.lists.contracts import ContactFit, Suppression, SuppressionSubject
from callwright.flow.lists.decide.fit import FitFacts, explained, fit, judge_by, summary_of
from callwright.flow.lists.decide.screening import ScoredContact, Screening, SuppressedContact
from callwright.flow.lists.decide.suppression import per_kind, weightiest
from callwright.flow.lists.errors import NotJudgedYet, UnknownBatch
from callwright.flow.lists.repository import batches
from callwright.flow.lists.repository import screening as stored
from callwright.flow.lists.service.suppressing import suppressions_of
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.contacts.contracts import Contact

CHUNK = 20_000


async def screen(
    session: Session, *, batch_id: UUID, at: datetime, campaign_code: str | None = None
) -> Screening:
    """Decide and store, for every contact of a cleaned batch, why it must not be called and how well it fits.

    `campaign_code` defaults to the batch's own; screening again replaces what was stored. UnknownBatch (404).
    """
    batch = await batches.get(session, batch_id)
    if batch is None:
        raise UnknownBatch(batch=batch_id)
    code = campaign_code or batch.campaign_code or ""
    target = (await campaigns.campaign(session, code)).target if code else {}
    judge = judge_by(target)
    found: dict[UUID, tuple[Suppression, ...]] = {}
    fits: dict[UUID, ContactFit] = {}
    async for rows in stored.facts(session, batch_id, chunk=CHUNK):
        subjects = [SuppressionSubject(one.contact_id, one.company, tuple(one.numbers)) for one in rows]
        found |= await suppressions_of(session, subjects=subjects, at=at)
        fits |= {one.contact_id: judge(_facts(one)) for one in rows}
    judgement: dict[str, Any] = {
        "batch_id": batch_id,
        "campaign_code": code,
        "at": at,
        "contacts": len(fits),
        "suppressed": len(found),
        "by_kind": per_kind(found),
        "target": target,
        "fit": summary_of(fits.values(), target),
    }
    scored = fits if any(target.values()) else {}
    await stored.replace(
        session,
        judgement,
        _suppressed(batch_id, code, found),
        ((batch_id, code, contact_id, one.score, list(one.parts)) for contact_id, one in scored.items()),
    )
    return Screening(**judgement)


def _facts(row: Any) -> FitFacts:
    place = f"{row.province}{row.city}{row.district}"
    return FitFacts(row.company, row.industry, place, row.remark, tuple(row.numbers))


def _suppressed(
    batch_id: UUID, code: str, found: dict[UUID, tuple[Suppression, ...]]
) -> Iterator[tuple[object, ...]]:
    """One line per contact and kind, the longest of a kind."""
    for contact_id, several in found.items():
        for kind in sorted({one.kind for one in several}):
            one = weightiest([each for each in several if each.kind == kind])
            if one is not None:
                yield (batch_id, code, contact_id, kind, one.until, one.reason, one.source)


async def screening(session: Session, batch_id: UUID, *, campaign_code: str | None = None) -> Screening:
    """The stored screening of a batch for a campaign (default: its own); NotJudgedYet (409), UnknownBatch (404)."""
    batch = await batches.get(session, batch_id)
    if batch is None:
        raise UnknownBatch(batch=batch_id)
    row = await stored.judgement(session, batch_id, campaign_code or batch.campaign_code or "")
    if row is None:
        raise NotJudgedYet
    return Screening(**{name: getattr(row, name) for name in Screening.__dataclass_fields__})


async def suppressed_page(
    session: Session,
    batch_id: UUID,
    *,
    campaign_code: str | None = None,
    kind: str | None = None,
    page: int = 1,
    size: int | None = 50,
) -> tuple[list[SuppressedContact], int]:
    """Suppressed contacts of a batch in file order, a line per kind; `size` None gives all."""
    whole = await screening(session, batch_id, campaign_code=campaign_code)
    found, total = await stored.suppressed_page(
        session,
        batch_id,
        whole.campaign_code,
        kind=kind,
        offset=(page - 1) * (size or 0),
        limit=size,
    )
    names = [name for name in SuppressedContact.__dataclass_fields__ if name != "numbers"]
    return [
        SuppressedContact(
            **{name: getattr(one, name) for name in names}, numbers=tuple(n for n in one.numbers if n)
        )
        for one in found
    ], total


async def scored_page(
    session: Session,
    batch_id: UUID,
    *,
    campaign_code: str | None = None,
    best: bool = True,
    page: int = 1,
    size: int = 50,
) -> tuple[list[ScoredContact], int]:
    """Contacts of a batch by fit, best (or worst) first, each criterion explained."""
    whole = await screening(session, batch_id, campaign_code=campaign_code)
    found, total = await stored.fit_page(
        session, batch_id, whole.campaign_code, best=best, offset=(page - 1) * size, limit=size
    )
    return [
        ScoredContact(
            one.contact_id,
            one.company,
            one.person,
            None if one.score is None else str(one.score),
            explained(ContactFit(one.score, tuple(one.parts)), whole.target),
        )
        for one in found
    ], total


async def fits(
    session: Session, *, campaign_code: str, contact_ids: Collection[UUID]
) -> dict[UUID, ContactFit]:
    """The stored fit of contacts for a campaign; contacts of batches that were not screened for it are left out."""
    return await stored.fits_of(session, campaign_code, contact_ids) if contact_ids else {}


def fit_of(target: dict[str, Any], contact: Contact) -> ContactFit:
    """The fit of a contact that no screening has seen, by the same definition."""
    numbers = tuple(number.e164 for number in contact.numbers)
    return fit(target, FitFacts(contact.company, contact.industry, contact.place, contact.remark, numbers))
