"""How long reps stay, by cohort of hiring."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from uuid import UUID

from callwright.flow.coaching.contracts.growing import Survival
from callwright.flow.coaching.decide.survival import Stay, stay_of, survival
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.coaching.growing import growing_parameters
from callwright.rules.coaching.values import coaching_parameters


async def staying(
    session: Session,
    *,
    today: dt.date,
    observed_from: dt.date | None,
    visible_people: frozenset[UUID] | None,
) -> tuple[dt.date, list[Survival]]:
    """Since when leavers are known, and the curve of all reps in scope and of each quarter of hiring, newest first.

    Without `observed_from` leavers are taken as recorded since the first of them; without any, since today, so that
    nothing is claimed about the past.
    """
    people = [one for one in await staff.people(session, visible_people=visible_people) if one.is_rep]
    gone = [one.left_on for one in people if one.left_on is not None and one.left_on < today]
    since = observed_from or min(gone, default=today)
    cohorts: dict[str, list[Stay]] = defaultdict(list)
    everybody: list[Stay] = []
    for one in people:
        stay = stay_of(one.hired_on, one.left_on, observed_from=since, today=today)
        if stay is not None:
            everybody.append(stay)
            cohorts[str(Month.of(one.hired_on).quarter)].append(stay)
    confidence = coaching_parameters(today).confidence
    least = growing_parameters(today).survival_minimum_at_risk
    curves = [survival("all", everybody, confidence, minimum_at_risk=least)]
    curves += [
        survival(cohort, cohorts[cohort], confidence, minimum_at_risk=least)
        for cohort in sorted(cohorts, reverse=True)
    ]
    return since, curves
