"""Whole simulated months in random worlds, on the floor of the bench: the budget of the month holds."""

import pytest
from bench.pacing.months import MonthFigures, lived, random_month


@pytest.mark.parametrize("number", [7, 23, 24])
def test_no_more_is_abandoned_in_a_month_than_the_budget_allows(number):
    found: MonthFigures = lived(random_month(number, hours=0.04))
    assert found.total.answered > 100
    assert found.kept
