"""Until when a person may appeal against a decision about the grade (product §9.5)."""

from __future__ import annotations

from datetime import date, timedelta

from callwright.rules.engine.parameters import parameter


def appeal_until(told_on: date) -> date:
    """The last day of an appeal, which still counts; `told_on` is the day of the proposal or of its decision."""
    return told_on + timedelta(days=int(parameter("appraisal.appeal_days", on=told_on).number))


def may_appeal(told_on: date, today: date) -> bool:
    """Whether an appeal on `today` is in time."""
    return today <= appeal_until(told_on)
