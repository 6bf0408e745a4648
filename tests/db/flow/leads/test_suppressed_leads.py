"""Who must not be called becomes no callable lead, through no path, and refusals stay for good (product §2.5)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.db.flow.leads.world import (
    BATCH,
    CALENDAR,
    NOW,
    TODAY,
    all_leads,
    create,
    make_world,
    number,
    person,
)

from callwright.flow.leads import service
from callwright.flow.leads.contracts import Lead, LeadState, Method
from callwright.flow.leads.errors import LeadBarred, LeadSuppressed
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import NewSuppression, SuppressionKind
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.rules.leads.values import lead_parameters

RULES = lead_parameters(TODAY)


@pytest.fixture
async def contact_ids(session: Session) -> list[UUID]:
    return await make_world(session)


async def tell(
    session: Session, kind: SuppressionKind, subject_kind: str, subject: str, **more: object
) -> None:
    entry = NewSuppression(kind, subject_kind, subject, "file:t", NOW, **more)  # type: ignore[arg-type]  # test table
    await lists.suppress(session, [entry], by="t", at=NOW)


async def of(session: Session, contact_id: UUID, campaign: str = "C1") -> Lead:
    found = await all_leads(session, campaign_code=campaign)
    return next(one for one in found if one.contact_id == contact_id)


async def claim(session: Session, lead: Lead, who: str, at: dt.datetime = NOW) -> Lead:
    me = await person(session, who)
    return await service.claim(session, lead_id=lead.id, person_id=me, at=at, calendar=CALENDAR)


async def test_suppressed_contacts_become_held_leads_that_nobody_gets(
    session: Session, contact_ids: list[UUID]
) -> None:
    await tell(session, "competitor", "company", "公司1")
    await tell(session, "existing_customer", "contact", str(contact_ids[2]))
    await tell(session, "cool_down", "number", number(4), until=NOW + dt.timedelta(days=2))
    await create(session)
    kinds = {place: (await of(session, contact_ids[place])).held_kind for place in (1, 2, 4, 5)}
    assert kinds == {1: "competitor", 2: "existing_customer", 4: "cool_down", 5: None}
    for place in (1, 2, 4):
        with pytest.raises(LeadSuppressed):
            await claim(session, await of(session, contact_ids[place]), "E001")
    report = await service.assign(session, campaign="C1", method=Method.SCORE, at=NOW, day=TODAY)
    assert report.assigned == 27
    rested = await claim(
        session, await of(session, contact_ids[4]), "E001", NOW + dt.timedelta(days=2, seconds=1)
    )
    assert rested.held_kind is None


async def test_what_became_known_after_the_leads_counts_at_the_moment_of_use(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    await tell(session, "competitor", "number", number(3))
    me = await person(session, "E001")
    asked = [(await of(session, contact_ids[place])).id for place in (3, 4)]
    report = await service.claim_many(session, person_id=me, at=NOW, calendar=CALENDAR, lead_ids=asked)
    assert [one.code for one in report.refused] == ["leads.suppressed"]
    assert "竞争对手" in report.refused[0].text.zh
    dealt = await service.assign(session, campaign="C1", method=Method.FAIR_SHARE, at=NOW, day=TODAY)
    assert (dealt.assigned, dealt.held, dealt.left) == (28, 0, 0)
    assert (await of(session, contact_ids[3])).owner_id is None


async def test_lifting_a_line_lets_its_leads_go_again(session: Session, contact_ids: list[UUID]) -> None:
    await tell(session, "competitor", "number", number(3))
    await create(session)
    ids = await service.open_leads(session)
    assert await service.refresh_holds(session, at=NOW, lead_ids=ids) == 1
    await lists.end_suppressions(session, sources=["file:t"], at=NOW, by="t", why="t")
    assert await service.refresh_holds(session, at=NOW, lead_ids=ids) == 0
    assert (await claim(session, await of(session, contact_ids[3]), "E001")).owner == "张三"


async def test_a_lead_protected_in_one_campaign_is_nobody_elses_in_another(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    mine = await claim(session, await of(session, contact_ids[0]), "E001")
    await create(session, "C3")
    twin = await of(session, contact_ids[0], "C3")
    assert (twin.held_kind, twin.held_until) == ("protected", mine.protected_until)
    with pytest.raises(LeadSuppressed):
        await claim(session, twin, "E002")
    others = await service.assign(
        session, campaign="C3", method=Method.ROUND_ROBIN, at=NOW, day=TODAY, people=["E002"]
    )
    assert (others.assigned, others.held, others.left) == (29, 1, 1)
    own = await service.assign(session, campaign="C3", method=Method.ROUND_ROBIN, at=NOW, day=TODAY)
    assert (own.assigned, own.by_person) == (1, {"E001": 1, "E002": 0})
    await service.return_lead(session, lead_id=mine.id, person_id=mine.owner_id, at=NOW, day=TODAY)
    assert (
        await claim(session, await of(session, contact_ids[0]), "E002", NOW + dt.timedelta(days=31))
    ).owner == "李四"


async def test_a_refusal_ends_ownership_tasks_and_every_way_back(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    mine = await claim(session, await of(session, contact_ids[0]), "E001")
    await contacts.refuse(session, e164=number(0), reason="do_not_call", source="t", at=NOW)
    assert (await service.lead(session, mine.id)).state is LeadState.BARRED
    assert await service.bar_refused(session, contact_ids=[contact_ids[0]], at=NOW) == 1
    barred = await of(session, contact_ids[0])
    assert (barred.state, barred.owner_id, barred.barred_reason) == (LeadState.BARRED, None, "do_not_call")
    with pytest.raises(LeadBarred):
        await claim(session, barred, "E002")
    await create(session)
    await service.advance(session, contact_ids=[contact_ids[0]], to=LeadState.ORDERED, at=NOW, day=TODAY)
    assert (await of(session, contact_ids[0])).state is LeadState.BARRED


async def test_a_hand_over_bars_refused_contacts_on_the_way(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    await service.assign(session, campaign="C1", method=Method.REGION, at=NOW, day=TODAY, people=["E001"])
    await contacts.refuse(session, e164=number(0), reason="complaint", source="t", at=NOW)
    me, friend = await person(session, "E001"), await person(session, "E002")
    done = await service.hand_over(session, person_id=me, to=friend, at=NOW, day=TODAY)
    assert (done.moved, done.barred) == (29, 1)
    assert (await of(session, contact_ids[0])).owner_id is None


async def test_customers_with_orders_stay_with_their_owner(session: Session, contact_ids: list[UUID]) -> None:
    await create(session)
    await claim(session, await of(session, contact_ids[0]), "E001")
    await claim(session, await of(session, contact_ids[1]), "E001")
    await tell(session, "existing_customer", "contact", str(contact_ids[0]))
    later = NOW + dt.timedelta(days=RULES.protection_days - RULES.warning_days)
    assert await service.warn_owners(session, at=later, day=later.date()) == 1
    end = NOW + dt.timedelta(days=RULES.protection_days)
    assert await service.return_expired(session, at=end, day=end.date()) == 1
    assert (await of(session, contact_ids[0])).owner == "张三"


async def test_a_warning_that_came_late_postpones_the_return(
    session: Session, contact_ids: list[UUID]
) -> None:
    await create(session)
    await claim(session, await of(session, contact_ids[0]), "E001")
    late = NOW + dt.timedelta(days=RULES.protection_days + 5)
    assert await service.return_expired(session, at=late, day=late.date()) == 0
    assert await service.warn_owners(session, at=late, day=late.date()) == 1
    [warning] = await service.return_warnings(session, visible_people=None)
    assert warning.returns_at == late + dt.timedelta(days=RULES.warning_days)
    await service.advance(
        session, contact_ids=[contact_ids[0]], to=LeadState.IN_WORK, at=late, day=late.date()
    )
    assert await service.return_warnings(session, visible_people=None) == []
    at = warning.returns_at
    assert await service.return_expired(session, at=at, day=at.date()) == 0


ATTACKS = {
    "an owner for a refused contact": (
        "UPDATE leads.lead SET owner_id = (SELECT id FROM staff.person LIMIT 1) WHERE contact_id = :refused",
        "gets no owner",
    ),
    "a barred lead made new": (
        "UPDATE leads.lead SET state = 'new' WHERE contact_id = :refused",
        "stays barred",
    ),
    "claims of the day taken back": ("DELETE FROM leads.ownership", "final"),
    "a claim written to yesterday": ("UPDATE leads.ownership SET at = at - interval '1 day'", "final"),
    "a lead of a batch that was not released": (
        "UPDATE leads.lead SET batch_id = :stranger WHERE contact_id = :refused",
        "fk_lead_batch_id",
    ),
    "a release taken back": ("DELETE FROM lists.release", "final"),
    "a verdict made better": ("UPDATE lists.verification SET verdict = 'good'", "final"),
    "a gate setting rewritten": ("TRUNCATE lists.gate_setting", "final"),
    "a protected lead without an owner": (
        (
            "INSERT INTO lists.suppression (kind, subject_kind, subject, source, since, recorded_by, recorded_at)"
            " VALUES ('protected', 'contact', 'x', 'x', now(), 'x', now())"
        ),
        "ck_suppression",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
async def test_the_database_itself_refuses(session: Session, contact_ids: list[UUID], attack: str) -> None:
    statement, sentence = ATTACKS[attack]
    await contacts.refuse(session, e164=number(0), reason="do_not_call", source="t", at=NOW)
    await create(session)
    await claim(session, await of(session, contact_ids[1]), "E001")
    await session.execute(
        text(
            "INSERT INTO lists.verification (batch_id, row, verdict, file_sha256, verified_by, verified_at)"
            " VALUES (:batch, 0, 'invalid_number', 'x', 'x', now())"
        ),
        {"batch": BATCH},
    )
    with pytest.raises(DBAPIError, match=sentence):
        await session.execute(text(statement), {"refused": contact_ids[0], "stranger": uuid4()})
