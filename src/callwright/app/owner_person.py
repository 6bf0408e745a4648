"""The owner's account and the owner in the roster are the same person."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from callwright.platform.auth.models import Account
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Role


async def link_owner(session: Session) -> uuid.UUID | None:
    """Link the only owner's account with the only owner of the roster; None when it is not that plain, or done."""
    accounts = list(await session.scalars(select(Account).where(Account.roles.contains(["owner"])).limit(2)))
    people = [one for one in await staff.people(session) if one.role is Role.OWNER]
    if len(accounts) != 1 or len(people) != 1 or people[0].account_id is not None:
        return None
    if await staff.person_of_account(session, accounts[0].id) is not None:
        return None
    await staff.link_account(session, people[0].id, accounts[0].id)
    return people[0].id
