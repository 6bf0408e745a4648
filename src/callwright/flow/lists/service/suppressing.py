"""The suppression ledger: who must not be called, why and until when; refusals are final (product §2.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from callwright.flow.lists.contracts import NewSuppression, Suppression, SuppressionSubject
from callwright.flow.lists.decide.suppression import FINAL, KINDS, company_form, kind_of_refusal
from callwright.flow.lists.decide.suppression import weightiest as heaviest
from callwright.flow.lists.models import SuppressionRow
from callwright.flow.lists.repository import suppressions
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Refusal

NUMBERS_AT_ONCE = 20_000
NOBODY = UUID(int=0)
"""Stands for the contact of a number that no contact carries."""


async def suppress(session: Session, entries: Iterable[NewSuppression], *, by: str, at: datetime) -> int:
    """Tell the ledger; later stages push down what they know. Returns how many lines are new.

    Telling the same again prolongs a line or opens it anew, and never doubles it. A final kind is written to the
    contacts register as a refusal, where nothing takes it back. A company too short to recognise is left out.
    """
    final: list[NewSuppression] = []
    others: list[NewSuppression] = []
    for entry in entries:
        (final if entry.kind in FINAL else others).append(entry)
    new = await contacts.refuse_all(
        session, [Refusal(one.subject, one.kind, one.source, one.since) for one in final]
    )
    records: dict[tuple[str, str, str, str], dict[str, object]] = {}
    for one in others:
        subject = company_form(one.subject) if one.subject_kind == "company" else one.subject
        if subject:
            values = {**asdict(one), "subject": subject, "recorded_by": by, "recorded_at": at}
            records[one.kind, one.subject_kind, subject, one.source] = values
    return new + await suppressions.tell(session, list(records.values()))


async def end_suppressions(
    session: Session, *, sources: Collection[str], at: datetime, by: str, why: str
) -> int:
    """End what followed from these sources ("lead:…", "order:…"); refusals have no end. Returns how many lines."""
    return await suppressions.end_by_source(session, sources, at=at, by=by, why=why)


async def suppressions_of(
    session: Session,
    *,
    subjects: Sequence[SuppressionSubject],
    at: datetime,
    for_person: UUID | None = None,
    outside_campaign: str | None = None,
) -> dict[UUID, tuple[Suppression, ...]]:
    """Why these contacts must not be called at a moment; contacts that may be called are left out.

    Asked at the moment of use: at import, release, claim and assignment. `for_person` leaves out what is protected
    for that person, `outside_campaign` what is protected in that campaign itself (a contact is one lead there).
    """
    found: defaultdict[UUID, list[Suppression]] = defaultdict(list)
    by_number: defaultdict[str, list[UUID]] = defaultdict(list)
    by_company: defaultdict[str, list[UUID]] = defaultdict(list)
    for one in subjects:
        for number in one.numbers:
            by_number[number].append(one.contact_id)
    if await suppressions.has_lines(session, "company", at=at):
        for one in subjects:
            if form := company_form(one.company):
                by_company[form].append(one.contact_id)
    await _add_refusals(session, by_number, found)
    by_contact: dict[str, list[UUID]] = {}
    if await suppressions.has_lines(session, "contact", at=at):
        by_contact = {str(one.contact_id): [one.contact_id] for one in subjects}
    for kind, asked in (("number", by_number), ("company", by_company), ("contact", by_contact)):
        for line in await _lines(session, kind, list(asked), at):
            if line.kind == "protected" and (
                line.person_id == for_person
                or (outside_campaign is not None and line.campaign_code == outside_campaign)
            ):
                continue
            for contact_id in asked[line.subject]:
                found[contact_id].append(_suppression(contact_id, line))
    return {contact_id: tuple(several) for contact_id, several in found.items()}


async def lines_against_numbers(
    session: Session, *, asked: Sequence[tuple[str, Sequence[UUID], Collection[str]]], at: datetime
) -> list[list[Suppression]]:
    """What the ledger holds against each call: about its number, contacts and companies. Refusals are not asked.

    One statement, because it is asked before every dial; `suppressions_of` answers for many contacts with refusals.
    """
    subjects: list[tuple[int, str, str]] = []
    for place, (e164, contact_ids, companies) in enumerate(asked):
        subjects.append((place, "number", e164))
        subjects += [(place, "contact", str(one)) for one in contact_ids]
        forms = {form for name in companies if (form := company_form(name))}
        subjects += [(place, "company", form) for form in sorted(forms)]
    found: list[list[Suppression]] = [[] for _ in asked]
    for line in await suppressions.lines_against(session, subjects, at=at):
        contact_ids = asked[line.place][1]
        found[line.place].append(_suppression(contact_ids[0] if contact_ids else NOBODY, line))
    return found


async def _add_refusals(
    session: Session, by_number: dict[str, list[UUID]], found: dict[UUID, list[Suppression]]
) -> None:
    numbers = list(by_number)
    for start in range(0, len(numbers), NUMBERS_AT_ONCE):
        for refusal in await contacts.refusals(session, numbers[start : start + NUMBERS_AT_ONCE]):
            kind = kind_of_refusal(refusal.reason)
            for contact_id in by_number[refusal.e164]:
                found[contact_id].append(
                    Suppression(contact_id, kind, None, refusal.reason, refusal.source, final=True)
                )


async def _lines(session: Session, kind: str, subjects: list[str], at: datetime) -> list[SuppressionRow]:
    lines: list[SuppressionRow] = []
    for start in range(0, len(subjects), NUMBERS_AT_ONCE):
        lines += await suppressions.lines_of(session, kind, subjects[start : start + NUMBERS_AT_ONCE], at=at)
    return lines


def _suppression(contact_id: UUID, line: Any) -> Suppression:
    """A stored line about a contact."""
    return Suppression(
        contact_id=contact_id,
        kind=line.kind,
        until=line.until,
        reason=line.reason,
        source=line.source,
        person_id=line.person_id,
        campaign_code=line.campaign_code,
    )


def weightiest(found: Sequence[Suppression]) -> Suppression | None:
    """The reason to show first: a final one, then in the order of the kinds; None when there is none."""
    return heaviest(found)


def kind_name(kind: str) -> Text:
    """What a kind of suppression is called."""
    return KINDS[kind]  # type: ignore[index]  # any other word is a mistake and raises


async def customers_among(session: Session, contact_ids: Collection[UUID]) -> set[UUID]:
    """Which of these contacts are known to have ordered."""
    return await suppressions.customers(session, contact_ids) if contact_ids else set()
