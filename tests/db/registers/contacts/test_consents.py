"""The consent ledger is proof: told once, never rewritten, its last use only moves forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import NewConsent, Scrub

NUMBER = "+4930123456"
GIVEN = datetime(2026, 11, 1, 9, tzinfo=UTC)
ENTRY = NewConsent(NUMBER, "express", "Ja, rufen Sie mich an.", "fair:2026", GIVEN, proof_key="sha:1")


async def test_the_same_consent_is_one_entry_and_keeps_its_words_and_proof(session: Session):
    assert await contacts.record_consents(session, [ENTRY], by="steward") == 1
    assert await contacts.record_consents(session, [ENTRY], by="steward") == 0
    (kept,) = await contacts.consents_of(session, e164=NUMBER)
    assert (kept.words, kept.proof_key, kept.given_at) == (ENTRY.words, "sha:1", GIVEN)
    assert (kept.recorded_by, kept.last_used_at) == ("steward", None)


async def test_the_last_use_never_goes_back(session: Session):
    await contacts.record_consents(session, [ENTRY], by="t")
    (kept,) = await contacts.consents_of(session, e164=NUMBER)
    for days in (5, 3):
        await contacts.use_consents(session, consent_ids=[kept.id], at=GIVEN + timedelta(days=days))
    (kept,) = await contacts.consents_of(session, e164=NUMBER)
    assert kept.last_used_at == GIVEN + timedelta(days=5)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM contacts.consent",
        "UPDATE contacts.consent SET words = 'else'",
        "UPDATE contacts.consent SET given_at = now()",
        "TRUNCATE contacts.consent",
    ],
)
async def test_nothing_said_in_the_ledger_can_be_changed(session: Session, statement: str):
    await contacts.record_consents(session, [ENTRY], by="t")
    with pytest.raises(DBAPIError, match="final"):
        await session.execute(text(statement))


async def test_a_withdrawn_consent_stays_withdrawn(session: Session):
    await contacts.record_consents(session, [ENTRY], by="t")
    assert await contacts.withdraw_consent(session, e164=NUMBER, at=GIVEN + timedelta(days=1)) == 1
    assert await contacts.withdraw_consent(session, e164=NUMBER, at=GIVEN + timedelta(days=2)) == 0
    with pytest.raises(DBAPIError, match="final"):
        await session.execute(text("UPDATE contacts.consent SET withdrawn_at = NULL"))


async def test_an_older_comparison_never_replaces_a_newer_one(session: Session):
    new = Scrub(NUMBER, "gb_tps", GIVEN, listed=True)
    old = Scrub(NUMBER, "gb_tps", GIVEN - timedelta(days=30), listed=False)
    assert await contacts.record_scrubs(session, [new], source="t", by="t") == 1
    assert await contacts.record_scrubs(session, [old], source="t", by="t") == 0
    assert (await contacts.number_standing(session, e164=NUMBER)).scrubs == (new,)
