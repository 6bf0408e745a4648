"""A company with many people and many leads: campaign C1 is dialed by the dialer, C2 by hand."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from tests.db.flow.leads.world import CALENDAR, STORED, _release, table
from tests.telephony import opening
from tests.telephony.processes.house import House

from callwright.adapters.master_keys.signing import InstallationKey
from callwright.flow.calls.service.retry import plan_leads
from callwright.flow.floor import service as floor
from callwright.flow.leads import service as leads
from callwright.platform.auth.models import Account
from callwright.platform.auth.service import start_session
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.staff import service as staff

DIALED, BY_HAND = "C1", "C2"
_CITIES = {DIALED: "上海市", BY_HAND: "北京市"}
_CAMPAIGNS = (
    f"- {{code: {DIALED}, target: {{cities: [上海]}}}}\n- {{code: {BY_HAND}, target: {{cities: [北京]}}}}\n"
)


@dataclass(frozen=True)
class Colleague:
    """One agent: the session of the page, and the phone to register."""

    person_id: uuid.UUID
    token: str
    phone: str
    password: str


async def open_company(
    house: House, *, people: int, dialed: Sequence[str], by_hand: Sequence[str] = (), capacity: int = 60
) -> list[Colleague]:
    """Roster, campaigns, leads with their plans, a line; everybody has an account and a desk phone."""
    async with house.database.transaction() as session:
        roster = "工号,姓名,部门,角色,职级,入职日期\n" + "\n".join(
            f"E{place:03},员工{place},一部,电销代表,初级,2026-01-05" for place in range(people)
        )
        await staff.import_roster(session, table=table(roster), source_file=STORED, today=house.now().date())
        await campaigns.import_campaigns(session, content=_CAMPAIGNS.encode(), source_file=STORED)
        await _leads(session, house, {DIALED: dialed, BY_HAND: by_hand})
        await opening.line(session, house.node, trunk=house.trunk, capacity=capacity)
        resolver = await staff.resolver(session)
        found = []
        for place in range(people):
            one = resolver.find(f"E{place:03}")
            assert one is not None
            found.append(await _colleague(session, house, one.id, f"E{place:03}"))
    return found


async def _leads(session: Session, house: House, numbers: dict[str, Sequence[str]]) -> None:
    """Each campaign has a batch of its own: everybody in it becomes a lead, also whom the target does not name."""
    for place, (campaign, several) in enumerate(numbers.items()):
        records = [
            ContactRecord(
                id=uuid.uuid4(),
                company=f"公司{number}",
                city=_CITIES[campaign],
                numbers=(ContactNumber(number, "mobile"),),
            )
            for number in several
        ]
        batch = uuid.UUID(int=place + 1)
        await contacts.save_contacts(session, records, source="t", at=house.now())
        await _release(session, records, batch)
        await leads.create_from_batch(
            session, batch_id=batch, campaign_code=campaign, at=house.now(), day=house.now().date()
        )
        await plan_leads(session, campaign_code=campaign, at=house.now(), calendar=CALENDAR)


async def _colleague(session: Session, house: House, person_id: uuid.UUID, login: str) -> Colleague:
    account = Account(id=uuid.uuid4(), login=login, name=login, roles=["agent"])
    session.add(account)
    await session.flush()
    await staff.link_account(session, person_id, account.id)
    token = (await start_session(session, account.id, house.now())).token
    keys = InstallationKey(house.folder / "keys" / "installation.key")
    claim = await floor.give_desk_phone(
        session, person_id=person_id, at=house.now(), keys=keys, node=house.node
    )
    return Colleague(person_id, token, claim.name, claim.password)
