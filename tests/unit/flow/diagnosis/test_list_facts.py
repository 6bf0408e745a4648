"""What the calls of a batch come to, with the doors of the earlier stages played by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Coroutine
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import ContactOutcome, Direction, Outcome
from callwright.flow.diagnosis.service.list_facts import list_facts
from callwright.flow.diagnosis.service.period import span_of
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import BatchFit
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import BatchSummary
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session

CALENDAR = CompanyCalendar("Asia/Shanghai")
TODAY = dt.date(2026, 11, 20)
NOW = span_of(Month(2026, 10), CALENDAR, today=TODAY)
BEFORE = span_of(Month(2026, 9), CALENDAR, today=TODAY)
SHARED, GOOD_ONE, BAD_ONE = UUID(int=1), UUID(int=2), UUID(int=3)
RELEASED = BatchSummary(
    id=UUID(int=11),
    source="甲",
    name="好名单",
    campaign_code="C1",
    state="cleaned",
    rows=2,
    accepted=2,
    merged=0,
    rejected=0,
    rejected_by_code={},
    blank_lines=0,
    accuracy_point=0.9,
    accuracy_lower=0.86,
    gate="passed",
    released_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    override_reason=None,
    flagged_at=None,
    sequential_share=0.01,
    nameless_share=0.0,
    price=Decimal(100),
    created_at=dt.datetime(2026, 9, 1, tzinfo=dt.UTC),
    seconds=1.0,
)
UNRELEASED = replace(RELEASED, id=UUID(int=12), name="坏名单", released_at=None, gate="failed")
MEMBERS = {RELEASED.id: [SHARED, GOOD_ONE], UNRELEASED.id: [SHARED, BAD_ONE]}


def dial(contact: UUID | None, outcome: Outcome, day: int, direction: Direction = Direction.OUTBOUND) -> Any:
    at = dt.datetime(2026, 10, day, 3, tzinfo=dt.UTC)
    return SimpleNamespace(contact_id=contact, outcome=outcome, direction=direction, started_at=at)


DIALS = [
    dial(SHARED, Outcome.EFFECTIVE, 5),
    dial(GOOD_ONE, Outcome.DO_NOT_CALL, 6),
    dial(BAD_ONE, Outcome.INVALID_NUMBER, 6),
    dial(BAD_ONE, Outcome.WRONG_PARTY, 31),
    dial(None, Outcome.NO_ANSWER, 7),
    dial(BAD_ONE, Outcome.ANSWERED, 8, Direction.INBOUND),
]


@pytest.fixture(autouse=True)
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    async def all_batches(_session: object) -> list[BatchSummary]:
        return [RELEASED, UNRELEASED, replace(RELEASED, id=UUID(int=13), state="failed")]

    async def released_contacts(_session: object, batch: UUID) -> list[UUID]:
        return MEMBERS[batch] if batch == RELEASED.id else []

    async def rows_page(_session: object, batch: UUID, *, page: int, size: int) -> tuple[list[Any], int]:
        return [SimpleNamespace(entity=one) for one in [*MEMBERS[batch], None]], 3

    async def gate_view(_session: object, batch: UUID, *, on: dt.date) -> Any:
        return SimpleNamespace(aged=0.88, reclean_on=dt.date(2027, 1, 1))

    async def attempts_page(_session: object, *, start: Any, end: Any, offset: int, limit: int) -> Any:
        found = [one for one in DIALS if start <= one.started_at < end]
        return found[offset : offset + limit], len(found)

    async def newest_outcomes(_session: object, *, contact_ids: Any) -> list[ContactOutcome]:
        newest = {one.contact_id: one for one in DIALS if one.contact_id in contact_ids}
        return [ContactOutcome(key, one.outcome, one.started_at) for key, one in newest.items()]

    async def batch_fit(_session: object, *, batch_ids: Any) -> list[BatchFit]:
        return [BatchFit(RELEASED.id, 2, Decimal("0.75"))]

    for module, door in (
        (lists, all_batches),
        (lists, released_contacts),
        (lists, rows_page),
        (lists, gate_view),
        (calls, attempts_page),
        (calls, newest_outcomes),
        (leads, batch_fit),
    ):
        monkeypatch.setattr(module, door.__name__, door)


def at_once(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run what never really waits: the doors here answer at once, and unit tests have no event loop."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value


def test_dials_go_to_their_batch_and_a_released_contact_is_not_blind():
    facts, outside = at_once(list_facts(cast("Session", None), NOW, BEFORE, today=TODAY))
    by_name = {one.name: one for one in facts}
    good, bad = by_name["好名单"], by_name["坏名单"]
    assert (good.dials, good.complaints, good.judged, good.good, good.fit) == (2, 1, 2, 2, Decimal("0.75"))
    assert (bad.dials, bad.bad_dials, bad.released) == (2, 2, False)
    assert (outside.dials, outside.all_dials, outside.previous_dials) == (1, 5, 0)
    assert (good.aged, good.measured) == (Decimal("0.88"), Decimal("0.9"))
