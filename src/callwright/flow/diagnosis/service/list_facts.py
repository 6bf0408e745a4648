"""Facts about lists: what the calls of each batch came to."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import FINAL_REFUSALS, RIGHT_DATA, WRONG_DATA, Direction, Outcome
from callwright.flow.diagnosis.decide.facts import BatchCalls, UnlistedCalls
from callwright.flow.diagnosis.service.period import Span
from callwright.flow.leads import service as leads
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import BatchSummary
from callwright.platform.db import Session
from callwright.rules.quality.values import quality_parameters

PAGE = 5_000


@dataclass
class _Tally:
    """What the dials of one contact came to."""

    dials: int = 0
    complaints: int = 0
    wrong: int = 0


@dataclass
class _Dials:
    """Dials of a span by contact; None are numbers of no contact."""

    by_contact: dict[UUID | None, _Tally] = field(default_factory=lambda: defaultdict(_Tally))

    @property
    def all(self) -> int:
        """All dials."""
        return sum(one.dials for one in self.by_contact.values())

    def of(self, contacts: Collection[UUID]) -> _Tally:
        """The dials of some contacts together."""
        found = [self.by_contact[one] for one in contacts if one in self.by_contact]
        return _Tally(
            sum(one.dials for one in found),
            sum(one.complaints for one in found),
            sum(one.wrong for one in found),
        )


async def list_facts(
    session: Session, now: Span, before: Span, *, today: dt.date
) -> tuple[list[BatchCalls], UnlistedCalls]:
    """Every batch with the calls of its contacts, and the dials that belong to no contact."""
    dials, earlier = await _dials(session, now), await _dials(session, before)
    batches = [one for one in await lists.all_batches(session) if one.state == "cleaned"]
    fits = {
        one.batch_id: one.average for one in await leads.batch_fit(session, batch_ids=[b.id for b in batches])
    }
    members = {one.id: await _contacts_of(session, one.id) for one in batches}
    released = set().union(*(members[one.id] for one in batches if one.released_at is not None))
    facts = []
    for one in batches:
        contacts = members[one.id] if one.released_at is not None else members[one.id] - released
        facts.append(await _batch(session, one, contacts, dials, earlier, fits.get(one.id), today))
    outside = dials.by_contact.get(None, _Tally())
    outside_before = earlier.by_contact.get(None, _Tally())
    return facts, UnlistedCalls(outside.dials, dials.all, outside_before.dials)


async def _dials(session: Session, span: Span) -> _Dials:
    """All outbound attempts of a span, a day at a time so that no query grows with the month."""
    found = _Dials()
    start = span.start
    while start < span.end:
        end = min(start + dt.timedelta(days=1), span.end)
        offset, total = 0, 1
        while offset < total:
            page, total = await calls.attempts_page(session, start=start, end=end, offset=offset, limit=PAGE)
            for attempt in page:
                if attempt.direction is Direction.OUTBOUND:
                    _count(found.by_contact[attempt.contact_id], attempt.outcome)
            offset += PAGE
        start = end
    return found


def _count(tally: _Tally, outcome: Outcome) -> None:
    tally.dials += 1
    tally.complaints += outcome in FINAL_REFUSALS
    tally.wrong += outcome in WRONG_DATA


async def _contacts_of(session: Session, batch_id: UUID) -> set[UUID]:
    """The contacts of a batch; one that is not released has to be read row by row."""
    found = set(await lists.released_contacts(session, batch_id))
    if found:
        return found
    page, total = 1, 1
    while (page - 1) * PAGE < total:
        rows, total = await lists.rows_page(session, batch_id, page=page, size=PAGE)
        found |= {row.entity for row in rows if row.entity is not None}
        page += 1
    return found


async def _batch(
    session: Session,
    batch: BatchSummary,
    contacts: set[UUID],
    dials: _Dials,
    earlier: _Dials,
    fit: Decimal | None,
    today: dt.date,
) -> BatchCalls:
    """One batch; for an unreleased one `contacts` leaves out those that a released batch holds too."""
    tally = dials.of(contacts)
    outcomes = Counter(one.outcome for one in await calls.newest_outcomes(session, contact_ids=contacts))
    good = sum(number for outcome, number in outcomes.items() if outcome in RIGHT_DATA)
    wrong = sum(number for outcome, number in outcomes.items() if outcome in WRONG_DATA)
    gate = await lists.gate_view(session, batch.id, on=today)
    rules = quality_parameters(today)
    return BatchCalls(
        batch_id=batch.id,
        name=batch.name,
        source=batch.source,
        released=batch.released_at is not None,
        override_reason=batch.override_reason,
        sequential_share=_decimal(batch.sequential_share),
        sequential_limit=rules.sequential_share_limit,
        fit=fit,
        dials=tally.dials,
        previous_dials=earlier.of(contacts).dials,
        complaints=tally.complaints,
        judged=good + wrong,
        good=good,
        bad_dials=tally.wrong,
        price=batch.price,
        threshold=rules.accuracy_threshold,
        minimum_outcomes=rules.minimum_outcomes,
        measured=_decimal(batch.accuracy_point),
        aged=_decimal(gate.aged),
        reclean_on=gate.reclean_on,
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
