"""Many sessions at once: the claims of a day are counted once, whoever asks at the same moment (product §3)."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import suppress
from functools import partial
from uuid import UUID

from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR, NOW, TODAY, all_leads, create, make_world, number, person

from callwright.flow.leads import service
from callwright.flow.leads.contracts import LeadState
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Database, Session
from callwright.registers.contacts import service as contacts
from callwright.rules.leads.values import lead_parameters

RULES = lead_parameters(TODAY)


async def test_many_sessions_at_once_take_no_more_than_the_day_allows(database: Database) -> None:
    """Random claims, bulk claims and returns of two people in twelve sessions at once; then everything adds up."""
    async with database.transaction() as session:
        await make_world(session, 90)
        await contacts.refuse(session, e164=number(7), reason="do_not_call", source="t", at=NOW)
        await create(session)
        ids = [one.id for one in await all_leads(session)]
        people = [await person(session, "E001"), await person(session, "E002")]

    async def worker(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(12):
            with suppress(CallwrightError):
                async with database.transaction() as session:
                    await _act(session, chance, people[seed % 2], ids)

    await asyncio.gather(*(worker(seed) for seed in range(12)))
    async with database.transaction() as session:
        claims = await session.execute(
            text("SELECT person_id, count(*) FROM leads.ownership WHERE act = 'claim' GROUP BY person_id")
        )
        counted = {row.person_id: row.count for row in claims}
        leads = await all_leads(session)
    assert counted == dict.fromkeys(people, RULES.claims_per_day)
    held = Counter(one.owner_id for one in leads if one.owner_id)
    assert all(count <= RULES.claims_per_day for count in held.values())
    assert [one.state for one in leads].count(LeadState.BARRED) == 1
    assert all(one.owner_id is None for one in leads if one.state is LeadState.BARRED)


async def _act(session: Session, chance: random.Random, me: UUID, ids: list[UUID]) -> None:
    """One random act of a person."""
    ask = partial(service.claim_many, session, person_id=me, at=NOW, calendar=CALENDAR)
    match chance.choice(["claim", "claim", "many", "best", "return"]):
        case "claim":
            lead_id = chance.choice(ids)
            await service.claim(session, lead_id=lead_id, person_id=me, at=NOW, calendar=CALENDAR)
        case "many":
            await ask(lead_ids=chance.sample(ids, 6))
        case "best":
            await ask(campaign="C1", count=chance.randint(1, 8))
        case _:
            held, _ = await service.leads_page(session, visible_people=frozenset({me}), limit=5)
            for one in sorted(held, key=lambda lead: lead.id):
                await service.return_lead(session, lead_id=one.id, person_id=me, at=NOW, day=TODAY)
