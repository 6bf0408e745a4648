"""The numbers of a day beside goal, yesterday and team."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from callwright.flow.coaching.decide.mirror import daily_goals, ladder, team_median, workdays
from callwright.rules.coaching.values import coaching_parameters

DAY = dt.date(2026, 10, 15)


def test_october_2026_has_twenty_two_workdays():
    assert workdays(DAY) == 22


def test_a_monthly_target_becomes_the_goal_of_the_day_else_the_field_says():
    goals = daily_goals(DAY, {"effective_contacts": Decimal(660)}, coaching_parameters(DAY).daily_goals)
    assert goals["effective"] == (Decimal("30.0"), "goals")
    assert goals["dials"] == (Decimal(80), "product §5")


def test_the_ladder_has_rates_of_the_step_before():
    counts = {"dials": 100, "connected": 40, "effective": 20, "interested": 0, "ordered": 0}
    team = [{"dials": number} for number in (80, 100, 120, 60)]
    steps = ladder(counts, yesterday={"dials": 90}, team=team, goals={}, minimum_team=4)
    assert [step.rate for step in steps] == [None, 0.4, 0.5, 0.0, None]
    assert (steps[0].yesterday, steps[0].benchmark, steps[1].benchmark) == (90, 90.0, 0.0)


def test_a_small_team_has_no_median():
    assert team_median([1, 2, 3], 4) is None
