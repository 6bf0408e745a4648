"""A refusal is final and immediate, and nothing later overwrites it (product §2.5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from callwright.platform.db import Session
from callwright.registers.contacts import service
from callwright.registers.contacts.contracts import Refusal
from callwright.registers.contacts.errors import NotAPhoneNumber

AT = datetime(2026, 5, 1, tzinfo=UTC)
NUMBER = "+8613800138000"
REPLACE = (
    f"INSERT INTO contacts.refusal VALUES ('{NUMBER}', 'x', 'x', now()) "
    "ON CONFLICT (e164) DO UPDATE SET reason = 'x'"
)


async def test_a_refused_number_is_barred_at_once(session: Session) -> None:
    assert await service.refuse(session, e164=NUMBER, reason="do_not_call", source="call", at=AT)
    assert await service.refused(session, [NUMBER, "+8613900139000"]) == {NUMBER}


async def test_a_second_refusal_leaves_the_first_as_it_was(session: Session) -> None:
    await service.refuse(session, e164=NUMBER, reason="do_not_call", source="call", at=AT)
    again = Refusal(NUMBER, "changed", "other", AT + timedelta(days=9))
    assert await service.refuse_all(session, [again, again]) == 0
    assert await service.refusals(session, [NUMBER]) == [Refusal(NUMBER, "do_not_call", "call", AT)]


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM contacts.refusal",
        "UPDATE contacts.refusal SET reason = 'ok'",
        "TRUNCATE contacts.refusal",
        REPLACE,
    ],
)
async def test_the_database_itself_refuses_to_take_a_refusal_back(session: Session, attack: str) -> None:
    await service.refuse(session, e164=NUMBER, reason="do_not_call", source="call", at=AT)
    with pytest.raises(DBAPIError, match="is final"):
        await session.execute(text(attack))


async def test_only_real_numbers_enter_the_ledger(session: Session) -> None:
    with pytest.raises(NotAPhoneNumber):
        await service.refuse(session, e164="13800138000", reason="x", source="x", at=AT)
