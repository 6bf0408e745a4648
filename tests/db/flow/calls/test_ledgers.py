"""Files of consents and comparisons: a bad row is listed, the rest counts, the same file twice changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.db.flow.calls.test_permission import CHINESE, ask
from tests.db.flow.leads.world import CALENDAR, table

from callwright.flow.calls.errors import MissingColumns
from callwright.flow.calls.service.ledgers import import_consents, import_scrubs
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.registers.contacts import service as contacts

FILE = StoredFile(key="proof-key", sha256="ab" * 32, size=1, name="consents.xlsx")
CONSENTS = """号码,同意形式,同意内容,同意时间,截止时间
138 0013 8000,明示,同意接收来电,2026-11-01 10:00,
13800138001,口说,同意,2026-11-01 10:00,
nonsense,书面,同意,2026-11-01 10:00,
13800138002,书面,,2026-11-01 10:00,
13800138003,书面,同意,昨天,
13800138004,书面,同意,2026-11-01 10:00,2026-11-10 10:00"""


async def test_consents_of_a_file_count_at_the_gate_and_the_file_is_their_proof(session: Session):
    report = await import_consents(
        session, table=table(CONSENTS), source_file=FILE, by="t", calendar=CALENDAR
    )
    assert (report.rows, report.accepted, report.unchanged) == (6, 2, 0)
    assert [(one.line, one.code) for one in report.rejected] == [
        (3, "calls.ledger_form"),
        (4, "calls.ledger_number"),
        (5, "calls.ledger_words"),
        (6, "calls.ledger_time"),
    ]
    assert (await ask(session)).allowed
    (kept,) = await contacts.consents_of(session, e164=CHINESE)
    assert (kept.proof_key, kept.given_at) == ("proof-key", datetime(2026, 11, 1, 2, tzinfo=UTC))
    assert (await ask(session, "+8613800138004")).rule == "cn.consent"
    again = await import_consents(session, table=table(CONSENTS), source_file=FILE, by="t", calendar=CALENDAR)
    assert (again.accepted, again.unchanged, again.already_imported) == (0, 2, True)


async def test_a_file_of_comparisons_says_who_is_listed_and_a_registers_own_list_is_all_listed(
    session: Session,
):
    compared = table("号码,在册\n+12125551234,否\n+14155551234,是\nx,否")
    report = await import_scrubs(
        session, table=compared, source_file=FILE, register="us_dnc", version_on=date(2026, 11, 18), by="t"
    )
    assert (report.accepted, len(report.rejected)) == (2, 1)

    async def listed(e164: str) -> list[bool]:
        return [one.listed for one in (await contacts.number_standing(session, e164=e164)).scrubs]

    assert (await listed("+12125551234"), await listed("+14155551234")) == ([False], [True])
    await import_scrubs(
        session,
        table=table("number\n+12125551234"),
        source_file=FILE,
        register="us_dnc",
        version_on=date(2026, 11, 19),
        by="t",
    )
    assert await listed("+12125551234") == [True]


async def test_a_file_without_the_words_of_consent_is_refused(session: Session):
    with pytest.raises(MissingColumns, match="同意内容"):
        await import_consents(
            session, table=table("号码,形式\n1,明示"), source_file=FILE, by="t", calendar=CALENDAR
        )
