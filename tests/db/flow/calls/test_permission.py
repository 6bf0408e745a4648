"""The gate on a real database: what is written anywhere is seen by the next question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from callwright.flow.calls.contracts.permission import Verdict
from callwright.flow.calls.models import LiveAttemptRow
from callwright.flow.calls.service.lines import keep_trunk
from callwright.flow.calls.service.permission import permission
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import NewSuppression
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord, NewConsent, Scrub

TEN = datetime(2026, 11, 20, 2, tzinfo=UTC)
"""Ten in the morning in China."""
CHINESE = "+8613800138000"
AMERICAN = "+13055551234"


async def ask(session: Session, e164: str = CHINESE, **more: Any) -> Verdict:
    wanted: dict[str, Any] = {
        "campaign_code": "C1",
        "mode": "preview",
        "guaranteed_agent": True,
        "caller_number": "+862112345678",
        "at": TEN,
        "calendar": CompanyCalendar("Asia/Shanghai"),
    }
    return await permission(session, e164=e164, **(wanted | more))


async def company(session: Session, *numbers: str, name: str = "某某公司", province: str = "") -> Any:
    record = ContactRecord(
        id=uuid4(),
        company=name,
        province=province,
        numbers=tuple(ContactNumber(one, "mobile") for one in numbers),
    )
    await contacts.save_contacts(session, [record], source="t", at=TEN - timedelta(days=9))
    return record.id


async def dialed(session: Session, at: datetime, e164: str = CHINESE, **more: Any) -> None:
    session.add(
        LiveAttemptRow(
            id=uuid4(),
            node="a",
            version=1,
            state="ended",
            mode="predictive",
            direction="outbound",
            campaign_code="C1",
            e164=e164,
            trunk="t",
            caller_number="+862112345678",
            planned_at=at,
            dialed_at=at,
            ended_at=at + timedelta(seconds=20),
            **more,
        )
    )
    await session.flush()


async def test_a_company_in_china_may_be_called_in_the_morning(session: Session):
    await company(session, CHINESE)
    assert (await ask(session)).allowed


async def test_before_nine_the_answer_names_the_rule_and_the_moment_it_ends(session: Session):
    await company(session, CHINESE)
    early = await ask(session, at=TEN - timedelta(hours=2))
    assert (early.allowed, early.rule) == (False, "cn.hours")
    assert early.until == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert "中国外呼时段" in early.text.zh
    assert "hours of sales calls" in early.text.en


async def test_a_private_person_needs_an_entry_in_the_consent_ledger(session: Session):
    await company(session, CHINESE, name="")
    assert (await ask(session)).rule == "cn.consent"
    given = NewConsent(CHINESE, "express", "同意来电", "form:7", TEN - timedelta(days=1))
    assert await contacts.record_consents(session, [given, given], by="t") == 1
    allowed = await ask(session)
    assert allowed.allowed
    await contacts.use_consents(session, consent_ids=allowed.consent_ids, at=TEN)
    assert [one.last_used_at for one in await contacts.consents_of(session, e164=CHINESE)] == [TEN]
    await contacts.withdraw_consent(session, e164=CHINESE, at=TEN)
    assert (await ask(session)).rule == "cn.consent"


async def test_a_refusal_bars_every_number_of_the_contact_on_every_path(session: Session):
    other = "+8613800138001"
    await company(session, CHINESE, other)
    assert (await ask(session)).allowed
    await contacts.refuse(session, e164=other, reason="do_not_call", source="t", at=TEN)
    for mode in ("manual", "preview", "progressive", "predictive", "callback"):
        answer = await ask(session, mode=mode)
        assert (answer.rule, answer.until) == ("refusal", None)


async def test_what_is_known_of_a_merged_contact_counts_for_the_one_that_stands_for_it(session: Session):
    other = "+8613800138009"
    keep, absorbed = await company(session, CHINESE), await company(session, other)
    line = NewSuppression(
        kind="competitor", subject_kind="contact", subject=str(absorbed), source="t", since=TEN
    )
    await lists.suppress(session, [line], by="t", at=TEN)
    assert (await ask(session)).allowed
    await contacts.merge_contacts(session, keep=keep, absorbed=absorbed, source="t", at=TEN)
    assert (await ask(session)).rule == "suppression.competitor"
    await contacts.refuse(session, e164=other, reason="do_not_call", source="t", at=TEN)
    assert (await ask(session)).rule == "refusal"


async def test_dials_of_all_campaigns_count_and_the_number_is_free_the_next_day(session: Session):
    await company(session, CHINESE)
    await dialed(session, TEN - timedelta(minutes=50))
    await dialed(session, TEN - timedelta(minutes=40))
    assert (await ask(session)).allowed
    await dialed(session, TEN - timedelta(minutes=10))
    answer = await ask(session, campaign_code="another")
    assert answer.rule == "cn.rate"
    assert answer.until == datetime(2026, 11, 21, 1, tzinfo=UTC)


async def test_over_six_dials_in_a_week_only_a_person_by_choice_may_dial(session: Session):
    await company(session, CHINESE)
    for days in range(1, 7):
        await dialed(session, TEN - timedelta(days=days))
    barred = await ask(session, mode="preview")
    assert (barred.rule, barred.until) == ("quota.number_rolling", TEN + timedelta(days=1))
    assert (await ask(session, mode="callback")).allowed


async def test_what_was_never_dialed_does_not_count(session: Session):
    await company(session, CHINESE)
    for minutes in (50, 40, 30):
        await dialed(session, TEN - timedelta(minutes=minutes))
    await session.execute(LiveAttemptRow.__table__.update().values(dialed_at=None, ended_reason="not_dialed"))
    assert (await ask(session)).allowed


async def test_after_an_abandoned_call_only_a_person_may_dial(session: Session):
    await company(session, CHINESE)
    at = TEN - timedelta(hours=30)
    await dialed(session, at, answered_at=at, abandoned=True)
    barred = await ask(session, mode="predictive", guaranteed_agent=False)
    assert barred.rule == "cn.abandoned_pause"
    assert (await ask(session, mode="predictive", guaranteed_agent=True)).allowed
    assert (await ask(session, mode="preview", guaranteed_agent=False)).allowed


async def test_a_cool_down_told_by_another_stage_bars_at_once(session: Session):
    await company(session, CHINESE)
    until = TEN + timedelta(days=3)
    line = NewSuppression(
        kind="cool_down", subject_kind="number", subject=CHINESE, source="t", since=TEN, until=until
    )
    await lists.suppress(session, [line], by="t", at=TEN)
    answer = await ask(session)
    assert (answer.rule, answer.until) == ("suppression.cool_down", until)


async def test_a_machine_does_not_call_customers_a_person_may(session: Session):
    one = await company(session, CHINESE)
    line = NewSuppression(
        kind="existing_customer", subject_kind="contact", subject=str(one), source="order:1", since=TEN
    )
    await lists.suppress(session, [line], by="t", at=TEN)
    assert (await ask(session, mode="predictive")).rule == "suppression.existing_customer"
    assert (await ask(session, mode="manual")).allowed


async def test_florida_needs_a_fresh_comparison_and_written_consent_for_a_machine(session: Session):
    await company(session, AMERICAN)
    noon = datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert (await ask(session, AMERICAN, at=noon)).rule == "us.dnc"
    old = Scrub(AMERICAN, "us_dnc", noon - timedelta(days=32), listed=False)
    await contacts.record_scrubs(session, [old], source="t", by="t")
    assert (await ask(session, AMERICAN, at=noon)).rule == "us.dnc"
    fresh = Scrub(AMERICAN, "us_dnc", noon - timedelta(days=30), listed=False)
    await contacts.record_scrubs(session, [fresh, old], source="t", by="t")
    assert (await ask(session, AMERICAN, at=noon)).allowed
    assert (await ask(session, AMERICAN, at=noon, mode="predictive")).rule == "us.state_consent"
    late = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    assert (await ask(session, AMERICAN, at=late)).rule == "us.state_hours"


async def test_nobody_is_called_where_the_rules_are_not_known(session: Session):
    await company(session, "+33142685300")
    assert (await ask(session, "+33142685300", at=TEN + timedelta(hours=7))).rule == "other.country"


async def test_no_call_without_a_number_of_our_own(session: Session):
    await company(session, CHINESE)
    assert (await ask(session, caller_number="")).rule == "cn.caller_number"


NIGHT = datetime(2026, 11, 20, 16, tzinfo=UTC)
"""Midnight in China."""


async def trunk(session: Session, name: str, **more: Any) -> None:
    await keep_trunk(session, name=name, node="a", address="127.0.0.1:5080", at=TEN, **more)


async def test_simulated_customers_may_be_called_at_night(session: Session):
    await company(session, CHINESE)
    assert (await ask(session, at=NIGHT)).rule == "cn.hours"
    await trunk(session, "sample", simulated=True)
    assert (await ask(session, at=NIGHT)).allowed


async def test_a_trunk_to_people_brings_the_hours_back(session: Session):
    await company(session, CHINESE)
    await trunk(session, "sample", simulated=True)
    await trunk(session, "carrier")
    assert (await ask(session, at=NIGHT)).rule == "cn.hours"
    await trunk(session, "carrier", enabled=False)
    assert (await ask(session, at=NIGHT)).allowed


async def test_who_changes_a_simulated_trunk_makes_it_one_to_people(session: Session):
    await company(session, CHINESE)
    await trunk(session, "sample", simulated=True)
    await trunk(session, "sample")
    assert (await ask(session, at=NIGHT)).rule == "cn.hours"


async def test_a_trunk_elsewhere_is_never_simulated(session: Session):
    with pytest.raises(IntegrityError, match="ck_trunk_simulated"):
        await keep_trunk(session, name="x", node="a", address="10.0.0.1:5060", at=TEN, simulated=True)


async def test_a_refusal_holds_for_simulated_customers_too(session: Session):
    await trunk(session, "sample", simulated=True)
    await contacts.refuse(session, e164=CHINESE, reason="do_not_call", source="t", at=TEN)
    assert (await ask(session, at=NIGHT)).rule == "refusal"
