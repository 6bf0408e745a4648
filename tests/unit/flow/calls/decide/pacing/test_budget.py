"""A budget above what a country tolerates is refused; an abandoned call is defined to the second."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from callwright.flow.calls.decide.pacing.budget import AnsweredCall, abandoned, checked_budget
from callwright.flow.calls.decide.pacing.errors import BudgetAboveCap
from callwright.rules.calling.abandonment import abandonment_rule
from callwright.rules.engine.parameters import UnknownParameter

TODAY = date(2026, 11, 1)
ANSWER = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return ANSWER + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("country", "wished"),
    [("us", "0.03"), ("us", "0"), ("uk", "0.01"), ("de", "0.01"), ("cn", "0.03"), ("CN", "0.005")],
)
def test_a_budget_within_the_cap_is_taken(country, wished):
    assert checked_budget(country, Decimal(wished), on=TODAY).campaign == float(wished)


@pytest.mark.parametrize(
    ("country", "wished"),
    [("us", "0.031"), ("uk", "0.03"), ("uk", "0.011"), ("de", "0.02"), ("cn", "0.05"), ("us", "-0.01")],
)
def test_a_budget_above_the_cap_is_refused_and_names_the_rule(country, wished):
    with pytest.raises(BudgetAboveCap) as refused:
        checked_budget(country, Decimal(wished), on=TODAY)
    assert f"abandonment_cap_{country}@" in refused.value.message("en")


def test_three_percent_a_day_was_possible_in_the_united_kingdom_before_march_2017():
    then = checked_budget("uk", Decimal("0.03"), on=date(2017, 2, 28))
    assert (then.campaign, then.day) == (0.03, 0.03)


@pytest.mark.parametrize(("country", "share"), [("uk", 0.0), ("de", 0.0), ("cn", 0.01), ("us", 0.03)])
def test_without_a_wish_the_default_of_the_country_holds(country, share):
    assert checked_budget(country, None, on=TODAY).campaign == share


def test_a_country_nobody_looked_up_has_no_budget():
    with pytest.raises(UnknownParameter):
        checked_budget("fr", Decimal("0.01"), on=TODAY)


def test_a_strict_day_limits_the_day_where_the_law_counts_thirty():
    assert checked_budget("us", None, on=TODAY).day is None
    assert checked_budget("us", None, on=TODAY, strict_day=True).day == 0.03


@pytest.mark.parametrize(
    ("country", "call", "expected"),
    [
        ("cn", AnsweredCall(ANSWER, agent_at=after(2.0)), False),
        ("cn", AnsweredCall(ANSWER, agent_at=after(2.1)), True),
        ("cn", AnsweredCall(ANSWER), True),
        ("cn", AnsweredCall(ANSWER, customer_left_at=after(1.5)), False),
        ("cn", AnsweredCall(ANSWER, customer_left_at=after(2.5)), True),
        ("us", AnsweredCall(ANSWER, greeting_ended_at=after(1.4), agent_at=after(3.3)), False),
        ("us", AnsweredCall(ANSWER, greeting_ended_at=after(1.0), agent_at=after(3.3)), True),
        ("us", AnsweredCall(ANSWER, greeting_ended_at=after(9.0), agent_at=after(4.1)), True),
        ("us", AnsweredCall(ANSWER, agent_at=after(3.9)), False),
    ],
)
def test_the_seconds_count_from_the_start_point_of_the_country(country, call, expected):
    assert abandoned(call, abandonment_rule(country, on=TODAY)) is expected
