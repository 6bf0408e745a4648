"""What the sentences in `cases/` call: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from callwright.rules.appraisal.formulas.gates import company_coupling, department_gate
from callwright.rules.appraisal.formulas.grades import review_grade
from callwright.rules.appraisal.formulas.scoring import Measured, indicator_score, mean_score, weighted_score
from callwright.rules.appraisal.formulas.warnings import goal_warnings
from callwright.rules.appraisal.indicators import PostKind
from callwright.rules.engine.cases import CaseFunction, decimal_or_none
from callwright.rules.engine.scales import Curve, Point

Given = Mapping[str, Any]


def _measured(given: Given) -> Measured:
    weight = given.get("weight", Decimal(100))
    return Measured(given["indicator"], weight, given["target"], decimal_or_none(given["actual"]))


def _points(given: Given, on: date) -> Given:
    return {"points": indicator_score(_measured(given), on=on).score}


def _score(given: Given, on: date) -> Given:
    return {"score": weighted_score([_measured(each) for each in given["indicators"]], on=on).score}


def _mean(given: Given, _: date) -> Given:
    return {"score": mean_score(given["scores"])}


def _gate(given: Given, on: date) -> Given:
    gate = department_gate(decimal_or_none(given["revenue"]), given["target"], on=on)
    return {"pays": gate.passes, "completion": gate.completion}


def _coupling(given: Given, _: date) -> Given:
    points = given["curve"]
    curve = points and Curve(tuple(Point(at, factor) for at, factor in points), given.get("method", "linear"))
    return {"factor": company_coupling(decimal_or_none(given["revenue"]), given["target"], curve).value}


def _grade(given: Given, on: date) -> Given:
    review = review_grade(
        grade=given["grade"],
        score=decimal_or_none(given["score"]),
        revenue=decimal_or_none(given["revenue"]),
        revenue_target=given["target"],
        on=on,
    )
    return {"outcome": review.outcome.value, "to": review.to_grade, "reasons": Decimal(len(review.reasons))}


def _warnings(given: Given, on: date) -> Given:
    return {"warnings": Decimal(len(goal_warnings(PostKind(given["kind"]), given["indicators"], on=on)))}


FUNCTIONS: Mapping[str, CaseFunction] = {
    "points": _points,
    "score": _score,
    "mean": _mean,
    "department_gate": _gate,
    "company_coupling": _coupling,
    "grade_review": _grade,
    "goal_warnings": _warnings,
}
