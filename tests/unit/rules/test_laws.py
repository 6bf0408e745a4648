"""Law as data: forms, strictness, what is open, and that two topics never say different things."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from callwright.rules.calling.abandonment import abandonment_rule
from callwright.rules.calling.waiting import waits
from callwright.rules.compliance.formulas import amount, strictest, switched_on
from callwright.rules.compliance.holidays import easter_sunday
from callwright.rules.compliance.judging import CHECKS
from callwright.rules.compliance.law_files import countries, law_specs
from callwright.rules.compliance.laws import (
    LooserThanTheLaw,
    all_laws,
    law,
    laws_of,
    own_value,
    unchanged_since,
)
from callwright.rules.compliance.value_forms import Pause, Rate
from callwright.rules.engine.parameters import parameter

DAY = date(2026, 11, 24)


def test_every_rule_says_where_it_stands_written_and_when_that_was_checked():
    for one in all_laws(on=DAY):
        assert one.checked_until > DAY, one.id
        assert one.title.zh != one.title.en
        assert one.how.zh != one.how.en
        if not one.verified:
            assert any(word in one.source for word in ("not", "draft", "default")), one.id


def test_every_kind_the_gate_keeps_has_a_check():
    assert {spec.kind for _, spec in law_specs() if spec.enforced == "gate"} <= {*CHECKS, "country", "switch"}


def test_the_gate_looks_back_further_than_the_longest_window():
    hours = [one.value.hours for one in all_laws(on=DAY) if isinstance(one.value, Rate | Pause)]
    assert parameter("compliance.history_days", on=DAY).number * 24 > max(hours)


@pytest.mark.parametrize(("country", "name"), [("cn", "cn"), ("us", "us"), ("gb", "uk"), ("de", "de")])
def test_pacing_and_the_list_of_rules_tolerate_the_same(country: str, name: str):
    kept = abandonment_rule(name, on=DAY)
    assert amount(country, "abandoned_share", on=DAY) == kept.cap
    assert amount(country, "abandoned_days", on=DAY) == kept.window_days


def test_a_confirmed_default_is_not_open_any_more():
    assert law("cn.hours", on=DAY).open
    assert not law("cn.hours", on=DAY, settings={"cn.hours": None}).open
    own = law("cn.hours", on=DAY, settings={"cn.hours": {"from": "10:00", "to": "18:00"}})
    assert (own.own, own.open) == (True, False)


def test_an_own_value_that_a_later_law_overtakes_gives_way_to_the_law():
    later = law("us.hours", on=DAY, settings={"us.hours": {"from": "07:00", "to": "22:00"}})
    assert later.value == later.lawful
    assert not later.own


def test_rules_of_a_trade_hold_only_for_who_is_in_it():
    without = {one.id for one in laws_of("cn", (), on=DAY)}
    assert "cn.hours_life_insurance" not in without
    inside = {one.id for one in laws_of("cn", (), on=DAY, settings={"cn.hours_life_insurance": None})}
    assert inside - without == {"cn.hours_life_insurance"}


def test_a_state_adds_to_its_country():
    federal = {one.id for one in laws_of("us", (), on=DAY)}
    florida = {one.id for one in laws_of("us", ("us-fl",), on=DAY)}
    assert federal < florida


def test_every_number_that_others_read_is_there_for_every_country():
    for country in countries():
        ring = amount(country, "ring", on=DAY)
        assert ring is not None
        assert ring >= 15
    assert strictest("abandoned_share", on=DAY) == Decimal("0.01")
    assert switched_on("cn", "recording_notice", on=DAY)
    assert amount("fr", "ring", on=DAY) == 15


@pytest.mark.parametrize(
    ("rule", "stricter", "looser"),
    [
        ("us.hours", {"from": "09:00", "to": "20:00"}, {"from": "09:00", "to": "21:30"}),
        ("de.closed_days", {"sundays": True, "holidays": "de"}, {"sundays": False, "holidays": "de"}),
        ("de.rate", {"calls": 1, "hours": 0}, {"calls": 1, "hours": 24}),
        (
            "de.consent",
            {"audience": "all", "dialing": "all", "form": "written"},
            {"audience": "consumer", "dialing": "automatic", "form": "express"},
        ),
        ("us.dnc", {"registers": ["us_dnc", "own"], "days": 7}, {"registers": ["own"], "days": 7}),
        ("gb.abandoned_pause", {"after": "abandoned", "hours": 96}, {"after": "abandoned", "hours": 71}),
        ("us.ring", {"number": 20}, {"number": 14}),
        (
            "us.abandoned_share",
            {"number": "0.02", "stricter": "lower"},
            {"number": "0.04", "stricter": "lower"},
        ),
        ("gb.caller_number", {"required": True}, {"required": False}),
    ],
)
def test_a_verified_rule_can_be_tightened_and_never_loosened(
    rule: str, stricter: dict[str, object], looser: dict[str, object]
):
    assert own_value(rule, stricter, on=DAY)
    with pytest.raises(LooserThanTheLaw):
        own_value(rule, looser, on=DAY)


def test_easter_is_where_the_church_finds_it():
    known = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2285: (3, 22)}
    assert {year: (easter_sunday(year).month, easter_sunday(year).day) for year in known} == known


def test_our_phones_ring_at_least_as_long_as_every_country_asks():
    shortest = strictest("ring", on=DAY)
    assert shortest is not None
    assert waits(DAY).ring.total_seconds() >= shortest


def test_recordings_are_kept_at_least_as_long_as_the_law_of_china_asks():
    asked = amount("cn", "recordings_days", on=DAY)
    assert asked is not None
    assert parameter("recordings.minimum_days_cn_general", on=DAY).number >= asked


def test_rules_are_the_same_until_the_day_one_of_them_changes():
    assert unchanged_since(date(2024, 10, 14)) < unchanged_since(date(2024, 10, 15)) == date(2024, 10, 15)
    for day in (DAY, date(2024, 10, 14), date(2017, 3, 1), date(2021, 6, 30)):
        assert laws_of("us", ("us-fl",), on=day) == laws_of("us", ("us-fl",), on=unchanged_since(day))
        assert laws_of("gb", (), on=day) == laws_of("gb", (), on=unchanged_since(day))
