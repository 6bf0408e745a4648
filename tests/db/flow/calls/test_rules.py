"""The owner's decisions count for the next call, are kept for ever, and never loosen what was verified."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.db.flow.calls.calling_world import TEN, pick, tried, world
from tests.db.flow.calls.test_permission import CHINESE, ask, company

from callwright.flow.calls.contracts.rules import RuleView
from callwright.flow.calls.errors import (
    ReasonMissing,
    RetrySettingWrong,
    RuleLoosened,
    RuleUnknown,
    RuleValueWrong,
)
from callwright.flow.calls.service.rules import decide_rule, retry_rules_of, rules, set_retry_rules
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Session

DAY = date(2026, 11, 20)


async def decide(session: Session, rule: str, **more: Any) -> RuleView:
    wanted: dict[str, Any] = {"value": None, "reason": "looked up", "by": "owner", "at": TEN, "on": DAY}
    return await decide_rule(session, rule_id=rule, **(wanted | more))


async def test_an_own_value_counts_for_the_next_call_and_can_be_taken_back(session: Session):
    await company(session, CHINESE)
    assert (await ask(session)).allowed
    tightened = await decide(session, "cn.hours", value={"from": "11:00"})
    assert (tightened.value["from"], tightened.lawful["from"]) == ("11:00:00", "09:00:00")
    assert (await ask(session)).rule == "cn.hours"
    await decide(session, "cn.hours", take_back=True)
    assert (await ask(session)).allowed


async def test_confirming_a_default_closes_it_and_says_who(session: Session):
    before = {one.id: one for one in await rules(session, on=DAY)}
    assert before["cn.rest"].open
    await decide(session, "cn.rest")
    after = {one.id: one for one in await rules(session, on=DAY)}
    assert (after["cn.rest"].open, after["cn.rest"].decided_by) == (False, "owner")
    assert not after["us.hours"].open


async def test_a_trade_of_its_own_is_asked_for_by_confirming_it(session: Session):
    await company(session, CHINESE)
    await decide(session, "cn.consent_call_centre")
    assert (await ask(session)).rule == "cn.consent_call_centre"


async def test_another_country_opens_once_the_owner_has_confirmed_it(session: Session):
    await company(session, "+33142685300")
    noon = TEN.replace(hour=11) - timedelta(days=3)
    assert (await ask(session, "+33142685300", at=noon)).rule == "other.country"
    await decide(session, "other.country")
    assert (await ask(session, "+33142685300", at=noon)).allowed


@pytest.mark.parametrize(
    ("rule", "more", "error"),
    [
        ("us.hours", {"value": {"to": "22:00"}}, RuleLoosened),
        ("us.hours", {"value": {"calls": 3}}, RuleValueWrong),
        ("us.hours", {"reason": "  "}, ReasonMissing),
        ("us.nothing", {}, RuleUnknown),
    ],
)
async def test_what_may_not_be_decided_is_refused(
    session: Session, rule: str, more: dict[str, Any], error: type[CallwrightError]
):
    with pytest.raises(error):
        await decide(session, rule, **more)


async def test_a_decision_is_never_rewritten(session: Session):
    await decide(session, "cn.rest")
    with pytest.raises(DBAPIError, match="final"):
        await session.execute(text("UPDATE calls.rule_setting SET reason = 'x'"))


async def test_a_campaign_has_its_own_retry_numbers(session: Session):
    await world(session, 1)
    wanted: dict[str, Any] = {"campaign_code": "C1", "reason": "gentle", "by": "m", "at": TEN, "on": DAY}
    await set_retry_rules(session, settings={"lead_life": 1}, **wanted)
    assert (await retry_rules_of(session, campaign_code="C1", on=DAY)).lead_life == 1
    (only,) = await pick(session)
    await tried(session, only, "no_answer", TEN)
    assert await pick(session, TEN + timedelta(days=30)) == []
    with pytest.raises(RetrySettingWrong):
        await set_retry_rules(session, settings={"busy_minutes": 1}, **wanted)
