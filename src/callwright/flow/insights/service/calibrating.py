"""How far graders agree on the calls that at least two of them graded."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

from callwright.flow.insights.contracts.grading import (
    Agreement,
    Grade,
    GradeKind,
    GraderPair,
    ItemAgreement,
    Scorecard,
)
from callwright.flow.insights.decide.agreement import cohen_kappa, krippendorff_alpha
from callwright.flow.insights.repository import grading as repository
from callwright.flow.insights.service.grading import scorecard
from callwright.platform.db import Session
from callwright.rules.insights.grading import grading_parameters

Calls = Mapping[uuid.UUID, Sequence[Grade]]


async def agreement(
    session: Session,
    *,
    scorecard_id: uuid.UUID,
    today: dt.date,
    visible_people: frozenset[uuid.UUID] | None,
) -> Agreement:
    """Agreement under one version, over calls in scope graded by two or more; decisions of disputes are no grading.

    ScorecardUnknown (404).
    """
    card = await scorecard(session, scorecard_id)
    rules = grading_parameters(today)
    by_call: dict[uuid.UUID, list[Grade]] = defaultdict(list)
    for one in await repository.grades(session, visible_people=visible_people, scorecard_id=scorecard_id):
        if one.kind is not GradeKind.DECISION:
            by_call[one.attempt_id].append(one)
    twice = {attempt: found for attempt, found in by_call.items() if len(found) > 1}
    return Agreement(
        scorecard_id=card.id,
        calls=len(twice),
        graders=len({one.by_name for found in twice.values() for one in found}),
        alpha=krippendorff_alpha([[float(one.score) for one in found] for found in twice.values()]),
        pairs=_pairs(twice),
        items=_items(card, twice),
        good_from=rules.agreement_good,
        tentative_from=rules.agreement_tentative,
        minimum_calls=rules.agreement_minimum_calls,
    )


def _pairs(twice: Calls) -> tuple[GraderPair, ...]:
    found: dict[tuple[str, str], list[tuple[Grade, Grade]]] = defaultdict(list)
    for grades in twice.values():
        for pair in combinations(sorted(grades, key=lambda one: (one.by_name, str(one.by_account))), 2):
            found[(pair[0].by_name, pair[1].by_name)].append(pair)
    return tuple(
        GraderPair(
            first=first,
            second=second,
            calls=len(pairs),
            same_verdict=fmean(one.passed == other.passed for one, other in pairs),
            kappa=cohen_kappa([(one.passed, other.passed) for one, other in pairs]),
            mean_difference=fmean(float(one.score - other.score) for one, other in pairs),
        )
        for (first, second), pairs in sorted(found.items())
    )


def _items(card: Scorecard, twice: Calls) -> tuple[ItemAgreement, ...]:
    found = []
    for item in card.items:
        units = [
            [
                float(mark.points)
                for one in grades
                for mark in one.marks
                if mark.item == item.key and mark.points is not None
            ]
            for grades in twice.values()
        ]
        units = [unit for unit in units if len(unit) > 1]
        found.append(ItemAgreement(item.key, item.title, krippendorff_alpha(units), len(units)))
    return tuple(found)
