"""A script speaks to this customer."""

from __future__ import annotations

from callwright.flow.calls.decide.script import said_to

OPENING = "您好，请问是{公司}的{联系人}吗？"


def test_company_and_person_are_named():
    assert said_to(OPENING, company="云杉公司", person="董雪然") == "您好，请问是云杉公司的董雪然吗？"


def test_without_a_person_one_asks_for_whoever_is_in_charge():
    assert said_to(OPENING, company="云杉公司", person="") == "您好，请问是云杉公司的负责人吗？"


def test_places_that_nobody_knows_stay():
    assert said_to("{优惠} at {company}", company="Spruce", person="") == "{优惠} at Spruce"
